import { integer, pgEnum, pgTable, text, timestamp } from 'drizzle-orm/pg-core'
import { idColumn } from '../../kernel/ids.ts'

const instant = (name: string) => timestamp(name, { withTimezone: true, precision: 3 })

export const apiKeyScope = pgEnum('api_key_scope', [
  'ACCOUNTS_READ',
  'ACCOUNTS_WRITE',
  'CONTACTS_READ',
  'CONTACTS_WRITE',
  'VIEWINGS_READ',
  'VIEWINGS_WRITE',
  'TICKETS_READ',
  'TICKETS_WRITE',
])

export const apiKeys = pgTable('api_key', {
  companyId: idColumn('company')('company_id').notNull(),
  id: idColumn('api_key')('id').notNull(),
  hash: text('hash').notNull(),
  name: text('name').notNull(),
  scopes: apiKeyScope('scopes').array().notNull(),
  agentId: idColumn('agent')('agent_id').notNull(),
  createdById: idColumn('agent')('created_by').notNull(),
  createdAt: instant('created_at').notNull(),
  expiresAt: instant('expires_at').notNull(),
  lastUsedAt: instant('last_used_at'),
  revokedAt: instant('revoked_at'),
  revokedById: idColumn('agent')('revoked_by'),
  version: integer('version').notNull(),
})

export type ApiKeyRow = typeof apiKeys.$inferSelect
