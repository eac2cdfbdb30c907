import { bigint, integer, pgEnum, pgTable, text, timestamp } from 'drizzle-orm/pg-core'
import { idColumn } from '../../kernel/ids.ts'

export const clientAccountKind = pgEnum('client_account_kind', ['TENANCY', 'OWNERSHIP', 'FACTORING'])

export const clientAccounts = pgTable('client_account', {
  companyId: idColumn('company')('company_id').notNull(),
  id: idColumn('client_account')('id').notNull(),
  kind: clientAccountKind('kind').notNull(),
  reference: text('reference').notNull(),
  name: text('name').notNull(),
  balanceAmount: bigint('balance_amount', { mode: 'number' }).notNull(),
  balanceCurrency: text('balance_currency').notNull(),
  createdBy: idColumn('agent')('created_by').notNull(),
  createdAt: timestamp('created_at', { withTimezone: true, precision: 3 }).notNull(),
  version: integer('version').notNull(),
})

export const clientAccountLinks = pgTable('client_account_link', {
  companyId: idColumn('company')('company_id').notNull(),
  accountId: idColumn('account')('account_id').notNull(),
  clientAccountId: idColumn('client_account')('client_account_id').notNull(),
})

export type ClientAccountRow = typeof clientAccounts.$inferSelect
