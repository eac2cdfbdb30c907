import type { Sql } from '../db.ts'
import type { Logger } from '../log.ts'
import { codeOf } from './advance.ts'

/** How long an event stays readable for clients who resume (API-2). */
const keep = '72 hours'
const everyMs = 60_000

/** What one removal did: how many events, null where another process is at it, and which consumer kept it from more. */
interface Removal {
  readonly removed: number | null
  readonly held_by: string | null
}

/**
 * Removes what is older than `interval` and has been read by every registered consumer. Returns who held it up, null if
 * nobody did, and undefined where another process was at it.
 */
export async function trimLog(sql: Sql, interval: string): Promise<string | null | undefined> {
  for (;;) {
    const [row] = await sql<Removal[]>`select * from trim_log(${interval}::interval)`
    if (row!.removed === null) return undefined
    if (row!.removed === 0) return row!.held_by
  }
}

/** Keeps the log to its retention, in whichever process comes first; the returned function ends it. */
export function startRetention(sql: Sql, log: Logger): () => void {
  let alerted = ''

  async function trim() {
    try {
      const heldBy = await trimLog(sql, keep)
      if (heldBy === undefined) return
      if (heldBy && heldBy !== alerted)
        log.error(
          { consumer: heldBy },
          'A consumer is more than 72 hours behind: the log is not trimmed until it has caught up.',
        )
      alerted = heldBy ?? ''
    } catch (error) {
      log.warn({ code: codeOf(error) }, 'Could not trim the event log; it is tried again.')
    }
  }

  const timer = setInterval(() => void trim(), everyMs).unref()
  return () => clearInterval(timer)
}
