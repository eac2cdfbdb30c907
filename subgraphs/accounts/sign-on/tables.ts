import { pgTable, text, timestamp } from 'drizzle-orm/pg-core'
import { idColumn } from '../../kernel/ids.ts'

const instant = (name: string) => timestamp(name, { withTimezone: true, precision: 3 })

export const signOnLinks = pgTable('sign_on_link', {
  companyId: idColumn('company')('company_id').notNull(),
  accountId: idColumn('account')('account_id').notNull(),
  instanceId: idColumn('sign_on_instance')('instance_id').notNull(),
  subject: text('subject').notNull(),
  email: text('email').notNull(),
  linkedAt: instant('linked_at').notNull(),
  usedAt: instant('used_at').notNull(),
  refusedAt: instant('refused_at'),
})

export const signOnAttempts = pgTable('sign_on_attempt', {
  companyId: idColumn('company')('company_id').notNull(),
  id: idColumn('sign_on')('id').notNull(),
  instanceId: idColumn('sign_on_instance')('instance_id').notNull(),
  verifierHash: text('verifier_hash').notNull(),
  secretHash: text('secret_hash').notNull(),
  sealed: text('sealed').notNull(),
  askedAt: instant('asked_at').notNull(),
  expiresAt: instant('expires_at').notNull(),
  answeredAt: instant('answered_at'),
  vouchedAt: instant('vouched_at'),
})

export type SignOnLinkRow = typeof signOnLinks.$inferSelect
export type SignOnAttemptRow = typeof signOnAttempts.$inferSelect
