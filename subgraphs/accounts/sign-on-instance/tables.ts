import { boolean, integer, pgTable, text, timestamp } from 'drizzle-orm/pg-core'
import { idColumn } from '../../kernel/ids.ts'

export const signOnInstances = pgTable('sign_on_instance', {
  companyId: idColumn('company')('company_id').notNull(),
  id: idColumn('sign_on_instance')('id').notNull(),
  name: text('name').notNull(),
  issuer: text('issuer').notNull(),
  clientId: text('client_id').notNull(),
  sealedSecret: text('sealed_secret').notNull(),
  productUrl: text('product_url').notNull(),
  isMain: boolean('is_main').notNull(),
  isEnabled: boolean('is_enabled').notNull(),
  createdAt: timestamp('created_at', { withTimezone: true, precision: 3 }).notNull(),
  version: integer('version').notNull(),
})

export type SignOnInstanceRow = typeof signOnInstances.$inferSelect
export type SignOnInstanceId = SignOnInstanceRow['id']
