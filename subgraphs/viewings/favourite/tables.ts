import { pgTable, timestamp } from 'drizzle-orm/pg-core'
import { idColumn } from '../../kernel/ids.ts'

export const favourites = pgTable('favourite', {
  companyId: idColumn('company')('company_id').notNull(),
  id: idColumn('favourite')('id').notNull(),
  accountId: idColumn('account')('account_id').notNull(),
  contactId: idColumn('contact')('contact_id').notNull(),
  propertyId: idColumn('property')('property_id').notNull(),
  createdAt: timestamp('created_at', { withTimezone: true, precision: 3 }).notNull(),
})

export type FavouriteRow = typeof favourites.$inferSelect
