import { pgTable } from 'drizzle-orm/pg-core'
import { idColumn } from '../../kernel/ids.ts'

/** Who looks after each contact, as contacts' events told. */
export const clients = pgTable('client', {
  companyId: idColumn('company')('company_id').notNull(),
  contactId: idColumn('contact')('contact_id').notNull(),
  responsibleAgentId: idColumn('agent')('responsible_agent_id'),
})
