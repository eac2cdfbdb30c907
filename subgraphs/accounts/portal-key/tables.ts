import { pgTable, text, timestamp } from 'drizzle-orm/pg-core'
import { idColumn } from '../../kernel/ids.ts'

export const portalKeys = pgTable('portal_key', {
  key: text('key').notNull(),
  companyId: idColumn('company')('company_id').notNull(),
  createdAt: timestamp('created_at', { withTimezone: true, precision: 3 }).notNull(),
  retiredAt: timestamp('retired_at', { withTimezone: true, precision: 3 }),
})

export type PortalKeyRow = typeof portalKeys.$inferSelect
