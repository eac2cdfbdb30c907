import { pgEnum, pgTable, text, timestamp } from 'drizzle-orm/pg-core'
import { idColumn, type AccountId, type AgentId, type Id } from '../../kernel/ids.ts'

export const activityKind = pgEnum('activity_kind', [
  'CONTACT_CREATED',
  'CONTACT_ASSIGNED',
  'ACCOUNT_CREATED',
  'VIEWING_REQUESTED',
  'TICKET_OPENED',
  'LEAD_REGISTERED',
  'ACCOUNT_LINKED',
  'ACCOUNT_DELETED',
  'REVIEWED',
  'MERGED',
  'EDITED_BY_CLIENT',
  'EDITED_BY_STAFF',
  'NOTE_ADDED',
])
export const activityVia = pgEnum('activity_via', ['PORTAL', 'STAFF', 'IMPORT', 'EMAIL', 'SYSTEM'])

export const activities = pgTable('activity', {
  companyId: idColumn('company')('company_id').notNull(),
  id: idColumn('activity')('id').notNull(),
  contactId: idColumn('contact')('contact_id').notNull(),
  kind: activityKind('kind').notNull(),
  via: activityVia('via').notNull(),
  byId: text('by_id').$type<AgentId | AccountId>(),
  aboutId: text('about_id').$type<Id<string>>(),
  at: timestamp('at', { withTimezone: true, precision: 3 }).notNull(),
})

export type ActivityRow = typeof activities.$inferSelect
