import { boolean, integer, pgTable, text, timestamp } from 'drizzle-orm/pg-core'
import { idColumn, type AccountId, type AgentId } from '../../kernel/ids.ts'

export const feedbacks = pgTable('viewing_feedback', {
  companyId: idColumn('company')('company_id').notNull(),
  viewingId: idColumn('viewing')('viewing_id').notNull(),
  overall: integer('overall'),
  text: text('text'),
  byId: text('by_id').$type<AgentId | AccountId>().notNull(),
  isOnBehalf: boolean('is_on_behalf').notNull(),
  givenAt: timestamp('given_at', { withTimezone: true, precision: 3 }).notNull(),
  changedAt: timestamp('changed_at', { withTimezone: true, precision: 3 }).notNull(),
})

export type FeedbackRow = typeof feedbacks.$inferSelect
