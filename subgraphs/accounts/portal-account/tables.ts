import { pgEnum, pgTable, text, timestamp } from 'drizzle-orm/pg-core'
import { idColumn } from '../../kernel/ids.ts'

export const accountStatus = pgEnum('account_status', ['DRAFT', 'ACTIVE'])

export const portalAccounts = pgTable('portal_account', {
  companyId: idColumn('company')('company_id').notNull(),
  id: idColumn('account')('id').notNull(),
  status: accountStatus('status').notNull(),
  email: text('email').notNull(),
  firstName: text('first_name').notNull(),
  lastName: text('last_name').notNull(),
  language: text('language').notNull(),
  contactId: idColumn('contact')('contact_id'),
  ownerId: idColumn('agent')('owner_id'),
  disabledAt: timestamp('disabled_at', { withTimezone: true, precision: 3 }),
  pictureId: idColumn('file')('picture_id'),
  createdAt: timestamp('created_at', { withTimezone: true, precision: 3 }).notNull(),
})

export type PortalAccountRow = typeof portalAccounts.$inferSelect
