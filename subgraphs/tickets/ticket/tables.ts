import { integer, pgEnum, pgTable, text, timestamp } from 'drizzle-orm/pg-core'
import { idColumn } from '../../kernel/ids.ts'

export const ticketStatus = pgEnum('ticket_status', ['NEW', 'OPEN', 'PENDING', 'ON_HOLD', 'SOLVED', 'CLOSED'])
export const ticketChannel = pgEnum('ticket_channel', ['FORM', 'EMAIL'])

export const tickets = pgTable('ticket', {
  companyId: idColumn('company')('company_id').notNull(),
  id: idColumn('ticket')('id').notNull(),
  number: integer('number').notNull(),
  subject: text('subject').notNull(),
  status: ticketStatus('status').notNull(),
  channel: ticketChannel('channel').notNull(),
  contactId: idColumn('contact')('contact_id'),
  accountId: idColumn('account')('account_id'),
  assigneeId: idColumn('agent')('assignee_id'),
  followUpOfId: idColumn('ticket')('follow_up_of_id'),
  version: integer('version').notNull(),
  createdAt: timestamp('created_at', { withTimezone: true, precision: 3 }).notNull(),
  updatedAt: timestamp('updated_at', { withTimezone: true, precision: 3 }).notNull(),
  publicUpdatedAt: timestamp('public_updated_at', { withTimezone: true, precision: 3 }).notNull(),
})

export const ticketCounters = pgTable('ticket_counter', {
  companyId: idColumn('company')('company_id').primaryKey(),
  lastNumber: integer('last_number').notNull(),
})

export type TicketRow = typeof tickets.$inferSelect
