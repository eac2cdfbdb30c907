import { integer, jsonb, pgEnum, pgTable, smallint, text, timestamp } from 'drizzle-orm/pg-core'
import { idColumn, type AccountId, type Id } from '../../kernel/ids.ts'

export const reactionKind = pgEnum('reaction_kind', ['INTERESTED', 'REJECTED'])
export const interestChange = pgEnum('interest_change', [
  'INTERESTED',
  'REJECTED',
  'REACTION_CLEARED',
  'RATED',
  'RATING_CLEARED',
])

/** A reason as it was given: the text that the company's reason had then, or the client's own. */
export interface Reason {
  readonly rejectionReasonId: Id<'rejection_reason'> | null
  readonly text: string
}

export const interests = pgTable('interest', {
  companyId: idColumn('company')('company_id').notNull(),
  id: idColumn('interest')('id').notNull(),
  contactId: idColumn('contact')('contact_id').notNull(),
  propertyId: idColumn('property')('property_id').notNull(),
  reaction: reactionKind('reaction'),
  reasons: jsonb('reasons').$type<readonly Reason[]>().notNull(),
  reactedAt: timestamp('reacted_at', { withTimezone: true, precision: 3 }),
  rating: smallint('rating'),
  ratedAt: timestamp('rated_at', { withTimezone: true, precision: 3 }),
  version: integer('version').notNull(),
})

export const interestHistory = pgTable('interest_history', {
  companyId: idColumn('company')('company_id').notNull(),
  interestId: idColumn('interest')('interest_id').notNull(),
  version: integer('version').notNull(),
  change: interestChange('change').notNull(),
  reasons: jsonb('reasons').$type<readonly Reason[]>().notNull(),
  rating: smallint('rating'),
  byId: text('by_id').$type<AccountId>(),
  at: timestamp('at', { withTimezone: true, precision: 3 }).notNull(),
})

export type InterestRow = typeof interests.$inferSelect
export type InterestHistoryRow = typeof interestHistory.$inferSelect
