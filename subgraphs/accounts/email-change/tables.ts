import { pgTable, text, timestamp } from 'drizzle-orm/pg-core'
import { idColumn } from '../../kernel/ids.ts'
import { accountEditor } from '../portal-account/tables.ts'

const instant = (name: string) => timestamp(name, { withTimezone: true, precision: 3 })

export const emailMoves = pgTable('email_move', {
  companyId: idColumn('company')('company_id').notNull(),
  id: idColumn('email_move')('id').notNull(),
  accountId: idColumn('account')('account_id').notNull(),
  from: text('from_email').notNull(),
  to: text('to_email').notNull(),
  by: accountEditor('by').notNull(),
  fromToldAt: instant('from_told_at'),
})

export type EmailMoveRow = typeof emailMoves.$inferSelect
