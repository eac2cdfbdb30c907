import { pgTable, text, timestamp } from 'drizzle-orm/pg-core'
import { idColumn } from '../../kernel/ids.ts'

const instant = (name: string) => timestamp(name, { withTimezone: true, precision: 3 })

export const clientViews = pgTable('client_view', {
  companyId: idColumn('company')('company_id').notNull(),
  sessionId: idColumn('session')('session_id').notNull(),
  accountId: idColumn('account')('account_id').notNull(),
  agentId: idColumn('agent')('agent_id').notNull(),
  reason: text('reason').notNull(),
  startedAt: instant('started_at').notNull(),
  endsAt: instant('ends_at').notNull(),
})

export type ClientViewRow = typeof clientViews.$inferSelect
