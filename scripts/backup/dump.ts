import { ConfigError } from '../../subgraphs/kernel/config.ts'
import type { SubgraphName } from '../../subgraphs/kernel/subgraph.ts'
import type { ArchiveWriter } from './archive-writer.ts'
import { schemasOf, sequencesOf, tablesOf, target } from './catalogue.ts'
import { copyOut } from './copy.ts'
import { become, lockFor, type Database, type Part } from './databases.ts'
import {
  format,
  nameOf,
  productVersion,
  type ArchivedSubgraph,
  type Manifest,
  type Migration,
  type Table,
} from './manifest.ts'

/**
 * What a backup leaves out. A restore ends all sessions and API keys, because those that were ended after the backup would
 * live again, and makes a new key for access tokens: so none of them need to lie about in backups. Of the job
 * queue's own migrations there is no restoring: the queue migrates itself.
 */
const leftOut = ['accounts.session', 'accounts.refresh_token', 'accounts.api_key', 'accounts.signing_key']
const isKept = (table: Table) => !leftOut.includes(nameOf(table)) && !/_jobs\.migrations$/.test(nameOf(table))

/**
 * Writes all rows of all databases into the archive: each database as it is at one moment, while the product goes on
 * writing. The moments of several databases lie milliseconds apart. Returns the number of rows.
 */
export async function dump(databases: readonly Database[], archive: ArchiveWriter, now: Date): Promise<number> {
  for (const database of databases) {
    await database.client.query('begin isolation level repeatable read read only')
    // The first statement is the moment.
    if (!(await lockFor('backup', database)))
      throw new ConfigError('A restore is at work: make the backup when it is done.')
  }
  const subgraphs: Partial<Record<SubgraphName, ArchivedSubgraph>> = {}
  for (const [number, database] of databases.entries()) {
    for (const part of database.parts) subgraphs[part.name] = await describe(database, part, number)
  }
  const manifest: Manifest = {
    format,
    product: productVersion(),
    madeAt: now.toISOString(),
    subgraphs: subgraphs as Manifest['subgraphs'],
  }
  await archive.manifest(manifest)

  let total = 0
  for (const database of databases) {
    for (const part of database.parts) {
      await become(database, part)
      for (const table of manifest.subgraphs[part.name].tables) {
        const name = nameOf(table)
        const statement = `copy ${target(database.client, table)} to stdout`
        const rows = await copyOut(database.client, statement, (piece) => archive.rows(name, piece))
        archive.counted(name, rows)
        total += rows
      }
    }
    await database.client.query('commit')
  }
  return total
}

async function describe(database: Database, part: Part, number: number): Promise<ArchivedSubgraph> {
  const { client } = database
  const { name } = part
  const schemas = schemasOf(name)
  const tables = await tablesOf(client, schemas)
  if (!['head', 'migration'].every((wanted) => tables.some((table) => nameOf(table) === `${name}.${wanted}`))) {
    throw new ConfigError(`There is nothing of ${name} to back up: check DATA_DIR and DATABASE_URL.`)
  }
  await become(database, part)
  const { rows: migrations } = await client.query<Migration>(
    `select name, sha256 from migration order by name not like 'kernel/%', name`,
  )
  const { rows: heads } = await client.query<{ epoch: number }>('select epoch from head')
  return {
    database: number,
    epoch: heads[0]!.epoch,
    migrations,
    tables: tables.filter(isKept),
    sequences: await sequencesOf(client, schemas),
  }
}
