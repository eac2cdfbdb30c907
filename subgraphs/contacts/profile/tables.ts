import { integer, pgTable, text } from 'drizzle-orm/pg-core'
import { idColumn } from '../../kernel/ids.ts'

export const followedProfiles = pgTable('followed_profile', {
  companyId: idColumn('company')('company_id').notNull(),
  accountId: idColumn('account')('account_id').notNull(),
  version: integer('version').notNull(),
  email: text('email').notNull(),
  phone: text('phone'),
})

export type FollowedProfileRow = typeof followedProfiles.$inferSelect
