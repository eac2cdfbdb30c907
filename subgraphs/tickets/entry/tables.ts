import { boolean, pgEnum, pgTable, text, timestamp } from 'drizzle-orm/pg-core'
import { idColumn } from '../../kernel/ids.ts'
import { ticketStatus } from '../ticket/tables.ts'

export const entryKind = pgEnum('ticket_entry_kind', ['REPLY', 'NOTE', 'STATUS', 'ASSIGNMENT'])

export const entries = pgTable('ticket_entry', {
  companyId: idColumn('company')('company_id').notNull(),
  id: idColumn('entry')('id').notNull(),
  ticketId: idColumn('ticket')('ticket_id').notNull(),
  kind: entryKind('kind').notNull(),
  isPublic: boolean('is_public').notNull(),
  byAgentId: idColumn('agent')('by_agent_id'),
  byAccountId: idColumn('account')('by_account_id'),
  body: text('body'),
  statusFrom: ticketStatus('status_from'),
  statusTo: ticketStatus('status_to'),
  assigneeId: idColumn('agent')('assignee_id'),
  at: timestamp('at', { withTimezone: true, precision: 3 }).notNull(),
})

export type EntryRow = typeof entries.$inferSelect
