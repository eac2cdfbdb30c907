import { integer, pgEnum, pgTable, text, timestamp } from 'drizzle-orm/pg-core'
import { idColumn } from '../../kernel/ids.ts'

export const agentRole = pgEnum('agent_role', ['ADMIN', 'AGENT', 'SUPPORT'])

export const agents = pgTable('agent', {
  companyId: idColumn('company')('company_id').notNull(),
  id: idColumn('agent')('id').notNull(),
  email: text('email').notNull(),
  firstName: text('first_name').notNull(),
  lastName: text('last_name').notNull(),
  role: agentRole('role').notNull(),
  pictureId: idColumn('file')('picture_id'),
  leftAt: timestamp('left_at', { withTimezone: true, precision: 3 }),
  version: integer('version').notNull(),
  createdAt: timestamp('created_at', { withTimezone: true, precision: 3 }).notNull(),
})

export type AgentRow = typeof agents.$inferSelect
