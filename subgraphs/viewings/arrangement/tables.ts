import { integer, pgEnum, pgTable, text } from 'drizzle-orm/pg-core'
import { idColumn } from '../../kernel/ids.ts'

export const accompaniment = pgEnum('accompaniment', ['AGENT', 'OWNER', 'TENANT', 'NOBODY'])

export const arrangements = pgTable('viewing_arrangement', {
  companyId: idColumn('company')('company_id').notNull(),
  viewingId: idColumn('viewing')('viewing_id').notNull(),
  accompaniedBy: accompaniment('accompanied_by'),
  accompaniedName: text('accompanied_name'),
  keys: text('keys'),
  notice: text('notice'),
  notes: text('notes'),
  version: integer('version').notNull(),
})

export type ArrangementRow = typeof arrangements.$inferSelect
