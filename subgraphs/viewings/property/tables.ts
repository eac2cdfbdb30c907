import { bigint, integer, pgEnum, pgTable, text, timestamp } from 'drizzle-orm/pg-core'
import { idColumn } from '../../kernel/ids.ts'

export const propertyKind = pgEnum('property_kind', ['HOUSE', 'APARTMENT', 'ROOM', 'LAND', 'COMMERCIAL', 'PARKING'])

export const properties = pgTable('property', {
  companyId: idColumn('company')('company_id').notNull(),
  id: idColumn('property')('id').notNull(),
  reference: text('reference').notNull(),
  title: text('title').notNull(),
  description: text('description').notNull(),
  kind: propertyKind('kind').notNull(),
  priceAmount: bigint('price_amount', { mode: 'number' }).notNull(),
  priceCurrency: text('price_currency').notNull(),
  street: text('street').notNull(),
  postalCode: text('postal_code').notNull(),
  city: text('city').notNull(),
  region: text('region'),
  country: text('country').notNull(),
  timeZone: text('time_zone').notNull(),
  version: integer('version').notNull(),
  createdAt: timestamp('created_at', { withTimezone: true, precision: 3 }).notNull(),
})

export type PropertyRow = typeof properties.$inferSelect
