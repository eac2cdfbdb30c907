import { sql, type SQL } from 'drizzle-orm'
import DataLoader from 'dataloader'
import { arrayLiteral } from './array-literal.ts'
import type { Id } from './ids.ts'
import { uuidOf } from './ids.ts'

/** A loader of one row an id, null where there is none; `read` is one statement for all of them, in any order. */
export function oneById<K extends Id<string>, Row>(
  read: (ids: readonly K[]) => Promise<readonly Row[]>,
  idOfRow: (row: Row) => K,
): DataLoader<K, Row | null> {
  return new DataLoader(async (ids) => {
    const byId = new Map((await read(ids)).map((row) => [idOfRow(row), row]))
    return ids.map((id) => byId.get(id) ?? null)
  })
}

/** A loader of many rows an id, in the order in which `read` gives them. */
export function manyById<K extends Id<string>, Row>(
  read: (ids: readonly K[]) => Promise<readonly Row[]>,
  idOfRow: (row: Row) => K,
): DataLoader<K, Row[]> {
  return new DataLoader(async (ids) => {
    const byId = new Map<K, Row[]>(ids.map((id) => [id, []]))
    for (const row of await read(ids)) byId.get(idOfRow(row))?.push(row)
    return ids.map((id) => byId.get(id) ?? [])
  })
}

/** The parameter for `column = any(…)`: one array whatever its length, so that the statement stays one prepared plan. */
export function anyOf(ids: readonly Id<string>[]): SQL {
  return sql`any(${arrayOf(ids)})`
}

/** Ids as one parameter, in their order. */
export function arrayOf(ids: readonly Id<string>[]): SQL {
  return sql`${sql.param(arrayLiteral(ids.map(uuidOf)))}::uuid[]`
}
