import { boolean, integer, pgTable, text, timestamp } from 'drizzle-orm/pg-core'
import { idColumn } from '../../kernel/ids.ts'

const instant = (name: string) => timestamp(name, { withTimezone: true, precision: 3 })

export const terms = pgTable('terms', {
  companyId: idColumn('company')('company_id').notNull(),
  version: integer('version').notNull(),
  isRequired: boolean('is_required').notNull(),
  languages: text('languages').array().notNull(),
  publishedAt: instant('published_at').notNull(),
  publishedBy: idColumn('agent')('published_by').notNull(),
})

export const termsTexts = pgTable('terms_text', {
  companyId: idColumn('company')('company_id').notNull(),
  version: integer('version').notNull(),
  language: text('language').notNull(),
  title: text('title').notNull(),
  body: text('body').notNull(),
})

export const termsAcceptances = pgTable('terms_acceptance', {
  companyId: idColumn('company')('company_id').notNull(),
  accountId: idColumn('account')('account_id').notNull(),
  version: integer('version').notNull(),
  acceptedAt: instant('accepted_at').notNull(),
  language: text('locale').notNull(),
  ipAddress: text('address'),
})

export type TermsRow = typeof terms.$inferSelect
export type TermsTextRow = typeof termsTexts.$inferSelect
export type TermsAcceptanceRow = typeof termsAcceptances.$inferSelect
