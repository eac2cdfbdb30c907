import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { ConfigError, type Config } from '../subgraphs/kernel/config.ts'
import { codeOf } from '../subgraphs/kernel/events/advance.ts'
import { describeFault } from '../subgraphs/kernel/fault.ts'
import { isOutage } from '../subgraphs/kernel/outage.ts'
import { subgraphNames } from '../subgraphs/kernel/subgraph.ts'
import { startPostgres, type EmbeddedPostgres } from './embedded-postgres.ts'

/**
 * Runs a command until it is done or a signal ends it; its way out is then the one of any failure. What can be expected
 * to fail ends it with 1 and one sentence: what did not happen, and why.
 */
export async function untilTold(undone: string, work: (signal: AbortSignal) => Promise<void>): Promise<void> {
  const told = new AbortController()
  const tell = () => told.abort()
  process.on('SIGINT', tell)
  process.on('SIGTERM', tell)
  try {
    await work(told.signal)
  } catch (error) {
    if (error instanceof ConfigError) console.error(error.message)
    else console.error(`${undone}: ${told.signal.aborted ? 'it was told to end.' : reasonOf(error)}`)
    process.exitCode = 1
  } finally {
    process.off('SIGINT', tell)
    process.off('SIGTERM', tell)
  }
}

/** The embedded PostgreSQL, where some subgraph has no other database; null where all have. */
export async function embeddedFor(
  config: Config,
  { make, log = console.log }: { readonly make: boolean; readonly log?: (sentence: string) => void },
): Promise<EmbeddedPostgres | null> {
  const { databaseUrl, databaseUrls, dataDir } = config
  if (databaseUrl || subgraphNames.every((name) => databaseUrls[name])) return null
  if (!make && !existsSync(join(dataDir, 'postgres/cluster/PG_VERSION'))) {
    throw new ConfigError(`There is no database in ${dataDir}: set DATA_DIR, or DATABASE_URL.`)
  }
  return startPostgres({ dataDir, log })
}

/** Codes of systems and databases, told as what is to be done. A database's message quotes values, so it is not shown. */
function reasonOf(error: unknown): string {
  const { path } = error as { path?: string }
  const code = codeOf(error)
  if (code === 'ENOSPC' || code === '53100') return 'the disk is full; make room, and try again.'
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS')
    return `${path} may not be written to; name another place.`
  if (isOutage(error) || /Connection terminated/.test((error as Error).message)) {
    return 'the database went away; try again when it answers.'
  }
  if (code === '42P01' || code === '3F000') return 'the database has no tables of this release; migrate it first.'
  if (/^[0-9A-Z]{5}$/.test(code)) return `PostgreSQL refuses it (${code}).`
  if (/^E[A-Z]+$/.test(code)) return `the system refuses it (${code}${path ? `, ${path}` : ''}).`
  return JSON.stringify(describeFault(error), null, 2)
}
