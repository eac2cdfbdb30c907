import { pgEnum, pgTable, text, timestamp } from 'drizzle-orm/pg-core'
import { idColumn } from '../../kernel/ids.ts'

const instant = (name: string) => timestamp(name, { withTimezone: true, precision: 3 })

export const shownAs = pgEnum('shown_as', ['ANONYMOUS', 'NICKNAME'])

export const profileDeletions = pgTable('profile_deletion', {
  companyId: idColumn('company')('company_id').notNull(),
  accountId: idColumn('account')('account_id').notNull(),
  hash: text('hash').notNull(),
  expiresAt: instant('expires_at').notNull(),
})

export const deletedAccounts = pgTable('deleted_account', {
  companyId: idColumn('company')('company_id').notNull(),
  id: idColumn('account')('id').notNull(),
  shownAs: shownAs('shown_as').notNull(),
  nickname: text('nickname'),
  deletedAt: instant('deleted_at').notNull(),
})

export const farewells = pgTable('farewell', {
  companyId: idColumn('company')('company_id').notNull(),
  accountId: idColumn('account')('account_id').notNull(),
  email: text('email').notNull(),
  firstName: text('first_name').notNull(),
  language: text('language').notNull(),
})

export type ProfileDeletionRow = typeof profileDeletions.$inferSelect
export type DeletedAccountRow = typeof deletedAccounts.$inferSelect
export type FarewellRow = typeof farewells.$inferSelect
