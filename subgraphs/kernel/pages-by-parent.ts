import { and, getTableColumns, sql, type InferSelectModel, type SQL } from 'drizzle-orm'
import type { PgColumn, PgTable } from 'drizzle-orm/pg-core'
import DataLoader from 'dataloader'
import { arrayLiteral } from './array-literal.ts'
import type { Reader } from './db.ts'
import { uuidOf, type Id } from './ids.ts'
import { keyset, rowsOf, type Order, type Page, type Rows } from './pages.ts'

/** One parent's page of a list, such as a contact's activities. */
export interface PageOf<K extends Id<string>> {
  readonly parent: K
  readonly page: Page
}

/**
 * A loader of the same list under many parents: one statement for all of them that ask for the same page, which reads
 * for each parent no more rows than its page has.
 */
export function pagesByParent<K extends Id<string>, T extends PgTable>(
  db: Reader,
  { table, parent, order, where }: { table: T; parent: PgColumn; order: Order; where: SQL | undefined },
): DataLoader<PageOf<K>, Rows<InferSelectModel<T>>, string> {
  type Row = InferSelectModel<T>
  const parentKey = Object.entries(getTableColumns(table)).find(([, column]) => column === parent)![0] as keyof Row

  async function read(parents: readonly K[], page: Page): Promise<Map<K, Rows<Row>>> {
    const { where: after, orderBy, limit } = keyset(page, order)
    const child = db
      .select()
      .from(table as PgTable)
      .where(and(where, sql`${parent} = parent.id`, after))
      .orderBy(...orderBy)
      .limit(limit)
      .as('child')
    const columns = Object.keys(getTableColumns(table)).map((key) => [key, child[key as keyof typeof child]])
    const rows = (await db
      .select(Object.fromEntries(columns) as Record<string, PgColumn>)
      .from(sql`unnest(${arrayLiteral(parents.map(uuidOf))}::uuid[]) as parent(id)`)
      .crossJoinLateral(child)) as unknown as Row[]
    const read = Map.groupBy(rows, (row) => row[parentKey] as K)
    return new Map(parents.map((id) => [id, rowsOf(page, read.get(id) ?? [])]))
  }

  return new DataLoader(
    async (wanted) => {
      const byPage = Map.groupBy(wanted, ({ page }) => JSON.stringify(page))
      const pages = new Map<string, Map<K, Rows<Row>>>()
      for (const [key, group] of byPage) {
        pages.set(key, await read([...new Set(group.map((one) => one.parent))], group[0]!.page))
      }
      return wanted.map(({ parent, page }) => pages.get(JSON.stringify(page))!.get(parent)!)
    },
    { cacheKeyFn: ({ parent, page }) => `${parent} ${JSON.stringify(page)}` },
  )
}

/** One parent's page of what is wanted of a list. */
export interface PageOfWanted<K extends Id<string>, Wanted> extends PageOf<K> {
  readonly wanted: Wanted
}

/** A loader of a list of which each asker may want something else: one statement for all that want the same of it. */
export function pagesByWanted<K extends Id<string>, Wanted extends object, Row>(
  make: (wanted: Wanted) => DataLoader<PageOf<K>, Rows<Row>, string>,
): DataLoader<PageOfWanted<K, Wanted>, Rows<Row>, string> {
  const known = new Map<string, DataLoader<PageOf<K>, Rows<Row>, string>>()

  function of(wanted: Wanted) {
    const name = JSON.stringify(wanted)
    const found = known.get(name) ?? make(wanted)
    known.set(name, found)
    return found
  }

  return new DataLoader(
    (asked) => Promise.all(asked.map(({ parent, page, wanted }) => of(wanted).load({ parent, page }))),
    { cacheKeyFn: ({ parent, page, wanted }) => `${parent} ${JSON.stringify([wanted, page])}` },
  )
}
