import { integer, pgEnum, pgTable, text, timestamp } from 'drizzle-orm/pg-core'
import { idColumn, type AccountId } from '../../kernel/ids.ts'

export const dealStatus = pgEnum('deal_status', ['OPEN', 'WON', 'LOST'])
export const clientChange = pgEnum('client_change', [
  'INTERESTED',
  'REJECTED',
  'REACTION_CLEARED',
  'RATED',
  'RATING_CLEARED',
  'VIEWING_REQUESTED',
  'VIEWING_CANCELLED',
  'VIEWING_PROPOSED',
  'VIEWING_DATES_ADDED',
  'FEEDBACK_GIVEN',
])

export const deals = pgTable('deal', {
  companyId: idColumn('company')('company_id').notNull(),
  id: idColumn('deal')('id').notNull(),
  contactId: idColumn('contact')('contact_id').notNull(),
  title: text('title'),
  status: dealStatus('status').notNull(),
  closedAt: timestamp('closed_at', { withTimezone: true, precision: 3 }),
  clientChanges: integer('client_changes').notNull(),
  clientChangesSeen: integer('client_changes_seen').notNull(),
  version: integer('version').notNull(),
  createdBy: idColumn('agent')('created_by').notNull(),
  createdAt: timestamp('created_at', { withTimezone: true, precision: 3 }).notNull(),
})

export const dealClientChanges = pgTable('deal_client_change', {
  companyId: idColumn('company')('company_id').notNull(),
  dealId: idColumn('deal')('deal_id').notNull(),
  number: integer('number').notNull(),
  change: clientChange('change').notNull(),
  propertyId: idColumn('property')('property_id').notNull(),
  viewingId: idColumn('viewing')('viewing_id'),
  byId: text('by_id').$type<AccountId>().notNull(),
  at: timestamp('at', { withTimezone: true, precision: 3 }).notNull(),
})

export type DealRow = typeof deals.$inferSelect
export type DealClientChangeRow = typeof dealClientChanges.$inferSelect
