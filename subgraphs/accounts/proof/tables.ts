import { pgEnum, pgTable, smallint, text, timestamp } from 'drizzle-orm/pg-core'
import { idColumn } from '../../kernel/ids.ts'

const instant = (name: string) => timestamp(name, { withTimezone: true, precision: 3 })

export const proofPurpose = pgEnum('proof_purpose', [
  'REGISTRATION',
  'PASSWORD_RESET',
  'EMAIL_CHANGE',
  'LOG_IN',
  'STAFF_PASSWORD_RESET',
])
export const proofForm = pgEnum('proof_form', ['CODE', 'LINK'])

export const proofs = pgTable('proof', {
  companyId: idColumn('company')('company_id').notNull(),
  id: idColumn('proof')('id').notNull(),
  purpose: proofPurpose('purpose').notNull(),
  form: proofForm('form').notNull(),
  email: text('email').notNull(),
  accountId: idColumn('account')('account_id'),
  asker: text('asker').notNull(),
  hash: text('hash'),
  askedAt: instant('asked_at').notNull(),
  expiresAt: instant('expires_at').notNull(),
  asks: smallint('asks').notNull(),
  mailAt: instant('mail_at'),
  tries: smallint('tries').notNull(),
  usedAt: instant('used_at'),
})

export type ProofRow = typeof proofs.$inferSelect
