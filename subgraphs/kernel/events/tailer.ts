import type { Sql } from '../db.ts'
import type { Logger } from '../log.ts'
import { codeOf, tryAdvance } from './advance.ts'
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
  readonly hub: Hub
  readonly log: Logger
  /** Hears of each page after the hub. */
  onPage(page: LogPage): void
}

/** The one reader of a subgraph's log in a process. */
export interface Tailer {
  stop(): Promise<void>
}

const pageSize = 1000
/** How many events are read back at start, for whoever comes back after a restart. */
const recentEvents = 4 * pageSize
const longestBackoff = 5000

/**
 * Reads the log from its present end on, by position, and hands it to the hub. It reads when the doorbell rings and, as a
 * doorbell can be missed, every 300 to 500 ms; then it also moves what a process left behind that died after its commit.
 * When the database fails it tries again and goes on where it was: it never skips.
 */
export async function startTailer({ sql, channel, read, hub, log, onPage }: TailerSettings): Promise<Tailer> {
  const pause = openPause()
  let stopped = false
  let failures = 0

  await begin()
  // A second listen() after a lost connection rings as well: what was missed meanwhile is read then.
  void sql.listen(channel, pause.ring, pause.ring).catch(() => {})

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
      hub.publish(page.events, page.upTo)
      onPage(page)
    }
  }

  async function run() {
    let rung = false
    while (!stopped) {
      try {
        if (!rung) await tryAdvance(sql)
        await readOn()
        if (failures > 0) log.info('The event log is read again.')
        failures = 0
      } catch (error) {
        if (stopped) return
        if (failures++ === 0) log.warn({ code: codeOf(error) }, 'Could not read the event log; it is tried again.')
      }
      rung = await pause.take(failures > 0 ? Math.min(longestBackoff, 50 * 2 ** failures) : 300 + Math.random() * 200)
    }
  }

  const running = run()
  return {
    async stop() {
      stopped = true
      pause.ring()
      await running
    },
  }
}
