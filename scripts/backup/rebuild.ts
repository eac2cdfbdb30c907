import type pg from 'pg'
import { ConfigError } from '../../subgraphs/kernel/config.ts'
import { migrationsOf, type MigrationFile } from '../../subgraphs/kernel/migrations.ts'
import { quoted, schemasOf, sequencesOf, tablesOf } from './catalogue.ts'
import { become, type Database, type Part } from './databases.ts'
import { nameOf, type ArchivedSubgraph } from './manifest.ts'

/** The migrations that a backup needs; one that this version does not have refuses it. */
export function filesFor(name: string, archived: ArchivedSubgraph): MigrationFile[] {
  const known = migrationsOf(name)
  const isKnown = (wanted: ArchivedSubgraph['migrations'][number]) =>
    known.some((file) => file.name === wanted.name && file.sha256 === wanted.sha256)
  const strange = archived.migrations.find((wanted) => !isKnown(wanted))
  if (strange) {
    throw new ConfigError(
      `The backup was made by another version of the product, which has the migration ${strange.name}: restore it with that one.`,
    )
  }
  return known.filter((file) => archived.migrations.some(({ name }) => name === file.name))
}

/**
 * Makes a subgraph's schema as it was when the backup was made, empty, inside the restore's transaction. The schemas
 * themselves stay, with the rights that were given on them; everything in the subgraph's own is made anew, and the job
 * queue's tables, which have the form of this version's queue, are emptied.
 */
export async function rebuild(database: Database, part: Part, archived: ArchivedSubgraph): Promise<void> {
  const { client } = database
  const [own, jobs] = schemasOf(part.name)
  await become(database, part)
  await clear(client, own)
  for (const { text } of filesFor(part.name, archived)) await client.query(text)
  const found = await tablesOf(client, [own, jobs])
  const tables = found.filter((table) => nameOf(table) !== `${jobs}.migrations`)
  await client.query(`truncate ${tables.map(({ schema, name }) => quoted(client, schema, name)).join(', ')}`)
  for (const { schema, name } of tables)
    await client.query(`alter table ${quoted(client, schema, name)} disable trigger user`)

  const columns = new Set(tables.flatMap((table) => table.columns.map((column) => `${nameOf(table)}.${column}`)))
  const sequences = new Set((await sequencesOf(client, [own, jobs])).map(({ schema, name }) => `${schema}.${name}`))
  const isThere =
    archived.tables.every((table) => table.columns.every((column) => columns.has(`${nameOf(table)}.${column}`))) &&
    archived.sequences.every(({ schema, name }) => sequences.has(`${schema}.${name}`))
  if (!isThere) {
    throw new ConfigError(
      `The backup's tables of ${part.name} are not those of this version: restore it with the one that made it.`,
    )
  }
}

/** Lets what watches the tables work again, and the planner know what is in them. */
export async function conclude(database: Database, part: Part, archived: ArchivedSubgraph): Promise<void> {
  const { client } = database
  await become(database, part)
  for (const { schema, name, value, isCalled } of archived.sequences)
    await client.query('select setval($1, $2, $3)', [quoted(client, schema, name), value, isCalled])
  for (const { schema, name } of await tablesOf(client, schemasOf(part.name))) {
    const table = quoted(client, schema, name)
    await client.query(`alter table ${table} enable trigger user`)
    await client.query(`analyze ${table}`)
  }
}

/** Drops everything in a schema but the note of what was applied, whose rows come from the backup. */
async function clear(client: pg.Client, schema: string): Promise<void> {
  const { rows } = await client.query<{ statement: string }>(
    `select format('drop %s if exists %s cascade', kind, thing) as statement from (
       select 1 as turn, case relkind when 'v' then 'view' when 'm' then 'materialized view' else 'table' end as kind,
         oid::regclass::text as thing
       from pg_class where relnamespace = $1::regnamespace and relkind in ('r', 'p', 'v', 'm') and relname <> 'migration'
       union all select 2, 'sequence', oid::regclass::text
       from pg_class where relnamespace = $1::regnamespace and relkind = 'S'
       union all select 3, 'routine', oid::regprocedure::text from pg_proc where pronamespace = $1::regnamespace
       union all select 4, 'type', oid::regtype::text
       from pg_type where typnamespace = $1::regnamespace and typtype in ('e', 'd') 
     ) as things order by turn`,
    [schema],
  )
  for (const { statement } of rows) await client.query(statement)
}
