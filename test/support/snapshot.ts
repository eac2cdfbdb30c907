import postgres from 'postgres'
import { subgraphNames } from '../../subgraphs/kernel/subgraph.ts'

/** All rows of all subgraphs' tables in one database, each table as one text, to be compared. */
export async function rowsOf(url: string): Promise<Record<string, string>> {
  const sql = postgres(url, { max: 1, fetch_types: false, onnotice: () => {} })
  try {
    const schemas = subgraphNames.flatMap((name) => [name, `${name}_jobs`])
    const tables = await sql<{ name: string }[]>`
      select t.oid::regclass::text as name from pg_class t join pg_namespace n on n.oid = t.relnamespace
      where t.relkind = 'r' and n.nspname in ${sql(schemas)}`
    const rows = tables.map(async ({ name }) => {
      const [found] = await sql.unsafe<{ rows: string | null }[]>(
        `select string_agg(each::text, ' ' order by each::text) as rows from ${name} each`,
      )
      return [name, found?.rows ?? '']
    })
    return Object.fromEntries(await Promise.all(rows)) as Record<string, string>
  } finally {
    await sql.end()
  }
}
