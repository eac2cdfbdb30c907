import { integer, pgTable, text } from 'drizzle-orm/pg-core'
import { idColumn } from '../../kernel/ids.ts'

export const followedProfiles = pgTable('followed_profile', {
  companyId: idColumn('company')('company_id').notNull(),
  accountId: idColumn('account')('account_id').notNull(),
  version: integer('version').notNull(),
  email: text('email').notNull(),
  phone: text('phone'),
  firstName: text('first_name'),
  lastName: text('last_name'),
  language: text('language'),
})

export type FollowedProfileRow = typeof followedProfiles.$inferSelect
