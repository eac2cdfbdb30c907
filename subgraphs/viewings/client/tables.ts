import { pgTable } from 'drizzle-orm/pg-core'
import { idColumn } from '../../kernel/ids.ts'

export const clients = pgTable('client', {
  companyId: idColumn('company')('company_id').notNull(),
  contactId: idColumn('contact')('contact_id').notNull(),
  agentId: idColumn('agent')('agent_id'),
})

export type ClientRow = typeof clients.$inferSelect
