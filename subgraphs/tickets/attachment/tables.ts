import { integer, pgTable } from 'drizzle-orm/pg-core'
import { idColumn } from '../../kernel/ids.ts'

export const attachments = pgTable('ticket_attachment', {
  companyId: idColumn('company')('company_id').notNull(),
  entryId: idColumn('entry')('entry_id').notNull(),
  fileId: idColumn('file')('file_id').notNull(),
  position: integer('position').notNull(),
})

export type AttachmentRow = typeof attachments.$inferSelect
