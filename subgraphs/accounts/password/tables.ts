import { pgTable, text, timestamp } from 'drizzle-orm/pg-core'
import { idColumn, type AccountId, type AgentId } from '../../kernel/ids.ts'

export const passwords = pgTable('password', {
  companyId: idColumn('company')('company_id').notNull(),
  personId: text('person_id').$type<AgentId | AccountId>().notNull(),
  hash: text('hash').notNull(),
  temporaryUntil: timestamp('temporary_until', { withTimezone: true, precision: 3 }),
  changeRequiredAt: timestamp('change_required_at', { withTimezone: true, precision: 3 }),
  setAt: timestamp('set_at', { withTimezone: true, precision: 3 }).notNull(),
})

export type PasswordRow = typeof passwords.$inferSelect
/** Whoever can log in: a member of staff or a portal account. */
export type PersonId = PasswordRow['personId']
