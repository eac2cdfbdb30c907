import { date, integer, jsonb, pgTable } from 'drizzle-orm/pg-core'
import { idColumn } from '../../kernel/ids.ts'
import type { Hours, WeeklyHours } from './availability.ts'

export const availabilities = pgTable('availability', {
  companyId: idColumn('company')('company_id').notNull(),
  agentId: idColumn('agent')('agent_id').notNull(),
  weekly: jsonb('weekly').$type<readonly WeeklyHours[]>().notNull(),
  bufferMinutes: integer('buffer_minutes').notNull(),
  noticeHours: integer('notice_hours').notNull(),
  version: integer('version').notNull(),
})

export const exceptions = pgTable('availability_exception', {
  companyId: idColumn('company')('company_id').notNull(),
  agentId: idColumn('agent')('agent_id').notNull(),
  date: date('date', { mode: 'string' }).notNull(),
  hours: jsonb('hours').$type<readonly Hours[]>().notNull(),
})

export type AvailabilityRow = typeof availabilities.$inferSelect
export type ExceptionRow = typeof exceptions.$inferSelect
