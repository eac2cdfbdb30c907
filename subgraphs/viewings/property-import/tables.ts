import { bigint, boolean, integer, jsonb, pgEnum, pgTable, text, timestamp } from 'drizzle-orm/pg-core'
import { idColumn } from '../../kernel/ids.ts'

export const importPolicy = pgEnum('property_import_policy', ['CREATE', 'CREATE_OR_UPDATE'])
export const importStatus = pgEnum('property_import_status', ['RUNNING', 'COMPLETED', 'FAILED'])

const instant = (name: string) => timestamp(name, { withTimezone: true, precision: 3 })

export const imports = pgTable('property_import', {
  companyId: idColumn('company')('company_id').notNull(),
  id: idColumn('property_import')('id').notNull(),
  fileId: idColumn('file')('file_id').notNull(),
  policy: importPolicy('policy').notNull(),
  isDryRun: boolean('is_dry_run').notNull(),
  status: importStatus('status').notNull(),
  refusal: text('refusal'),
  delimiter: text('delimiter'),
  columns: text('columns').array(),
  position: bigint('position', { mode: 'number' }).notNull(),
  created: integer('created').notNull(),
  updated: integer('updated').notNull(),
  skipped: integer('skipped').notNull(),
  failed: integer('failed').notNull(),
  startedBy: idColumn('agent')('started_by').notNull(),
  createdAt: instant('created_at').notNull(),
  finishedAt: instant('finished_at'),
})

export const importFailures = pgTable('property_import_failure', {
  companyId: idColumn('company')('company_id').notNull(),
  id: idColumn('import_failure')('id').notNull(),
  importId: idColumn('property_import')('import_id').notNull(),
  rowNumber: integer('row_number').notNull(),
  columnName: text('column_name').notNull(),
  code: text('code').notNull(),
  told: jsonb('told').$type<Readonly<Record<string, unknown>>>().notNull(),
})

export const importReferences = pgTable('property_import_reference', {
  companyId: idColumn('company')('company_id').notNull(),
  importId: idColumn('property_import')('import_id').notNull(),
  reference: text('reference').notNull(),
})

export type ImportRow = typeof imports.$inferSelect
export type FailureRow = typeof importFailures.$inferSelect
