import { integer, pgTable, text, timestamp } from 'drizzle-orm/pg-core'
import { idColumn } from '../../kernel/ids.ts'

export const blocks = pgTable('block', {
  companyId: idColumn('company')('company_id').notNull(),
  id: idColumn('viewing_block')('id').notNull(),
  slotId: idColumn('slot')('slot_id').notNull(),
  propertyId: idColumn('property')('property_id').notNull(),
  agentId: idColumn('agent')('agent_id').notNull(),
  startsAt: timestamp('starts_at', { withTimezone: true, precision: 3 }).notNull(),
  endsAt: timestamp('ends_at', { withTimezone: true, precision: 3 }).notNull(),
  capacity: integer('capacity').notNull(),
  reason: text('reason'),
  cancelledAt: timestamp('cancelled_at', { withTimezone: true, precision: 3 }),
  createdAt: timestamp('created_at', { withTimezone: true, precision: 3 }).notNull(),
})

export type BlockRow = typeof blocks.$inferSelect
