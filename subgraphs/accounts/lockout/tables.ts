import { integer, pgTable, text, timestamp } from 'drizzle-orm/pg-core'
import { idColumn } from '../../kernel/ids.ts'

const instant = (name: string) => timestamp(name, { withTimezone: true, precision: 3 })

export const streaks = pgTable('streak', {
  companyId: idColumn('company')('company_id').notNull(),
  holder: text('holder').notNull(),
  network: text('network').notNull(),
  failures: integer('failures').notNull(),
  lockedUntil: instant('locked_until').notNull(),
})

export const allowances = pgTable('allowance', {
  companyId: idColumn('company')('company_id').notNull(),
  holder: text('holder').notNull(),
  backAt: instant('back_at').notNull(),
})

export type StreakRow = typeof streaks.$inferSelect
export type AllowanceRow = typeof allowances.$inferSelect
