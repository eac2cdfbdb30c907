import { setTimeout as delay } from 'node:timers/promises'
import type { Sql } from './db.ts'
import { forDevelopers } from './errors.ts'
import type { Place } from './events/cursor.ts'
import type { SeenPlace } from './link.ts'
import { subgraphNames } from './subgraph.ts'

/**
 * Waits until this subgraph's reactions have taken in what somebody has seen of other subgraphs, so that who changes
 * something there reads it here afterwards; two seconds at most, since what is known then is better than no answer.
 */
export type CatchUp = (places: readonly SeenPlace[]) => Promise<void>

const patienceMs = 2_000
const lookEveryMs = 15

interface Waiter {
  readonly places: readonly SeenPlace[]
  readonly deadline: number
  readonly resolve: () => void
  readonly reject: (reason: unknown) => void
}

/** How far the slowest reaction to a source is; null while it is made anew by a full read. */
type Progress = ReadonlyMap<string, Place | null>

/** All who wait in one process have the database looked at once for them. */
export function openCatchUp(sql: Sql): CatchUp {
  const waiting = new Set<Waiter>()

  async function look(): Promise<void> {
    try {
      while (waiting.size > 0) {
        const progress = await readProgress(sql)
        for (const waiter of waiting) {
          if (performance.now() < waiter.deadline && !waiter.places.every((place) => isPassed(place, progress)))
            continue
          waiting.delete(waiter)
          waiter.resolve()
        }
        if (waiting.size > 0) await delay(lookEveryMs)
      }
    } catch (error) {
      for (const waiter of waiting) waiter.reject(error)
      waiting.clear()
    }
  }

  return (places) =>
    new Promise((resolve, reject) => {
      waiting.add({ places, deadline: performance.now() + patienceMs, resolve, reject })
      if (waiting.size === 1) void look()
    })
}

/** A source without reactions here has none that could be behind. */
function isPassed({ source, epoch, pos }: SeenPlace, progress: Progress): boolean {
  const at = progress.get(source)
  if (at === undefined) return true
  return at !== null && (at.epoch > epoch || (at.epoch === epoch && at.pos >= pos))
}

async function readProgress(sql: Sql): Promise<Progress> {
  const rows = await sql<{ source: string; epoch: number; pos: string; resting: boolean }[]>`
    select distinct on (source) source, epoch, pos, rebuilding is not null as resting
    from consumer order by source, rebuilding is null, epoch, pos`
  return new Map(rows.map(({ source, epoch, pos, resting }) => [source, resting ? null : { epoch, pos: Number(pos) }]))
}

/** Reads the places that a gateway sends along; BAD_USER_INPUT for anything else. */
export function placesIn(text: string | undefined): readonly SeenPlace[] {
  try {
    const places = JSON.parse(text ?? '') as SeenPlace[]
    if (places.every(isPlace)) return places
  } catch {
    // It is refused below.
  }
  throw forDevelopers('BAD_USER_INPUT', 'after is a list of places in logs.')
}

function isPlace({ source, epoch, pos }: SeenPlace): boolean {
  return subgraphNames.includes(source) && Number.isSafeInteger(epoch) && Number.isSafeInteger(pos)
}
