import { pgEnum, pgTable, smallint, text, timestamp } from 'drizzle-orm/pg-core'
import { idColumn, type AccountId } from '../../kernel/ids.ts'

export const interactionKind = pgEnum('interaction_kind', [
  'INTERESTED',
  'REJECTED',
  'REACTION_CLEARED',
  'RATED',
  'RATING_CLEARED',
  'FAVOURITE_ADDED',
  'FAVOURITE_REMOVED',
  'VIEWING_REQUESTED',
  'VIEWING_DATES_ADDED',
  'VIEWING_PROPOSED',
  'VIEWING_CANCELLED',
  'WATCH_CREATED',
  'WATCH_CHANGED',
  'WATCH_PAUSED',
  'WATCH_RESUMED',
  'WATCH_DELETED',
  'FEEDBACK_GIVEN',
])

export const interactions = pgTable('interaction', {
  companyId: idColumn('company')('company_id').notNull(),
  id: idColumn('interaction')('id').notNull(),
  contactId: idColumn('contact')('contact_id').notNull(),
  kind: interactionKind('kind').notNull(),
  propertyId: idColumn('property')('property_id'),
  viewingId: idColumn('viewing')('viewing_id'),
  watchId: idColumn('watch')('watch_id'),
  rating: smallint('rating'),
  byId: text('by_id').$type<AccountId>().notNull(),
  at: timestamp('at', { withTimezone: true, precision: 3 }).notNull(),
})

export type InteractionRow = typeof interactions.$inferSelect
