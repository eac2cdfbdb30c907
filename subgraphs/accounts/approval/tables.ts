import { pgTable, text, timestamp } from 'drizzle-orm/pg-core'
import { idColumn } from '../../kernel/ids.ts'

export const declines = pgTable('registration_decline', {
  companyId: idColumn('company')('company_id').notNull(),
  accountId: idColumn('account')('account_id').notNull(),
  email: text('email').notNull(),
  firstName: text('first_name').notNull(),
  language: text('language').notNull(),
  reason: text('reason'),
  declinedAt: timestamp('declined_at', { withTimezone: true, precision: 3 }).notNull(),
})

export type DeclineRow = typeof declines.$inferSelect
