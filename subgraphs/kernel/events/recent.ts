import type { LoggedEvent } from './event.ts'

/** A page of what is in memory: the wanted events, oldest first, and the position up to which none is left. */
export interface RecentPage {
  readonly events: readonly LoggedEvent[]
  readonly upTo: number
}

/** The log's last events as the tailer has read them: whoever resumes within them costs the database nothing. */
export interface Recent {
  /** Begins anew: what follows `pos` is kept from now on. */
  begin(pos: number): void
  /** Takes the events that follow those kept, without a gap. */
  push(events: readonly LoggedEvent[]): void
  /** Forgets what retention has removed from the log. */
  trim(pos: number): void
  /** Up to `limit` wanted events after a position; null where that lies further back than what is kept. */
  page(after: number, limit: number, isWanted: (event: LoggedEvent) => boolean): RecentPage | null
}

export function openRecent(capacity: number): Recent {
  let events: LoggedEvent[] = []
  /** Where in `events` the kept ones begin: those before are cut off together now and then. */
  let first = 0
  /** Everything after this position is kept. */
  let from = 0

  function drop(count: number) {
    if (count <= 0) return
    first += count
    from += count
    if (first >= capacity) {
      events = events.slice(first)
      first = 0
    }
  }

  return {
    begin(pos) {
      events = []
      first = 0
      from = pos
    },
    push(more) {
      for (const event of more) events.push(event)
      drop(events.length - first - capacity)
    },
    trim(pos) {
      drop(Math.min(pos - from, events.length - first))
    },
    page(after, limit, isWanted) {
      if (after < from) return null
      const found: LoggedEvent[] = []
      // Positions have no gaps, so that they tell the index.
      for (let index = first + after - from; index < events.length; index++) {
        const event = events[index]!
        if (!isWanted(event)) continue
        found.push(event)
        if (found.length === limit) return { events: found, upTo: event.pos }
      }
      return { events: found, upTo: from + events.length - first }
    },
  }
}
