import { pgTable, text, timestamp } from 'drizzle-orm/pg-core'
import { idColumn } from '../../kernel/ids.ts'

export const journalFiles = pgTable('viewing_file', {
  companyId: idColumn('company')('company_id').notNull(),
  id: idColumn('journal_file')('id').notNull(),
  viewingId: idColumn('viewing')('viewing_id').notNull(),
  kind: text('kind').$type<'PICTURE' | 'AUDIO'>().notNull(),
  fileId: idColumn('file')('file_id').notNull(),
  createdAt: timestamp('created_at', { withTimezone: true, precision: 3 }).notNull(),
})

export type JournalFileRow = typeof journalFiles.$inferSelect
export type JournalFileKind = JournalFileRow['kind']
