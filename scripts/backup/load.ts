import type pg from 'pg'
import { ConfigError } from '../../subgraphs/kernel/config.ts'
import { migrate, migrationsOf } from '../../subgraphs/kernel/migrations.ts'
import { readArchive } from './archive-reader.ts'
import { target } from './catalogue.ts'
import { copyIn, type CopyIn } from './copy.ts'
import { become, disconnect, lockFor, type Database } from './databases.ts'
import { restoreFile } from './files.ts'
import { nameOf, type Manifest, type Sums, type Table } from './manifest.ts'
import { beginNewLife, newEpoch } from './new-life.ts'
import { conclude, filesFor, rebuild } from './rebuild.ts'
import { isLeftAlone, keepOthersOut, lookInto } from './target.ts'

export interface LoadOptions {
  /** It has been checked, and given its manifest. */
  readonly archive: string
  readonly filesFolder: string
  /** Whether what is in the databases may be replaced. */
  readonly replace: boolean
  readonly signal: AbortSignal
  readonly now: Date
  log(sentence: string): void
}

/**
 * Replaces what is in the databases by a backup. Everything that can be refused is refused before anything is changed,
 * and what is changed is one transaction per database, in which the old state is dropped, too: killed at any moment, it
 * leaves the old state. Several databases are committed one right after the other; killed just there, it has to be run
 * again. Returns the number of rows.
 */
export async function load(databases: readonly Database[], manifest: Manifest, options: LoadOptions): Promise<number> {
  const { replace, now, log } = options
  const hangUp = () => void disconnect(databases)
  options.signal.addEventListener('abort', hangUp)
  const parts = databases.flatMap((database) => database.parts.map((part) => ({ database, part })))
  for (const { part } of parts) filesFor(part.name, manifest.subgraphs[part.name])
  for (const database of databases) await isLeftAlone(database)
  const found = await Promise.all(databases.map(lookInto))
  if (!replace && found.some(({ hasData }) => hasData)) {
    throw new ConfigError(
      'The database is not empty: give --replace to lose what is in it, or restore into another one.',
    )
  }
  // Makes roles, extensions, schemas and the job queue's tables where there are none.
  for (const { part } of parts) await migrate(part.settings, { log })

  for (const database of databases) {
    await database.client.query('begin')
    if (!(await lockFor('restore', database))) throw new ConfigError('Another backup or restore is at work: try again.')
    await keepOthersOut(database)
    await isLeftAlone(database)
  }
  for (const { database, part } of parts) await rebuild(database, part, manifest.subgraphs[part.name])
  const rows = await fill(databases, manifest, options)
  const epoch = newEpoch(
    manifest,
    found.flatMap(({ epochs }) => epochs),
    now,
  )
  for (const { database, part } of parts) {
    await beginNewLife(database, part, manifest, epoch)
    await conclude(database, part, manifest.subgraphs[part.name])
  }
  // From here on it is too late to be told to end.
  options.signal.throwIfAborted()
  options.signal.removeEventListener('abort', hangUp)
  for (const database of databases) await commit(database)
  for (const { part } of parts) {
    const { migrations } = manifest.subgraphs[part.name]
    if (migrations.length < migrationsOf(part.name).length) await migrate(part.settings, { log })
  }
  return rows
}

/** A connection that is lost at this moment leaves open whether the database has committed. */
async function commit({ client, parts }: Database): Promise<void> {
  await client.query('commit').catch(() => {
    const names = parts.map(({ name }) => name).join(', ')
    throw new ConfigError(`The database of ${names} went away at the very end: restore once more, with --replace.`)
  })
}

/** Copies the archive's rows into the tables, in its order, and its files into the file store. */
async function fill(databases: readonly Database[], manifest: Manifest, options: LoadOptions): Promise<number> {
  const counted = new Map<string, number>()
  let open = null as { readonly table: string; readonly copy: CopyIn } | null
  let sums: Sums | null = null

  async function finish(): Promise<void> {
    if (open) counted.set(open.table, await open.copy.end())
    open = null
  }

  for await (const part of readArchive(options.archive)) {
    options.signal.throwIfAborted()
    if (part.kind === 'rows') {
      if (open?.table !== part.table) {
        await finish()
        open = { table: part.table, copy: await into(databases, manifest, part.table) }
      }
      await open.copy.write(part.piece)
    } else {
      await finish()
      if (part.kind === 'file') await restoreFile(options.filesFolder, part.path, part.content)
      if (part.kind === 'sums') sums = part.sums
    }
  }
  const tables = Object.entries(sums!.tables)
  const wrong = tables.find(([table, { rows }]) => (counted.get(table) ?? 0) !== rows)
  if (wrong) throw new Error(`${wrong[0]} has not as many rows as it should have.`)
  return tables.reduce((total, [, { rows }]) => total + rows, 0)
}

/** Frozen at once, which a table may be that was made or emptied in the same transaction: no vacuum has to write it anew. */
async function into(databases: readonly Database[], manifest: Manifest, name: string): Promise<CopyIn> {
  for (const database of databases) {
    for (const part of database.parts) {
      const table = manifest.subgraphs[part.name].tables.find((each) => nameOf(each) === name)
      if (!table) continue
      await become(database, part)
      return copyIn(database.client, statementFor(database.client, table))
    }
  }
  throw new Error('The backup has rows of a table that it does not name.')
}

function statementFor(client: pg.Client, table: Table): string {
  return `copy ${target(client, table)} from stdin with (freeze)`
}
