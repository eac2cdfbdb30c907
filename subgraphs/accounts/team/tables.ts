import { integer, pgTable, text, timestamp } from 'drizzle-orm/pg-core'
import { idColumn } from '../../kernel/ids.ts'

export const teams = pgTable('team', {
  companyId: idColumn('company')('company_id').notNull(),
  id: idColumn('team')('id').notNull(),
  name: text('name').notNull(),
  version: integer('version').notNull(),
  createdAt: timestamp('created_at', { withTimezone: true, precision: 3 }).notNull(),
})

export const teamMembers = pgTable('team_member', {
  companyId: idColumn('company')('company_id').notNull(),
  teamId: idColumn('team')('team_id').notNull(),
  agentId: idColumn('agent')('agent_id').notNull(),
})

export type TeamRow = typeof teams.$inferSelect
export type TeamMemberRow = typeof teamMembers.$inferSelect
