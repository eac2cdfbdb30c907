import type pg from 'pg'
import type { Sequence, Table } from './manifest.ts'

/** The schemas of a subgraph: its own, and the one in which its job queue keeps the jobs. */
export const schemasOf = (subgraph: string): [string, string] => [subgraph, `${subgraph}_jobs`]

/** The tables of some schemas; one that refers to another one comes after it. */
export async function tablesOf(client: pg.Client, schemas: readonly string[]): Promise<Table[]> {
  const { rows } = await client.query<Table & { parents: string[] }>(
    `select n.nspname as schema, t.relname as name,
       (select json_agg(a.attname order by a.attnum) from pg_attribute a
         where a.attrelid = t.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '') as columns,
       (select coalesce(json_agg(p.relname), '[]') from pg_constraint c join pg_class p on p.oid = c.confrelid
         where c.conrelid = t.oid and c.contype = 'f' and c.confrelid <> t.oid) as parents
     from pg_class t join pg_namespace n on n.oid = t.relnamespace
     where t.relkind = 'r' and n.nspname = any($1) order by n.nspname, t.relname`,
    [schemas],
  )
  const sorted: typeof rows = []
  while (sorted.length < rows.length) {
    const next = rows.filter(
      (row) => !sorted.includes(row) && row.parents.every((parent) => sorted.some(({ name }) => name === parent)),
    )
    if (next.length === 0) throw new Error('Tables refer to one another in a ring.')
    sorted.push(...next)
  }
  return sorted.map(({ schema, name, columns }) => ({ schema, name, columns }))
}

/**
 * The sequences of some schemas, those of identity columns, too. Their values stand outside all snapshots: read in a
 * snapshot they are at least what its rows have used.
 */
export async function sequencesOf(client: pg.Client, schemas: readonly string[]): Promise<Sequence[]> {
  const { rows } = await client.query<{ schema: string; name: string }>(
    `select n.nspname as schema, s.relname as name from pg_class s join pg_namespace n on n.oid = s.relnamespace
     where s.relkind = 'S' and n.nspname = any($1) order by n.nspname, s.relname`,
    [schemas],
  )
  const sequences: Sequence[] = []
  for (const { schema, name } of rows) {
    const { rows: found } = await client.query<{ value: string; isCalled: boolean }>(
      `select last_value::text as value, is_called as "isCalled" from ${quoted(client, schema, name)}`,
    )
    sequences.push({ schema, name, ...found[0]! })
  }
  return sequences
}

/** A qualified name as SQL has it. */
export function quoted(client: pg.Client, schema: string, name: string): string {
  return `${client.escapeIdentifier(schema)}.${client.escapeIdentifier(name)}`
}

/** A table with its columns, as COPY names them. */
export function target(client: pg.Client, { schema, name, columns }: Table): string {
  return `${quoted(client, schema, name)} (${columns.map((column) => client.escapeIdentifier(column)).join(', ')})`
}
