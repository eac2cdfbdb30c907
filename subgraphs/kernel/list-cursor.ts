import { getTableName, sql, type SQL } from 'drizzle-orm'
import type { PgColumn } from 'drizzle-orm/pg-core'
import { badInput } from './errors.ts'

/** The place of a row in a list that is sorted by these columns: their values, which are no secret. */
export function encodeCursor(row: object, columns: readonly PgColumn[]): string {
  const values = columns.map((column) => column.mapToDriverValue((row as Record<string, unknown>)[keyOf(column)]))
  return Buffer.from(JSON.stringify([listOf(columns), ...values])).toString('base64url')
}

/** What tells one list's cursors from another's, which may be sorted by columns of the same types. */
function listOf(columns: readonly PgColumn[]): string {
  return [getTableName(columns[0]!.table), ...columns.map((column) => column.name)].join(' ')
}

/** A row's property for a column: tables name their properties in camel case after the column. */
function keyOf(column: PgColumn): string {
  return column.name.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase())
}

const wellFormed: Readonly<Record<string, (text: string) => boolean>> = {
  uuid: (text) => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text),
  'timestamp (3) with time zone': isInstant,
  integer: (text) => /^\d{1,9}$/.test(text),
  bigint: (text) => /^\d{1,16}$/.test(text),
  // A text in PostgreSQL holds every character but this one.
  text: (text) => !text.includes('\0'),
}

/** Whether a text is an instant as it is written into a cursor: `Date` reads much that PostgreSQL does not. */
function isInstant(text: string): boolean {
  return /^[1-9]\d{3}-/.test(text) && !Number.isNaN(Date.parse(text)) && new Date(text).toISOString() === text
}

/** The values of a cursor, each cast to its column's type; BAD_USER_INPUT for one that is not of this list. */
export function decodeCursor(cursor: string, columns: readonly PgColumn[]): SQL[] {
  const [list, ...values] = parse(cursor)
  const isOurs =
    list === listOf(columns) &&
    values.length === columns.length &&
    columns.every((column, i) => wellFormed[column.getSQLType()]?.(String(values[i])))
  if (!isOurs) throw badInput('CURSOR_OF_ANOTHER_LIST')
  return columns.map((column, i) => sql`${String(values[i])}::${sql.raw(column.getSQLType())}`)
}

function parse(cursor: string): unknown[] {
  try {
    const values: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString())
    return Array.isArray(values) ? values : []
  } catch {
    return []
  }
}
