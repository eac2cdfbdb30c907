import { integer, pgTable, smallint, text, timestamp } from 'drizzle-orm/pg-core'
import { idColumn } from '../../kernel/ids.ts'
import type { PersonId } from '../password/tables.ts'
import { signInWay } from '../sign-in/tables.ts'

const instant = (name: string) => timestamp(name, { withTimezone: true, precision: 3 })

export const secondFactors = pgTable('second_factor', {
  companyId: idColumn('company')('company_id').notNull(),
  personId: text('person_id').$type<PersonId>().notNull(),
  sealedSecret: text('sealed_secret').notNull(),
  startedAt: instant('started_at').notNull(),
  confirmedAt: instant('confirmed_at'),
  lastStep: integer('last_step').notNull(),
  failures: smallint('failures').notNull(),
  failuresSince: instant('failures_since').notNull(),
})

export const recoveryCodes = pgTable('recovery_code', {
  companyId: idColumn('company')('company_id').notNull(),
  personId: text('person_id').$type<PersonId>().notNull(),
  hash: text('hash').notNull(),
  usedAt: instant('used_at'),
})

export const challenges = pgTable('second_factor_challenge', {
  companyId: idColumn('company')('company_id').notNull(),
  id: idColumn('challenge')('id').notNull(),
  personId: text('person_id').$type<PersonId>().notNull(),
  way: signInWay('way').notNull(),
  tries: smallint('tries').notNull(),
  askedAt: instant('asked_at').notNull(),
  expiresAt: instant('expires_at').notNull(),
  usedAt: instant('used_at'),
})

export type SecondFactorRow = typeof secondFactors.$inferSelect
export type ChallengeRow = typeof challenges.$inferSelect
