import { integer, pgTable, text, timestamp } from 'drizzle-orm/pg-core'
import { idColumn } from '../../kernel/ids.ts'

export const rejectionReasons = pgTable('rejection_reason', {
  companyId: idColumn('company')('company_id').notNull(),
  id: idColumn('rejection_reason')('id').notNull(),
  text: text('text').notNull(),
  position: integer('position').notNull(),
  version: integer('version').notNull(),
  createdAt: timestamp('created_at', { withTimezone: true, precision: 3 }).notNull(),
  retiredAt: timestamp('retired_at', { withTimezone: true, precision: 3 }),
})

export type RejectionReasonRow = typeof rejectionReasons.$inferSelect
