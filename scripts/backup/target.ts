import { setTimeout as sleep } from 'node:timers/promises'
import { ConfigError } from '../../subgraphs/kernel/config.ts'
import { quoted } from './catalogue.ts'
import type { Database } from './databases.ts'

/** What ended a moment ago is still there for a moment. */
const PATIENCE_MS = 1_000

/** Refuses while a process of the product has a connection: what it knows would no longer be so. */
export async function isLeftAlone({ client }: Database): Promise<void> {
  const deadline = Date.now() + PATIENCE_MS
  for (;;) {
    const { rows } = await client.query(
      `select from pg_stat_activity
       where datname = current_database() and application_name like 'portico-%' and pid <> pg_backend_pid()`,
    )
    if (rows.length === 0) return
    if (Date.now() > deadline) throw new ConfigError('The product is running: stop all its processes, then restore.')
    await sleep(100)
  }
}

/**
 * Waits for nobody: keeps migrations out until the transaction's end, and with them every process of the product that
 * starts, because the first thing it does is to migrate.
 */
export async function keepOthersOut({ client, parts }: Database): Promise<void> {
  for (const { name } of parts) {
    const { rows } = await client.query<{ locked: boolean }>(
      'select pg_try_advisory_xact_lock(hashtextextended($1, 0)) as locked',
      [`portico migrates ${name}`],
    )
    if (!rows[0]!.locked) throw new ConfigError('The product is starting: stop all its processes, then restore.')
  }
}

/** What a database holds already. */
export interface Found {
  /** Whether anything has happened in it: each change commits with an event. */
  readonly hasData: boolean
  readonly epochs: readonly number[]
}

export async function lookInto({ client, parts }: Database): Promise<Found> {
  let hasData = false
  const epochs: number[] = []
  for (const { name, settings } of parts) {
    const { rows: tables } = await client.query<{ name: string }>(
      `select relname as name from pg_class where relnamespace = to_regnamespace($1) and relkind = 'r'`,
      [name],
    )
    const has = (wanted: string) => tables.some((table) => table.name === wanted)
    if (tables.length > 0 && !has('migration'))
      throw new ConfigError(`The schema ${name} holds another program's tables: restore into another database.`)
    if (!has('head')) continue
    await client.query('begin')
    await client.query(`select set_config('role', $1, true)`, [settings.role ?? 'none'])
    const { rows } = await client.query<{ epoch: number; hasData: boolean }>(
      `select epoch, trimmed > 0 or exists (select from ${quoted(client, name, 'log')})
         or exists (select from ${quoted(client, name, 'outbox')}) as "hasData" from ${quoted(client, name, 'head')}`,
    )
    await client.query('commit')
    for (const row of rows) {
      hasData ||= row.hasData
      epochs.push(row.epoch)
    }
  }
  return { hasData, epochs }
}
