import { boolean, integer, pgEnum, pgTable, text, timestamp } from 'drizzle-orm/pg-core'
import { idColumn } from '../../kernel/ids.ts'

const instant = (name: string) => timestamp(name, { withTimezone: true, precision: 3 })

export const contactKind = pgEnum('contact_kind', ['LEAD', 'CONTACT'])
export const contactSource = pgEnum('contact_source', ['STAFF', 'REGISTRATION'])
export const doNotContactReason = pgEnum('do_not_contact_reason', ['SELF_REGISTRATION', 'REJECTED', 'SPAM'])
export const reviewState = pgEnum('review_state', ['PENDING', 'ACCEPTED', 'MERGED', 'REJECTED', 'SPAM'])

export const contacts = pgTable('contact', {
  companyId: idColumn('company')('company_id').notNull(),
  id: idColumn('contact')('id').notNull(),
  kind: contactKind('kind').notNull(),
  firstName: text('first_name').notNull(),
  lastName: text('last_name').notNull(),
  language: text('language').notNull(),
  responsibleAgentId: idColumn('agent')('responsible_agent_id'),
  isRequester: boolean('is_requester').notNull(),
  version: integer('version').notNull(),
  createdAt: instant('created_at').notNull(),
  source: contactSource('source').notNull(),
  registeredAccountId: idColumn('account')('registered_account_id'),
  doNotContactSince: instant('do_not_contact_since'),
  doNotContactById: idColumn('agent')('do_not_contact_by_id'),
  doNotContactReason: doNotContactReason('do_not_contact_reason'),
  reviewState: reviewState('review_state'),
  reviewedAt: instant('reviewed_at'),
  reviewedById: idColumn('agent')('reviewed_by_id'),
  candidateIds: idColumn('contact')('candidate_ids').array().notNull(),
  mergedIntoId: idColumn('contact')('merged_into_id'),
})

/** A view: the ids of the contacts one of whom a lead may be. */
export const leadCandidates = pgTable('lead_candidate', {
  companyId: idColumn('company')('company_id').notNull(),
  leadId: idColumn('contact')('lead_id').notNull(),
  id: idColumn('contact')('id').notNull(),
})

export const contactEmails = pgTable('contact_email', {
  companyId: idColumn('company')('company_id').notNull(),
  contactId: idColumn('contact')('contact_id').notNull(),
  position: integer('position').notNull(),
  address: text('address').notNull(),
})

export const contactPhones = pgTable('contact_phone', {
  companyId: idColumn('company')('company_id').notNull(),
  contactId: idColumn('contact')('contact_id').notNull(),
  position: integer('position').notNull(),
  number: text('number').notNull(),
})

export type ContactRow = typeof contacts.$inferSelect
