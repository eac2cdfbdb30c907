import { bigint, doublePrecision, integer, numeric, pgTable, text, timestamp } from 'drizzle-orm/pg-core'
import { idColumn, type AccountId, type AgentId } from '../../kernel/ids.ts'
import { propertyFeature, propertyKind, propertyTransaction } from '../property/tables.ts'

export const watches = pgTable('watch', {
  companyId: idColumn('company')('company_id').notNull(),
  id: idColumn('watch')('id').notNull(),
  contactId: idColumn('contact')('contact_id').notNull(),
  title: text('title'),
  transaction: propertyTransaction('transaction'),
  kinds: propertyKind('kinds').array().notNull(),
  priceMin: bigint('price_min', { mode: 'number' }),
  priceMax: bigint('price_max', { mode: 'number' }),
  priceCurrency: text('price_currency'),
  cities: text('cities').array().notNull(),
  south: doublePrecision('south'),
  west: doublePrecision('west'),
  north: doublePrecision('north'),
  east: doublePrecision('east'),
  minRooms: numeric('min_rooms', { precision: 5, scale: 1, mode: 'number' }),
  livingAreaMin: integer('living_area_min'),
  livingAreaMax: integer('living_area_max'),
  features: propertyFeature('features').array().notNull(),
  madeById: text('made_by_id').$type<AgentId | AccountId>(),
  pausedAt: timestamp('paused_at', { withTimezone: true, precision: 3 }),
  version: integer('version').notNull(),
  createdAt: timestamp('created_at', { withTimezone: true, precision: 3 }).notNull(),
})

export const watchMatches = pgTable('watch_match', {
  companyId: idColumn('company')('company_id').notNull(),
  watchId: idColumn('watch')('watch_id').notNull(),
  propertyId: idColumn('property')('property_id').notNull(),
  contactId: idColumn('contact')('contact_id').notNull(),
  matchedAt: timestamp('matched_at', { withTimezone: true, precision: 3 }).notNull(),
})

export type WatchRow = typeof watches.$inferSelect
export type WatchMatchRow = typeof watchMatches.$inferSelect
