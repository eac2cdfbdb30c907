import { pgTable, text, timestamp } from 'drizzle-orm/pg-core'
import { idColumn } from '../../kernel/ids.ts'

export const companies = pgTable('company', {
  companyId: idColumn('company')('company_id').notNull(),
  handle: text('handle').notNull(),
  name: text('name').notNull(),
  administratorId: idColumn('agent')('administrator_id').notNull(),
  createdAt: timestamp('created_at', { withTimezone: true, precision: 3 }).notNull(),
})

export type CompanyRow = typeof companies.$inferSelect
