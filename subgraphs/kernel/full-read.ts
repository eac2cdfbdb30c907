import { and, sql, type SQL } from 'drizzle-orm'
import type { PgColumn } from 'drizzle-orm/pg-core'
import type { Tx } from './db.ts'
import { arrayLiteral } from './array-literal.ts'
import { forDevelopers } from './errors.ts'
import { idOf, prefixOf, uuidOf, type CompanyId, type Id } from './ids.ts'
import type { Services } from './services.ts'

/** How a projection is made anew from all of its owner's rows, page by page in the order of their keys. */
export interface FullRead {
  /** The owner's internal endpoint that answers with a `Page`, given `after` and `limit`. */
  readonly endpoint: string
  /** Makes what is kept about the keys of this page what the owner has: also without what the owner does not have. */
  write(tx: Tx, part: FullPart<never>, services: Services): Promise<void>
}

/** What the owner answers: rows in the order of their keys, and the last key if there are more. */
export interface FullPage<Row = unknown> {
  readonly rows: readonly Row[]
  readonly next: string | null
}

/** All rows with keys after the one and up to the other; null stands for no bound. */
export interface FullPart<Row> {
  readonly rows: readonly Row[]
  readonly after: FullKey | null
  readonly upTo: FullKey | null
}

/** Rows are ordered by company and id, as uuids. */
export interface FullKey {
  readonly company: CompanyId
  readonly id: Id<string>
}

/** A key as it travels: both ids. */
export function writeKey({ company, id }: FullKey): string {
  return `${company} ${id}`
}

/** A key that came back; BAD_USER_INPUT when it is none. */
export function readKey(text: string): FullKey {
  const [first = '', second = ''] = text.split(' ')
  const company = idOf('company', first)
  if (!company || !prefixOf(second)) throw forDevelopers('BAD_USER_INPUT', 'This is not a key of these rows.')
  return { company, id: second as Id<string> }
}

const largestPage = 1000

/** Answers the owner's endpoint: a page of `read`, which gives rows in the order of their keys, after one if it is given. */
export async function fullPage<Row>(
  params: Readonly<Record<string, string>>,
  keyOf: (row: Row) => FullKey,
  read: (after: FullKey | null, limit: number) => Promise<Row[]>,
): Promise<FullPage<Row>> {
  const limit = Number(params['limit'] ?? largestPage)
  if (!Number.isSafeInteger(limit) || limit < 1 || limit > largestPage)
    throw forDevelopers('BAD_USER_INPUT', 'limit is 1 to 1,000.')
  const rows = await read(params['after'] === undefined ? null : readKey(params['after']), limit)
  const last = rows.at(-1)
  return { rows, next: last && rows.length === limit ? writeKey(keyOf(last)) : null }
}

/** The condition that a row comes after a key, by its columns of company and id. */
export function isAfter(key: FullKey | null, company: PgColumn, id: PgColumn): SQL | undefined {
  return key ? sql`(${company}, ${id}) > ${pairOf(key)}` : undefined
}

/** The condition that a row's key is within a part. */
export function isInPart({ after, upTo }: FullPart<unknown>, company: PgColumn, id: PgColumn): SQL | undefined {
  return and(isAfter(after, company, id), upTo ? sql`(${company}, ${id}) <= ${pairOf(upTo)}` : undefined)
}

/** The condition that the owner has a row of this key. */
export function isAmong(keys: readonly FullKey[], company: PgColumn, id: PgColumn): SQL {
  const companies = arrayLiteral(keys.map((key) => uuidOf(key.company)))
  const ids = arrayLiteral(keys.map((key) => uuidOf(key.id)))
  return sql`(${company}, ${id}) in (select * from unnest(${companies}::uuid[], ${ids}::uuid[]))`
}

function pairOf({ company, id }: FullKey): SQL {
  return sql`(${uuidOf(company)}::uuid, ${uuidOf(id)}::uuid)`
}
