import { integer, pgEnum, pgTable, text, timestamp } from 'drizzle-orm/pg-core'
import { idColumn } from '../../kernel/ids.ts'

const instant = (name: string) => timestamp(name, { withTimezone: true, precision: 3 })

export const accountStatus = pgEnum('account_status', ['DRAFT', 'ACTIVE'])
export const accountWay = pgEnum('account_way', ['STAFF', 'REGISTRATION', 'SIGN_ON', 'SUPPORT_REQUEST'])
export const accountReview = pgEnum('account_review', ['ALREADY_HAS_ACCOUNT'])
export const accountEditor = pgEnum('account_editor', ['CLIENT', 'STAFF'])

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
  via: accountWay('via').notNull(),
  location: text('location'),
  review: accountReview('review'),
  reviewerId: idColumn('agent')('reviewer_id'),
  approvedAt: instant('approved_at'),
  createdAt: instant('created_at').notNull(),
  version: integer('version').notNull(),
  editedBy: accountEditor('edited_by'),
})

export type PortalAccountRow = typeof portalAccounts.$inferSelect
