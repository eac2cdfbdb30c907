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

/**
 * A loader of one row for two ids, such as what a contact said of a property; null where there is none. `read` is one
 * statement for all of them, in any order, which takes the pairs as a table of two columns of uuids.
 */
export function oneByPair<K extends readonly [Id<string>, Id<string>], Row>(
  read: (pairs: SQL) => Promise<readonly Row[]>,
  pairOfRow: (row: Row) => K,
): DataLoader<K, Row | null, string> {
  const keyOf = (pair: K) => pair.join(' ')
  return new DataLoader<K, Row | null, string>(
    async (pairs) => {
      const table = sql`unnest(${arrayOf(pairs.map(([one]) => one))}, ${arrayOf(pairs.map(([, other]) => other))})`
      const byPair = new Map((await read(table)).map((row) => [keyOf(pairOfRow(row)), row]))
      return pairs.map((pair) => byPair.get(keyOf(pair)) ?? null)
    },
    { cacheKeyFn: keyOf },
  )
}

/** The parameter for `column = any(…)`: one array whatever its length, so that the statement stays one prepared plan. */
export function anyOf(ids: readonly Id<string>[]): SQL {
  return sql`any(${arrayOf(ids)})`
}

/** The same for a column of texts. */
export function anyText(texts: readonly string[]): SQL {
  return sql`any(${sql.param(arrayLiteral(texts))}::text[])`
}

/** Ids as one parameter, in their order. */
export function arrayOf(ids: readonly Id<string>[]): SQL {
  return sql`${sql.param(arrayLiteral(ids.map(uuidOf)))}::uuid[]`
}
