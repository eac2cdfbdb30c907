import { setTimeout as delay } from 'node:timers/promises'
import { connect, type DatabaseSettings } from '../db.ts'
import type { CompanyId } from '../ids.ts'
import type { Logger } from '../log.ts'
import type { SubgraphName } from '../subgraph.ts'
import { openAdvancing } from './advance.ts'
import { openNatsNews, type NatsNews } from './broadcast/news.ts'
import { openCursor, openSealing, readCursor, type Place } from './cursor.ts'
import type { EventLog } from './event-log.ts'
import { readFacts } from './facts-page.ts'
import { follow } from './follow.ts'
import { headIn } from './head.ts'
import { openHub } from './hub.ts'
import { logReader, type LogPage } from './log-page.ts'
import { openReaders } from './readers.ts'
import { startRetention } from './retention.ts'
import { sharedReads } from './shared-reads.ts'
import { startTailer, type Tailer } from './tailer.ts'
import { upcaster, type Upcasters } from './upcast.ts'

export interface EventLogSettings {
  readonly name: SubgraphName
  /** The log has its own connections to it, outside the request pool: three for itself, three for its readers. */
  readonly database: DatabaseSettings
  readonly log: Logger
  /** Through which NATS servers the log is broadcast to other processes, if it is. */
  readonly natsUrl?: string | null
  /** Where several logs of a process say together what there is to say of NATS. */
  readonly natsNews?: NatsNews
  /** How events that earlier releases wrote are read. */
  readonly upcasters?: Upcasters
  readonly heartbeatMs?: number
  /** How many events may wait for a slow subscriber. */
  readonly capacity?: number
}

/** A subgraph's event log in a process that hosts the subgraph. */
export interface HostedEventLog extends EventLog {
  /** Reads where the log ends now and begins to follow it; nothing else works before. Throws when the database does not answer. */
  start(): Promise<void>
}

const largestFeed = 1000
const cursorPatienceMs = 1000

export function openEventLog(settings: EventLogSettings): HostedEventLog {
  const { name, database, log, upcasters = {}, natsUrl = null, heartbeatMs = 30_000, capacity = 256 } = settings
  const natsNews = settings.natsNews ?? openNatsNews(log)
  const own = connect(database, { max: 2 })
  const readers = connect(database, { max: 3 })
  const upcast = upcaster(upcasters)
  // An answer to somebody else's question may be older than what its asker has committed, and backlogs wait in a queue.
  const read = logReader(readers, upcast)
  const readBacklog = sharedReads(read)
  const hub = openHub()
  const advancing = openAdvancing(own, log, () => tailer?.moved())
  const sealCursor = openSealing()
  const registered = openReaders(readers)
  const listeners = new Set<() => void>()
  const waiting = new Set<{ readonly outboxId: number; resolve(pos: number): void }>()
  let key: Buffer | null = null
  let tailer: Tailer | null = null
  let endRetention = () => {}
  let clock: NodeJS.Timeout | undefined
  /** The log's end after a call of `advance()`, one question for all who asked for that call. */
  const ends = new WeakMap<Promise<void>, Promise<Place>>()

  function scopeOf(company: CompanyId) {
    if (!key) throw new Error(`The event log of ${name} has not been started.`)
    return { subgraph: name, company, key }
  }

  function onPage(page: Pick<LogPage, 'events' | 'outboxIds'>) {
    for (const { outboxId, resolve } of waiting) {
      const index = page.outboxIds.indexOf(outboxId)
      if (index >= 0) resolve(page.events[index]!.pos)
    }
    for (const listener of listeners) listener()
  }

  async function endAfter(advanced: Promise<void>): Promise<Place> {
    await advanced
    const { epoch, end } = await read(Number.MAX_SAFE_INTEGER, 1)
    return { epoch, pos: end }
  }

  /** The log's end behind everything that was committed before this call. */
  function now(): Promise<Place> {
    advancing.want()
    const advanced = advancing.settled()
    const end = ends.get(advanced) ?? endAfter(advanced)
    ends.set(advanced, end)
    return end
  }

  /** The position of an event that may not have reached the log yet: it is awaited before it is looked up, lest it slip between. */
  async function positionOf(outboxId: number): Promise<number | null> {
    const { promise: arrival, resolve } = Promise.withResolvers<number>()
    const waiter = { outboxId, resolve }
    const patience = new AbortController()
    waiting.add(waiter)
    try {
      const known = readers<{ pos: string }[]>`select pos from log where outbox_id = ${outboxId}`.then(
        ([row]) => (row ? Number(row.pos) : arrival),
        () => arrival,
      )
      return await Promise.race([known, arrival, delay(cursorPatienceMs, null, { signal: patience.signal })])
    } finally {
      patience.abort()
      waiting.delete(waiter)
    }
  }

  return {
    async start() {
      key = headIn(await own<{ cursor_key: Buffer }[]>`select cursor_key from head`).cursor_key
      tailer = await startTailer({
        sql: own,
        channel: database.schema,
        read: logReader(own, upcast),
        upcast,
        hub,
        log,
        natsUrl,
        natsNews,
        onPage,
      })
      endRetention = startRetention(own, log)
      clock = setInterval(() => hub.tick(Date.now()), Math.max(10, heartbeatMs / 10))
    },
    get reach() {
      return { pos: hub.place.pos, isReading: tailer?.isReading ?? false, followers: hub.size }
    },
    committed: advancing.want,
    async cursorOf(company, outboxId) {
      const pos = await positionOf(outboxId)
      return pos === null ? null : sealCursor(scopeOf(company), { epoch: hub.place.epoch, pos })
    },
    placeOf: (company, cursor) => readCursor(scopeOf(company), cursor),
    async cursorNow(company) {
      return sealCursor(scopeOf(company), hub.place)
    },
    follow(following) {
      const scope = scopeOf(following.company)
      const seal = (place: Place) => sealCursor(scope, place)
      const source = { hub, heartbeatMs, capacity, log, now, read: readBacklog, seal }
      return follow(source, following, following.after === null ? null : openCursor(scope, following.after))
    },
    async feed(after, limit, consumer) {
      if (consumer !== undefined) await registered.note(consumer, after)
      // What this process has committed before it is asked is in the answer.
      await advancing.settled()
      const { epoch, end, events } = await read(after, Math.min(limit, largestFeed))
      return { epoch, end, events }
    },
    facts: (types, from, limit) => readFacts(readers, upcast, types, from, limit),
    onAdvance(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    async stop() {
      endRetention()
      clearInterval(clock)
      // What could not be moved by then is moved by the next process that looks.
      await Promise.race([Promise.all([tailer?.stop(), advancing.settled()]), delay(1000, null, { ref: false })])
      await Promise.all([own.end({ timeout: 1 }), readers.end({ timeout: 1 })])
    },
  }
}
