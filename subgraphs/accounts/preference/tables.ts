import { jsonb, pgTable } from 'drizzle-orm/pg-core'
import { idColumn } from '../../kernel/ids.ts'

export const preferences = pgTable('registration_preference', {
  companyId: idColumn('company')('company_id').notNull(),
  accountId: idColumn('account')('account_id').notNull(),
  criteria: jsonb('criteria').$type<object>().notNull(),
})
