import { setTimeout as sleep } from 'node:timers/promises'
import { postgres } from './postgres.ts'
import { ConfigError, type Config } from './config.ts'
import type { DatabaseSettings } from './db.ts'
import type { SubgraphName } from './subgraph.ts'

/**
 * How a subgraph reaches its schema: with the login of its own URL where it has one, else through the shared or
 * embedded database, where it becomes its own role after connecting.
 */
export function settingsOf(config: Config, subgraph: SubgraphName, embeddedUrl?: string): DatabaseSettings {
  const own = config.databaseUrls[subgraph]
  if (own) return { url: own, schema: subgraph, pool: config.databasePool }
  const shared = config.databaseUrl ?? embeddedUrl
  if (shared) return { url: shared, schema: subgraph, role: `portico_${subgraph}`, pool: config.databasePool }
  throw new ConfigError(
    `The subgraph ${subgraph} has no database: set DATABASE_URL, or DATABASE_URL_${subgraph.toUpperCase()}.`,
  )
}

/** What the wait ends with at once, by SQLSTATE: asking again does not help. */
const refused: Readonly<Record<string, string>> = {
  '28P01': 'refuses the user or the password: correct them in',
  '28000': 'refuses this user from this machine: allow it in pg_hba.conf, or correct',
  '3D000': 'has no such database: create it, or correct its name in',
}

/** What may pass by itself while a database starts: no answer, no such host yet, starting up, too many connections. */
const passing = /^(E[A-Z_]+|CONNECT_TIMEOUT|CONNECTION_[A-Z]+|57P0[123]|53300)$/

/**
 * Waits until the database answers, `seconds` at the most. Throws a ConfigError whose one sentence says what to do and
 * never shows the password; `setting` is what the sentence tells to correct.
 */
export async function reachable(url: string, setting = 'DATABASE_URL', seconds = 10): Promise<void> {
  const where = hostOf(url)
  const deadline = Date.now() + seconds * 1000
  for (;;) {
    const answer = await ask(url)
    if (answer === 'ready') return
    if (answer === 'old')
      throw new ConfigError(`PostgreSQL at ${where} is too old: ${setting} must name version 15 or later.`)
    const refusal = refused[answer]
    if (refusal) throw new ConfigError(`PostgreSQL at ${where} ${refusal} ${setting}.`)
    if (!passing.test(answer))
      throw new ConfigError(`PostgreSQL at ${where} does not serve (${answer}): correct ${setting}.`)
    if (Date.now() >= deadline) {
      throw new ConfigError(`PostgreSQL does not answer at ${where} (${answer}): start it, or correct ${setting}.`)
    }
    await sleep(250)
  }
}

async function ask(url: string): Promise<string> {
  const sql = postgres(url, { max: 1, connect_timeout: 5, fetch_types: false, onnotice: () => {} })
  try {
    const [row] = await sql<{ version: number }[]>`SELECT current_setting('server_version_num')::int AS version`
    return row && row.version >= 150_000 ? 'ready' : 'old'
  } catch (error) {
    return (error as { code?: string }).code ?? 'no reason given'
  } finally {
    await sql.end({ timeout: 1 })
  }
}

function hostOf(url: string): string {
  const { hostname, port } = new URL(url)
  return `${hostname || 'localhost'}:${port || '5432'}`
}
