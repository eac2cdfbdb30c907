import { pgTable, text, timestamp } from 'drizzle-orm/pg-core'
import { idColumn } from '../../kernel/ids.ts'
import type { PersonId } from '../password/tables.ts'
import { signInWay } from '../sign-in/tables.ts'

const instant = (name: string) => timestamp(name, { withTimezone: true, precision: 3 })

export const sessions = pgTable('session', {
  companyId: idColumn('company')('company_id').notNull(),
  id: idColumn('session')('id').notNull(),
  personId: text('person_id').$type<PersonId>().notNull(),
  chainKey: text('chain_key').notNull(),
  createdAt: instant('created_at').notNull(),
  usedAt: instant('used_at').notNull(),
  idleUntil: instant('idle_until').notNull(),
  absoluteUntil: instant('absolute_until').notNull(),
  endedAt: instant('ended_at'),
  ipAddress: text('address'),
  program: text('program'),
  way: signInWay('way').notNull(),
  seenBy: idColumn('agent')('seen_by'),
})

export const refreshTokens = pgTable('refresh_token', {
  companyId: idColumn('company')('company_id').notNull(),
  hash: text('hash').notNull(),
  sessionId: idColumn('session')('session_id').notNull(),
  usedAt: instant('used_at'),
})

export type SessionRow = typeof sessions.$inferSelect
export type RefreshTokenRow = typeof refreshTokens.$inferSelect
