import { integer, pgEnum, pgTable, text, timestamp } from 'drizzle-orm/pg-core'
import { idColumn } from '../../kernel/ids.ts'

const instant = (name: string) => timestamp(name, { withTimezone: true, precision: 3 })

export const accountStatus = pgEnum('account_status', ['DRAFT', 'ACTIVE'])

export const portalAccounts = pgTable('portal_account', {
  companyId: idColumn('company')('company_id').notNull(),
  id: idColumn('account')('id').notNull(),
  status: accountStatus('status').notNull(),
  email: text('email').notNull(),
  firstName: text('first_name').notNull(),
  lastName: text('last_name').notNull(),
  phone: text('phone'),
  language: text('language').notNull(),
  contactId: idColumn('contact')('contact_id'),
  ownerId: idColumn('agent')('owner_id'),
  verifiedAt: instant('verified_at'),
  awaitingApprovalSince: instant('awaiting_approval_since'),
  disabledAt: instant('disabled_at'),
  termsVersion: integer('terms_version').notNull(),
  pictureId: idColumn('file')('picture_id'),
  createdAt: instant('created_at').notNull(),
  version: integer('version').notNull(),
})

export type PortalAccountRow = typeof portalAccounts.$inferSelect
