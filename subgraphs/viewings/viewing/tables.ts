import { boolean, date, integer, pgEnum, pgTable, text, time, timestamp } from 'drizzle-orm/pg-core'
import { idColumn, type AccountId, type AgentId } from '../../kernel/ids.ts'

export const viewingStatus = pgEnum('viewing_status', ['PENDING', 'CONFIRMED', 'REJECTED', 'CANCELLED', 'COMPLETED'])
export const viewingChange = pgEnum('viewing_change', [
  'REQUESTED',
  'CONFIRMED',
  'REJECTED',
  'RESCHEDULED',
  'CANCELLED',
  'COMPLETED',
  'DATES_ADDED',
  'PROPOSED',
  'PROPOSAL_DECLINED',
  'REASSIGNED',
  'NO_SHOW',
])
export const viewingOutcome = pgEnum('viewing_outcome', ['TOOK_PLACE', 'NO_SHOW', 'ASSUMED'])

export const viewings = pgTable('viewing', {
  companyId: idColumn('company')('company_id').notNull(),
  id: idColumn('viewing')('id').notNull(),
  propertyId: idColumn('property')('property_id').notNull(),
  contactId: idColumn('contact')('contact_id').notNull(),
  agentId: idColumn('agent')('agent_id').notNull(),
  status: viewingStatus('status').notNull(),
  slotId: idColumn('slot')('slot_id'),
  blockId: idColumn('viewing_block')('block_id'),
  startsAt: timestamp('starts_at', { withTimezone: true, precision: 3 }),
  endsAt: timestamp('ends_at', { withTimezone: true, precision: 3 }),
  outsidePreferred: boolean('outside_preferred').notNull(),
  reason: text('reason'),
  cancelledAt: timestamp('cancelled_at', { withTimezone: true, precision: 3 }),
  outcome: viewingOutcome('outcome'),
  proposedStartsAt: timestamp('proposed_starts_at', { withTimezone: true, precision: 3 }),
  proposedEndsAt: timestamp('proposed_ends_at', { withTimezone: true, precision: 3 }),
  proposedAt: timestamp('proposed_at', { withTimezone: true, precision: 3 }),
  navigationOpenedAt: timestamp('navigation_opened_at', { withTimezone: true, precision: 3 }),
  journalOpenedAt: timestamp('journal_opened_at', { withTimezone: true, precision: 3 }),
  journalUnlockedAt: timestamp('journal_unlocked_at', { withTimezone: true, precision: 3 }),
  version: integer('version').notNull(),
  createdAt: timestamp('created_at', { withTimezone: true, precision: 3 }).notNull(),
})

export const slots = pgTable('slot', {
  companyId: idColumn('company')('company_id').notNull(),
  id: idColumn('slot')('id').notNull(),
  agentId: idColumn('agent')('agent_id').notNull(),
  propertyId: idColumn('property')('property_id').notNull(),
  startsAt: timestamp('starts_at', { withTimezone: true, precision: 3 }).notNull(),
  endsAt: timestamp('ends_at', { withTimezone: true, precision: 3 }).notNull(),
})

export const preferredDates = pgTable('preferred_date', {
  companyId: idColumn('company')('company_id').notNull(),
  viewingId: idColumn('viewing')('viewing_id').notNull(),
  position: integer('position').notNull(),
  date: date('date', { mode: 'string' }).notNull(),
  fromTime: time('from_time', { precision: 3 }),
  toTime: time('to_time', { precision: 3 }),
})

export const viewingHistory = pgTable('viewing_history', {
  companyId: idColumn('company')('company_id').notNull(),
  viewingId: idColumn('viewing')('viewing_id').notNull(),
  version: integer('version').notNull(),
  change: viewingChange('change').notNull(),
  byId: text('by_id').$type<AgentId | AccountId>(),
  at: timestamp('at', { withTimezone: true, precision: 3 }).notNull(),
  startsAt: timestamp('starts_at', { withTimezone: true, precision: 3 }),
  endsAt: timestamp('ends_at', { withTimezone: true, precision: 3 }),
  reason: text('reason'),
})

export type ViewingRow = typeof viewings.$inferSelect
export type SlotRow = typeof slots.$inferSelect
export type PreferredDateRow = typeof preferredDates.$inferSelect
export type HistoryRow = typeof viewingHistory.$inferSelect
