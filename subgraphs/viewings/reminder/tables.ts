import { pgTable, text, timestamp } from 'drizzle-orm/pg-core'
import { idColumn } from '../../kernel/ids.ts'
import type { ReminderName } from './reminder.ts'

export const reminders = pgTable('viewing_reminder', {
  companyId: idColumn('company')('company_id').notNull(),
  viewingId: idColumn('viewing')('viewing_id').notNull(),
  name: text('name').$type<ReminderName>().notNull(),
  startsAt: timestamp('starts_at', { withTimezone: true, precision: 3 }).notNull(),
  remindedAt: timestamp('reminded_at', { withTimezone: true, precision: 3 }).notNull(),
})

export type ReminderRow = typeof reminders.$inferSelect
