import type { Sql } from '../db.ts'
import type { Logger } from '../log.ts'
import { codeOf, tryAdvance } from './advance.ts'
import type { NatsNews } from './broadcast/news.ts'
import { openBroadcast } from './broadcast/open-broadcast.ts'
import { openDoorbell } from './doorbell.ts'
import type { LoggedEvent } from './event.ts'
import type { Hub } from './hub.ts'
import type { LogPage, ReadLog } from './log-page.ts'
import { openPause } from './pause.ts'

export interface TailerSettings {
  /** Connections of its own: a busy request pool must not hold up the subscribers. */
  readonly sql: Sql
  /** The doorbell's channel, which is the schema's name. */
  readonly channel: string
  readonly read: ReadLog
  /** What `read` does to each event. */
  upcast(event: LoggedEvent): LoggedEvent
  readonly hub: Hub
  readonly log: Logger
  /** Through which NATS servers the log is broadcast, if it is. */
  readonly natsUrl: string | null
  readonly natsNews: NatsNews
  /** Hears of each page after the hub. */
  onPage(page: Pick<LogPage, 'events' | 'outboxIds'>): void
}

/** The one reader of a subgraph's log in a process. */
export interface Tailer {
  /** Whether the last try to read went well. */
  readonly isReading: boolean
  /** Says that this process has moved events into the log. */
  moved(): void
  stop(): Promise<void>
}

const pageSize = 1000
/** How many events are read back at start, for whoever comes back after a restart. */
const recentEvents = 4 * pageSize
const longestBackoff = 5000
/** How long others may look at the database in place of this process. */
const longestTrustMs = 10_000

/**
 * Reads the log from its present end on, by position, and hands it to the hub. It reads when the doorbell rings and, as a
 * doorbell can be missed, every 300 to 500 ms; then it also moves what a process left behind that died after its commit.
 * When the database fails it tries again and goes on where it was: it never skips.
 *
 * Where the log is broadcast, its events come from there as long as one follows on the other, and the database is read by
 * who has moved events into it, by who misses one, and regularly by one process of all.
 */
export async function startTailer(settings: TailerSettings): Promise<Tailer> {
  const { sql, channel, read, upcast, hub, log, natsUrl, natsNews, onPage } = settings
  const pause = openPause()
  const doorbell = openDoorbell(sql, channel, pause.ring)
  let stopped = false
  let failures = 0
  let lookedAt = -Infinity

  await begin()
  doorbell.hear()
  const broadcast = natsUrl === null ? null : await joinBroadcast(natsUrl)

  /** Starts at the log's end, with what came last before it. */
  async function begin() {
    const { end } = await read(Number.MAX_SAFE_INTEGER, 1)
    let before: LoggedEvent[] = []
    let page: LogPage
    do {
      const last = before.at(-1)?.pos ?? Math.max(0, end - recentEvents)
      page = await read(last, pageSize)
      // What retention removed meanwhile leaves no gap behind.
      before = page.trimmed > last ? [...page.events] : [...before, ...page.events]
    } while (page.events.length === pageSize)
    hub.begin({ epoch: page.epoch, pos: page.upTo }, before)
  }

  function joinBroadcast(url: string) {
    return openBroadcast({
      url,
      sql,
      schema: channel,
      read,
      log,
      natsNews,
      place: () => hub.place,
      receive(epoch, pos, carried) {
        const { place } = hub
        if (epoch !== place.epoch || pos <= place.pos) return
        if (pos !== place.pos + 1 || carried?.event.pos !== pos) return pause.ring()
        passOn([upcast(carried.event)], [carried.outboxId], pos)
      },
      ring: pause.ring,
      began: doorbell.ignore,
      ended() {
        if (!stopped) doorbell.hear()
      },
    })
  }

  function passOn(events: LogPage['events'], outboxIds: LogPage['outboxIds'], upTo: number) {
    hub.publish(events, upTo)
    onPage({ events, outboxIds })
  }

  async function readOn() {
    for (;;) {
      const { epoch, pos } = hub.place
      const page = await read(pos, pageSize)
      if (page.epoch !== epoch || page.end < pos || page.trimmed > pos) {
        log.error(
          { epoch: page.epoch, end: page.end },
          'The event log is not the one it was; all subscribers start anew.',
        )
        await begin()
        return
      }
      hub.trim(page.trimmed)
      if (page.upTo === pos) return
      // What the broadcast has brought meanwhile has been passed on already.
      const known = page.events.filter((event) => event.pos <= hub.place.pos).length
      if (page.events.length > known) passOn(page.events.slice(known), page.outboxIds.slice(known), page.upTo)
    }
  }

  async function run() {
    let rung = false
    while (!stopped) {
      const isTrusting = failures === 0 && performance.now() - lookedAt < longestTrustMs
      const looks = !rung && !(isTrusting && broadcast?.isLookedAfter)
      try {
        if (looks) await tryAdvance(sql)
        if (looks || rung) await readOn()
        if (failures > 0) log.info('The event log is read again.')
        failures = 0
        if (looks) lookedAt = performance.now()
      } catch (error) {
        if (stopped) return
        if (failures++ === 0) log.warn({ code: codeOf(error) }, 'Could not read the event log; it is tried again.')
      }
      broadcast?.turned(hub.place, looks && failures === 0)
      rung = await pause.take(failures > 0 ? Math.min(longestBackoff, 50 * 2 ** failures) : 300 + Math.random() * 200)
    }
  }

  const running = run()
  return {
    get isReading() {
      return failures === 0
    },
    moved() {
      if (broadcast?.isUp) pause.ring()
    },
    async stop() {
      stopped = true
      pause.ring()
      await running
      await broadcast?.stop()
    },
  }
}
