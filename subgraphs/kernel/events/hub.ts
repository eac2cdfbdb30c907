import type { CompanyId } from '../ids.ts'
import type { Place } from './cursor.ts'
import type { LoggedEvent } from './event.ts'
import { openRecent, type RecentPage } from './recent.ts'

/** Which events somebody wants: those of one company and some types, narrowed to one entity and one person if given. */
export interface Interest {
  readonly company: CompanyId
  readonly types: readonly string[]
  readonly subject?: string
  readonly person?: string
}

/** Somebody who follows the log live. Neither function may throw or wait. */
export interface Subscriber {
  readonly interest: Interest
  deliver(event: LoggedEvent): void
  /** The log began a new life: no position known so far means anything in it. */
  expire(): void
  /** What time it is, told now and then. */
  tick(now: number): void
}

/** Where the tailer meets the subscribers of one process. */
export interface Hub {
  /** How far the tailer has read; everything up to here has been delivered. */
  readonly place: Place
  /** Starts at a place, with the events before it that are at hand, or starts anew: whoever subscribed before is expired. */
  begin(place: Place, before?: readonly LoggedEvent[]): void
  /** Delivers the events that follow its place and moves on to `pos`. */
  publish(events: readonly LoggedEvent[], pos: number): void
  /** Forgets what retention has removed from the log. */
  trim(pos: number): void
  /** Up to `limit` events of an interest between a position and its place, out of memory; null where they go too far back. */
  recent(after: number, limit: number, interest: Interest): RecentPage | null
  /** Subscribes from `place` on. */
  add(subscriber: Subscriber): void
  remove(subscriber: Subscriber): void
  /** Tells all subscribers what time it is, so that no one needs a timer of its own. */
  tick(now: number): void
  readonly size: number
}

/** How many events are kept in memory: a minute at 150 a second, in about 7 MB. */
const keptEvents = 8192

export function openHub(): Hub {
  const recent = openRecent(keptEvents)
  let place: Place = { epoch: 0, pos: 0 }
  const topics = new Map<string, Set<Subscriber>>()

  function deliver(event: LoggedEvent, topic: string) {
    for (const subscriber of topics.get(topic) ?? []) {
      if (wants(subscriber.interest, event)) subscriber.deliver(event)
    }
  }

  return {
    get place() {
      return place
    },
    get size() {
      return [...topics.values()].reduce((sum, subscribers) => sum + subscribers.size, 0)
    },
    begin(at, before = []) {
      place = at
      recent.begin(at.pos - before.length)
      recent.push(before)
      for (const subscriber of [...topics.values()].flatMap((subscribers) => [...subscribers])) subscriber.expire()
    },
    publish(events, pos) {
      recent.push(events)
      for (const event of events) {
        deliver(event, event.company)
        deliver(event, `${event.company} ${event.subject}`)
        for (const person of new Set(event.persons)) deliver(event, `${event.company} of ${person}`)
      }
      place = { epoch: place.epoch, pos }
    },
    trim: recent.trim,
    recent: (after, limit, interest) => recent.page(after, limit, (event) => isOf(interest, event)),
    add(subscriber) {
      const topic = topicOf(subscriber.interest)
      const subscribers = topics.get(topic) ?? new Set()
      topics.set(topic, subscribers.add(subscriber))
    },
    remove(subscriber) {
      const topic = topicOf(subscriber.interest)
      const subscribers = topics.get(topic)
      subscribers?.delete(subscriber)
      if (subscribers?.size === 0) topics.delete(topic)
    },
    tick(now) {
      for (const subscribers of topics.values()) for (const subscriber of subscribers) subscriber.tick(now)
    },
  }
}

/** A subscriber stands under one topic only, its narrowest, so that no event reaches it twice. */
function topicOf({ company, subject, person }: Interest): string {
  if (subject !== undefined) return `${company} ${subject}`
  return person !== undefined ? `${company} of ${person}` : company
}

function isOf(interest: Interest, event: LoggedEvent): boolean {
  return event.company === interest.company && wants(interest, event)
}

function wants({ types, subject, person }: Interest, event: LoggedEvent): boolean {
  return (
    types.includes(event.type) &&
    (subject === undefined || event.subject === subject) &&
    (person === undefined || event.persons.includes(person as never))
  )
}
