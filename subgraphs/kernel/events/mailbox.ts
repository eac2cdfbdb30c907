import type { LoggedEvent } from './event.ts'
import type { Hub, Interest, Subscriber } from './hub.ts'

const nothing: readonly LoggedEvent[] = []

/**
 * What lies ready for one subscriber of the hub; bounded, so that a slow client costs no memory. A class, as there may be
 * thousands of them that wait: what they do stands on the prototype, once.
 */
export class Mailbox implements Subscriber {
  /** It was full and has been emptied: what it lost stands in the log. */
  overflowed = false
  expired = false
  closed = false
  private isOpen = false
  private isRung = false
  private events = nothing as LoggedEvent[]
  private next = 0
  private dueAt = Infinity
  private wake: (() => void) | null = null

  constructor(
    private readonly hub: Hub,
    readonly interest: Interest,
    private readonly capacity: number,
  ) {}

  /** Registers with the hub: from here on nothing is missed, unless it overflows. */
  open(): void {
    if (this.closed || this.isOpen) return
    this.isOpen = true
    this.hub.add(this)
  }

  deliver(event: LoggedEvent): void {
    if (this.overflowed) return
    if (this.events.length - this.next >= this.capacity) {
      this.clear()
      this.overflowed = true
    } else if (this.events === nothing) {
      this.events = [event]
    } else {
      this.events.push(event)
    }
    this.ring()
  }

  expire(): void {
    this.expired = true
    this.ring()
  }

  tick(now: number): void {
    if (now >= this.dueAt) this.ring()
  }

  /** Throws away what lies there and begins to collect anew. */
  clear(): void {
    this.events = nothing as LoggedEvent[]
    this.next = 0
    this.overflowed = false
  }

  take(): LoggedEvent | undefined {
    const event = this.events[this.next++]
    if (this.next >= this.events.length) {
      this.events = nothing as LoggedEvent[]
      this.next = 0
    }
    return event
  }

  get isEmpty(): boolean {
    return this.events.length === this.next && !this.overflowed
  }

  /** Until something arrives, or the mailbox is closed, or the hub's clock has passed a time, or it is rung. */
  wait(dueAt = Infinity): Promise<void> {
    if (this.isRung) {
      this.isRung = false
      return Promise.resolve()
    }
    this.dueAt = dueAt
    return new Promise((resolve) => (this.wake = resolve))
  }

  /** Ends the wait, or the next one if there is none. */
  ring(): void {
    const { wake } = this
    this.dueAt = Infinity
    this.wake = null
    if (wake) wake()
    else this.isRung = true
  }

  close(): void {
    this.closed = true
    if (this.isOpen) this.hub.remove(this)
    this.clear()
    this.ring()
  }
}
