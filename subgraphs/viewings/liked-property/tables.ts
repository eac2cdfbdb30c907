import { boolean, pgTable, smallint, timestamp } from 'drizzle-orm/pg-core'
import { idColumn } from '../../kernel/ids.ts'

/** A view over favourites and what contacts said of properties. */
export const likedProperties = pgTable('liked_property', {
  companyId: idColumn('company')('company_id').notNull(),
  contactId: idColumn('contact')('contact_id').notNull(),
  propertyId: idColumn('property')('property_id').notNull(),
  isFavourite: boolean('is_favourite').notNull(),
  isInterested: boolean('is_interested').notNull(),
  rating: smallint('rating'),
  likedAt: timestamp('liked_at', { withTimezone: true, precision: 3 }).notNull(),
})

export type LikedPropertyRow = typeof likedProperties.$inferSelect
