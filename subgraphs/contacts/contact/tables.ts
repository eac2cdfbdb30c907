import { boolean, integer, pgEnum, pgTable, text, timestamp } from 'drizzle-orm/pg-core'
import { idColumn } from '../../kernel/ids.ts'

export const contactKind = pgEnum('contact_kind', ['LEAD', 'CONTACT'])

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
  createdAt: timestamp('created_at', { withTimezone: true, precision: 3 }).notNull(),
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

export const portalUsers = pgTable('portal_user', {
  companyId: idColumn('company')('company_id').notNull(),
  contactId: idColumn('contact')('contact_id').notNull(),
  accountId: idColumn('account')('account_id').notNull(),
  isActive: boolean('is_active').notNull(),
})

export type ContactRow = typeof contacts.$inferSelect
