import { integer, pgTable, text, timestamp } from 'drizzle-orm/pg-core'
import { idColumn } from '../../kernel/ids.ts'

export const notes = pgTable('viewing_note', {
  companyId: idColumn('company')('company_id').notNull(),
  id: idColumn('note')('id').notNull(),
  viewingId: idColumn('viewing')('viewing_id').notNull(),
  text: text('text').notNull(),
  version: integer('version').notNull(),
  createdAt: timestamp('created_at', { withTimezone: true, precision: 3 }).notNull(),
  updatedAt: timestamp('updated_at', { withTimezone: true, precision: 3 }).notNull(),
})

export type NoteRow = typeof notes.$inferSelect
