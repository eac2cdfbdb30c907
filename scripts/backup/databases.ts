import pg from 'pg'
import type { Config } from '../../subgraphs/kernel/config.ts'
import { reachable, settingsOf } from '../../subgraphs/kernel/database-settings.ts'
import type { DatabaseSettings } from '../../subgraphs/kernel/db.ts'
import { subgraphNames, type SubgraphName } from '../../subgraphs/kernel/subgraph.ts'

/** One database with a connection of its own to it. */
export interface Database {
  readonly client: pg.Client
  /** The subgraphs that lie in it. */
  readonly parts: readonly Part[]
}

export interface Part {
  readonly name: SubgraphName
  readonly settings: DatabaseSettings
}

/** Backing up and restoring take the time they take; and what is written as text is read back as the same, wherever. */
const options = [
  'statement_timeout=0',
  'idle_in_transaction_session_timeout=0',
  'lock_timeout=0',
  'datestyle=ISO',
  'intervalstyle=postgres',
]

/** Connects to each database once, even where several subgraphs name the same one. */
export async function connectAll(
  config: Config,
  work: 'backup' | 'restore',
  embeddedUrl?: string,
): Promise<Database[]> {
  const parts = subgraphNames.map((name) => ({ name, settings: settingsOf(config, name, embeddedUrl) }))
  const databases: Database[] = []
  try {
    for (const url of new Set(parts.map(({ settings }) => settings.url))) {
      const here = parts.filter(({ settings }) => settings.url === url)
      const [{ name, settings }] = here as [Part]
      await reachable(url, settings.role ? 'DATABASE_URL' : `DATABASE_URL_${name.toUpperCase()}`)
      const client = new pg.Client({
        connectionString: url,
        application_name: `portico-${work}`,
        options: options.map((setting) => `-c ${setting}`).join(' '),
      })
      // A connection that breaks makes its statement fail, which is enough to hear of it.
      client.on('error', () => {})
      databases.push({ client, parts: here })
      await client.connect()
    }
    return databases
  } catch (error) {
    await disconnect(databases)
    throw error
  }
}

export async function disconnect(databases: readonly Database[]): Promise<void> {
  await Promise.all(databases.map(({ client }) => client.end().catch(() => {})))
}

/** From here to the transaction's end as the role that owns the subgraph's tables, where it is not the login's own. */
export async function become({ client }: Database, { settings }: Part): Promise<void> {
  await client.query(`select set_config('role', $1, true), set_config('search_path', $2, true)`, [
    settings.role ?? 'none',
    `${settings.schema}, public`,
  ])
}

/**
 * The transaction's share in a lock that keeps backups and restores of one database apart: a backup that ran into the
 * middle of a restore would hold half of each. False where the other one is at work.
 */
export async function lockFor(work: 'backup' | 'restore', { client }: Database): Promise<boolean> {
  const lock = work === 'backup' ? 'pg_try_advisory_xact_lock_shared' : 'pg_try_advisory_xact_lock'
  const { rows } = await client.query<{ locked: boolean }>(
    `select ${lock}(hashtextextended('portico restores', 0)) as locked`,
  )
  return rows[0]!.locked
}
