import { integer, pgEnum, pgTable } from 'drizzle-orm/pg-core'
import { idColumn } from '../../kernel/ids.ts'

export const propertyMap = pgEnum('property_map', ['AREA', 'EXACT'])

export const settings = pgTable('viewing_settings', {
  companyId: idColumn('company')('company_id').notNull(),
  version: integer('version').notNull(),
  map: propertyMap('map').notNull(),
})

export type SettingsRow = typeof settings.$inferSelect
