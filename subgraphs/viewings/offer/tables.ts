import { pgEnum, pgTable, timestamp } from 'drizzle-orm/pg-core'
import { idColumn } from '../../kernel/ids.ts'

export const offerGroup = pgEnum('offer_group', ['TO_RATE', 'INTERESTED', 'VISITED', 'REJECTED'])

export const offers = pgTable('offer', {
  companyId: idColumn('company')('company_id').notNull(),
  id: idColumn('offer')('id').notNull(),
  dealId: idColumn('deal')('deal_id').notNull(),
  propertyId: idColumn('property')('property_id').notNull(),
  contactId: idColumn('contact')('contact_id').notNull(),
  offeredBy: idColumn('agent')('offered_by').notNull(),
  group: offerGroup('group').notNull(),
  createdAt: timestamp('created_at', { withTimezone: true, precision: 3 }).notNull(),
  withdrawnAt: timestamp('withdrawn_at', { withTimezone: true, precision: 3 }),
})

export type OfferRow = typeof offers.$inferSelect
