import { boolean, pgTable } from 'drizzle-orm/pg-core'
import { idColumn } from '../../kernel/ids.ts'

export const portalUsers = pgTable('portal_user', {
  companyId: idColumn('company')('company_id').notNull(),
  contactId: idColumn('contact')('contact_id').notNull(),
  accountId: idColumn('account')('account_id').notNull(),
  isActive: boolean('is_active').notNull(),
  isDisabled: boolean('is_disabled').notNull(),
})

export const portals = pgTable('portal', {
  companyId: idColumn('company')('company_id').notNull(),
  isOn: boolean('is_on').notNull(),
})

export type PortalUserRow = typeof portalUsers.$inferSelect
