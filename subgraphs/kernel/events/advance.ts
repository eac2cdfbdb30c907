import { setTimeout as delay } from 'node:timers/promises'
import type { Sql } from '../db.ts'
import type { Logger } from '../log.ts'

/** As many as `move_outbox()` moves at most in one call: there may be more. */
const batch = 1000

/** How long a process rests between two calls: under load each then moves more, which costs the writers less. */
const restMs = 8

/** Moves into the log what is committed, and returns how much that was; waits for its turn. */
export async function advance(sql: Sql): Promise<number> {
  for (let sum = 0; ;) {
    const [row] = await sql<{ moved: number }[]>`select advance() as moved`
    sum += row?.moved ?? 0
    if (!row || row.moved < batch) return sum
  }
}

/** The same, unless somebody else is at it. */
export async function tryAdvance(sql: Sql): Promise<number> {
  for (let sum = 0; ;) {
    const [row] = await sql<{ moved: number }[]>`select try_advance() as moved`
    sum += row?.moved ?? 0
    if (!row || row.moved < batch) return sum
  }
}

/** The calls of `advance()` in one process. */
export interface Advancing {
  /** Wants a call that starts after this moment. At most one runs and one is wanted. */
  want(): void
  /** Resolves when the calls wanted so far are over, done or failed. */
  settled(): Promise<void>
}

/** `onMoved` hears of each call that has moved something. */
export function openAdvancing(sql: Sql, log: Logger, onMoved = () => {}): Advancing {
  let running = Promise.resolve()
  let rested: Promise<unknown> = running
  let wanted: Promise<void> | null = null

  async function call() {
    try {
      if ((await advance(sql)) > 0) onMoved()
    } catch (error) {
      // Nothing is lost: the tailer's regular look moves it, as soon as the database answers again.
      log.warn({ code: codeOf(error) }, 'Could not advance the event log; it is tried again.')
    }
  }

  function start() {
    wanted = null
    running = call()
    rested = running.then(() => delay(restMs))
    return running
  }

  return {
    want() {
      wanted ??= rested.then(start)
    },
    settled: () => wanted ?? running,
  }
}

/** What may be logged of an error: its SQLSTATE or other code, or its kind; messages hold parameters. */
export function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return 'UNKNOWN'
  const { code, cause } = error as { code?: unknown; cause?: unknown }
  return typeof code === 'string' ? code : cause instanceof Error ? codeOf(cause) : error.name
}
