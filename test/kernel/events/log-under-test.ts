import { connect, openDb, type Db, type Sql } from '../../../subgraphs/kernel/db.ts'
import { appendAs } from '../../../subgraphs/kernel/events/append.ts'
import type { Fact } from '../../../subgraphs/kernel/events/event.ts'
import {
  openEventLog,
  type EventLogSettings,
  type HostedEventLog,
} from '../../../subgraphs/kernel/events/open-event-log.ts'
import { newId, type CompanyId, type Id } from '../../../subgraphs/kernel/ids.ts'
import { openLog } from '../../../subgraphs/kernel/log.ts'
import type { SubgraphName } from '../../../subgraphs/kernel/subgraph.ts'

export const quiet = openLog('silent', 'test')
/** How long a test waits for a condition: longer than a busy machine needs. */
export const patient = { timeout: 20_000 }
export const company: CompanyId = newId('company')

/** One subgraph's schema in a test's database: raw and through drizzle, and an event log on it. */
export interface LogUnderTest {
  readonly sql: Sql
  readonly db: Db
  readonly events: HostedEventLog
  /** Commits each fact in a transaction of its own, and says so. */
  write(...facts: Fact[]): Promise<number[]>
  stop(): Promise<void>
}

export async function openLogUnderTest(
  url: string,
  name: SubgraphName,
  options: Partial<EventLogSettings> = {},
): Promise<LogUnderTest> {
  const database = { url, schema: name, role: `portico_${name}`, pool: 4 }
  const sql = connect(database)
  const pool = connect(database)
  const db = openDb(pool)
  const events = openEventLog({ name, database, log: quiet, ...options })
  await events.start()
  return {
    sql,
    db,
    events,
    async write(...facts) {
      const ids: number[] = []
      for (const fact of facts) {
        ids.push(await db.transaction((tx) => appendAs(tx, fact, { company, by: null })))
        events.committed()
      }
      return ids
    },
    async stop() {
      await events.stop()
      await Promise.all([sql.end({ timeout: 1 }), pool.end({ timeout: 1 })])
    },
  }
}

/** Something that happened to a thing, told apart by `n`. */
export function happened(n: number, more: Partial<Fact> = {}): Fact<string, { n: number }> {
  return { type: 'thing.happened', subject: thing, ...more, data: { n } }
}

export const thing: Id<'thing'> = newId('thing')
