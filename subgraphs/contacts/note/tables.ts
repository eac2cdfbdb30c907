import { integer, pgTable, text, timestamp } from 'drizzle-orm/pg-core'
import { idColumn } from '../../kernel/ids.ts'

export const contactNotes = pgTable('contact_note', {
  companyId: idColumn('company')('company_id').notNull(),
  id: idColumn('contact_note')('id').notNull(),
  contactId: idColumn('contact')('contact_id').notNull(),
  text: text('text').notNull(),
  byAgentId: idColumn('agent')('by_agent_id').notNull(),
  at: timestamp('at', { withTimezone: true, precision: 3 }).notNull(),
  editedAt: timestamp('edited_at', { withTimezone: true, precision: 3 }),
  version: integer('version').notNull(),
})

export type ContactNoteRow = typeof contactNotes.$inferSelect
