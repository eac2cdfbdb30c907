import type { LoggedEvent } from './event.ts'
import type { Hub, Interest } from './hub.ts'
import { openPause } from './pause.ts'

/** What lies ready for one subscriber of the hub; bounded, so that a slow client costs no memory. */
export interface Mailbox {
  /** Registers with the hub: from here on nothing is missed, unless it overflows. */
  open(): void
  /** Throws away what lies there and begins to collect anew. */
  clear(): void
  take(): LoggedEvent | undefined
  /** It was full and has been emptied: what it lost stands in the log. */
  readonly overflowed: boolean
  readonly isEmpty: boolean
  readonly expired: boolean
  readonly closed: boolean
  /** Until something arrives, or the mailbox is closed, or the time is over. */
  wait(ms: number): Promise<unknown>
  close(): void
}

export function openMailbox(hub: Hub, interest: Interest, capacity: number): Mailbox {
  const pause = openPause()
  let events: LoggedEvent[] = []
  let next = 0
  let overflowed = false
  let expired = false
  let closed = false
  let leave: (() => void) | null = null

  function clear() {
    events = []
    next = 0
    overflowed = false
  }

  return {
    open() {
      if (closed || leave) return
      leave = hub.add({
        interest,
        deliver(event) {
          if (overflowed) return
          if (events.length - next >= capacity) {
            clear()
            overflowed = true
          } else {
            events.push(event)
          }
          pause.ring()
        },
        expire() {
          expired = true
          pause.ring()
        },
      })
    },
    clear,
    take() {
      const event = events[next++]
      if (next >= events.length) {
        events = []
        next = 0
      }
      return event
    },
    get overflowed() {
      return overflowed
    },
    get isEmpty() {
      return events.length === next && !overflowed
    },
    get expired() {
      return expired
    },
    get closed() {
      return closed
    },
    wait: (ms) => pause.take(ms),
    close() {
      closed = true
      leave?.()
      clear()
      pause.ring()
    },
  }
}
