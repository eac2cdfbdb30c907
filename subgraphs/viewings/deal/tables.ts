import { pgTable, text, timestamp } from 'drizzle-orm/pg-core'
import { idColumn } from '../../kernel/ids.ts'

export const deals = pgTable('deal', {
  companyId: idColumn('company')('company_id').notNull(),
  id: idColumn('deal')('id').notNull(),
  contactId: idColumn('contact')('contact_id').notNull(),
  title: text('title'),
  createdBy: idColumn('agent')('created_by').notNull(),
  createdAt: timestamp('created_at', { withTimezone: true, precision: 3 }).notNull(),
})

export type DealRow = typeof deals.$inferSelect
