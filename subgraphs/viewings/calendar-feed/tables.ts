import { pgTable, text, timestamp } from 'drizzle-orm/pg-core'
import { idColumn, type AccountId, type AgentId } from '../../kernel/ids.ts'

export const calendarFeeds = pgTable('calendar_feed', {
  companyId: idColumn('company')('company_id').notNull(),
  personId: text('person_id').$type<AgentId | AccountId>().notNull(),
  hash: text('hash').notNull(),
  createdAt: timestamp('created_at', { withTimezone: true, precision: 3 }).notNull(),
  lastReadAt: timestamp('last_read_at', { withTimezone: true, precision: 3 }),
})

export type CalendarFeedRow = typeof calendarFeeds.$inferSelect
