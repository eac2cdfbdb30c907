import { pgEnum, pgTable, text, timestamp } from 'drizzle-orm/pg-core'
import { idColumn } from '../../kernel/ids.ts'

export const signInWay = pgEnum('sign_in_way', ['PASSWORD', 'CODE', 'LINK', 'SIGN_ON', 'REGISTRATION'])
export const signInOutcome = pgEnum('sign_in_outcome', [
  'SUCCEEDED',
  'LOCKED',
  'UNKNOWN_EMAIL',
  'NOT_VERIFIED',
  'AWAITING_APPROVAL',
  'DISABLED',
  'LEFT',
  'NO_PASSWORD',
  'PASSWORD_WRONG',
  'TEMPORARY_PASSWORD_EXPIRED',
  'WRONG_INSTANCE',
  'SECOND_FACTOR_WRONG',
])

export const signIns = pgTable('sign_in', {
  companyId: idColumn('company')('company_id').notNull(),
  id: idColumn('sign_in')('id').notNull(),
  accountId: idColumn('account')('account_id'),
  agentId: idColumn('agent')('agent_id'),
  email: text('email'),
  at: timestamp('at', { withTimezone: true, precision: 3 }).notNull(),
  ipAddress: text('address'),
  network: text('network').notNull(),
  program: text('program'),
  way: signInWay('way').notNull(),
  outcome: signInOutcome('outcome').notNull(),
})

export type SignInRow = typeof signIns.$inferSelect
