import { createHash } from 'node:crypto'
import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { Logger, runMigrations } from 'graphile-worker'
import pg from 'pg'
import type { PostgresError } from 'postgres'
import { ConfigError } from './config.ts'
import { reachable } from './database-settings.ts'
import type { DatabaseSettings, Sql } from './db.ts'
import { postgres } from './postgres.ts'
import { prepare } from './schema-owner.ts'

export interface MigrateOptions {
  /** The folder that holds `kernel` and one folder per subgraph; the project's own by default. */
  readonly folder?: string
  log?(sentence: string): void
}

/** A migration takes the time it takes, whatever the server's settings say. (The drivers drop a setting that is 0.) */
const noLimits = '-c statement_timeout=0 -c idle_in_transaction_session_timeout=0'

/**
 * Brings one subgraph's schema up to date: the event core's files, then its own, then its job queue's. All run as the
 * role that is to own the tables. Any number of processes may do it at once, and a version of the product may run
 * beside the one before. Returns the names of the files it applied.
 */
export async function migrate(settings: DatabaseSettings, { folder, log }: MigrateOptions = {}): Promise<string[]> {
  await reachable(settings.url, settings.role ? 'DATABASE_URL' : `DATABASE_URL_${settings.schema.toUpperCase()}`)
  const sql = postgres(settings.url, {
    max: 1,
    fetch_types: false,
    onnotice: () => {},
    connection: {
      application_name: `portico-${settings.schema}-migrate`,
      search_path: `${settings.schema}, public`,
      options: noLimits,
    },
  })
  try {
    await prepare(sql, settings)
    const applied = await applyFiles(sql, settings, folder ?? join(projectFolder(), 'migrations'))
    await migrateJobs(settings)
    if (applied.length > 0) log?.(`${settings.schema}: applied ${applied.join(', ')}.`)
    return applied
  } finally {
    await sql.end()
  }
}

/** Each file in a transaction of its own, together with the note that it was applied. */
async function applyFiles(sql: Sql, settings: DatabaseSettings, folder: string): Promise<string[]> {
  const files = migrationsOf(settings.schema, folder)
  const applied: string[] = []
  await asOwner(sql, settings, async (tx) => {
    await tx`CREATE TABLE IF NOT EXISTS migration (name text PRIMARY KEY, sha256 text NOT NULL, applied_at timestamptz NOT NULL DEFAULT now())`
    // The job queue would make its schema itself, which takes a right over the whole database that the role has not.
    // With this table, made in its own words, it finds its schema made.
    await tx`CREATE TABLE IF NOT EXISTS ${tx(`${settings.schema}_jobs`)}.migrations
      (id int PRIMARY KEY, ts timestamptz DEFAULT now() NOT NULL, breaking boolean NOT NULL DEFAULT false)`
  })
  const known = new Map((await asOwner(sql, settings, recorded)).map(({ name, sha256 }) => [name, sha256]))
  for (const file of files) {
    const before = known.get(file.name)
    if (before !== undefined && before !== file.sha256) {
      throw new ConfigError(
        `The migration ${file.name} has changed since it was applied to ${settings.schema}: restore it, and put the change into a new file.`,
      )
    }
    if (before !== undefined) continue
    const isNew = await asOwner(sql, settings, async (tx) => {
      // Another process may have applied it while this one waited for its turn.
      if ((await recorded(tx)).some(({ name }) => name === file.name)) return false
      await tx.unsafe(file.text).catch((error: PostgresError) => {
        const line = file.text.slice(0, Number(error.position) || 0).split('\n').length
        throw new Error(`The migration ${file.name} failed near its line ${line}: ${error.message}.`)
      })
      await tx`INSERT INTO migration (name, sha256) VALUES (${file.name}, ${file.sha256})`
      return true
    })
    if (isNew) applied.push(file.name)
  }
  return applied
}

/** One transaction as the role that owns the schema, alone in it. */
function asOwner<T>(sql: Sql, { schema, role }: DatabaseSettings, work: (tx: Sql) => Promise<T>): Promise<T> {
  return sql.begin(async (tx) => {
    await tx`SELECT pg_advisory_xact_lock(hashtextextended(${`portico migrates ${schema}`}, 0))`
    if (role) await tx`SELECT set_config('role', ${role}, true)`
    return work(tx as unknown as Sql)
  }) as Promise<T>
}

function recorded(sql: Sql) {
  return sql<{ name: string; sha256: string }[]>`SELECT name, sha256 FROM migration`
}

async function migrateJobs({ url, schema, role }: DatabaseSettings): Promise<void> {
  const pgPool = new pg.Pool({
    connectionString: url,
    max: 2,
    options: role ? `${noLimits} -c role=${role}` : noLimits,
  })
  // A connection that breaks makes its query fail, which is enough to hear of it.
  pgPool.on('error', () => {})
  pgPool.on('connect', (client) => client.on('error', () => {}))
  try {
    await runMigrations({ pgPool, schema: `${schema}_jobs`, logger: new Logger(() => () => {}) })
  } finally {
    await pgPool.end()
  }
}

export interface MigrationFile {
  /** With its folder, as the table `migration` notes it. */
  readonly name: string
  readonly text: string
  readonly sha256: string
}

/** A subgraph's migrations in the order in which they are applied: the event core's, then its own. */
export function migrationsOf(schema: string, folder = join(projectFolder(), 'migrations')): MigrationFile[] {
  return ['kernel', schema].flatMap((part) => filesOf(folder, part))
}

function filesOf(folder: string, part: string): MigrationFile[] {
  const path = join(folder, part)
  if (!existsSync(path)) return []
  return readdirSync(path)
    .filter((name) => /^\d{4}_.+\.sql$/.test(name))
    .sort()
    .map((name) => {
      const text = readFileSync(join(path, name), 'utf8').replaceAll('\r\n', '\n')
      return { name: `${part}/${name}`, text, sha256: createHash('sha256').update(text).digest('hex') }
    })
}

/** The folder of package.json: this file lies at a different depth when it is built, and SQL files are not built. */
function projectFolder(): string {
  let folder = import.meta.dirname
  while (!existsSync(join(folder, 'package.json'))) folder = dirname(folder)
  return folder
}
