import type { Logger } from '../../log.ts'
import { codeOf } from '../advance.ts'
import type { Place } from '../cursor.ts'
import type { LogPage, ReadLog } from '../log-page.ts'
import { encodeEvent } from './carried-event.ts'
import type { Nats } from './connection.ts'
import { findStream, isWrongSequence, makeStream, removeStream, type LogIdentity, type Stream } from './stream.ts'

/** Publishes a log's events in their order. Every process has one and none leads: NATS takes each sequence once. */
export interface Relay {
  /** Says how far the log has been read: what the stream lacks up to there is published. */
  wake(place: Place): void
  /** Says what the stream has been seen to carry. */
  seen(epoch: number, pos: number): void
  /** Gives up what it is at and forgets what it knows of the stream. */
  forget(): void
  settled(): Promise<void>
}

export interface RelaySettings {
  readonly identity: LogIdentity
  nats(): Nats | null
  readonly read: ReadLog
  readonly log: Logger
}

/** How many events are read at once, and how many of those that are there a new stream begins with. */
const pageSize = 1000
/** How far a stream may be behind before it is made anew near the log's end, which is then the shorter way. */
const farBehind = 10_000
/** How many messages are under way at once. */
const batch = 100
/** Room for the headers and the subject in what NATS allows a message. */
const headroom = 1024
/** What NATS allows unless it says otherwise. */
const usualLimit = 1_048_576

/** What is known of the stream for as long as the connection stands. */
interface Session {
  stream: Stream | null
  /** Rejects when the connection is lost: nobody waits any longer then for answers that cannot come. */
  readonly lost: Promise<never>
  lose(): void
}

export function openRelay({ identity, nats, read, log }: RelaySettings): Relay {
  let session = openSession()
  let wanted: Place | null = null
  let isRunning = false
  let running = Promise.resolve()
  let failures = 0

  async function carry(to: Nats, place: Place, own: Session): Promise<void> {
    for (;;) {
      if (own.stream?.epoch !== place.epoch) own.stream = await findStream(to, identity, place.epoch)
      const { stream } = own
      // As it is before the log is read: meanwhile the stream may be seen to have come further than this page.
      const last = stream?.last
      if (last === place.pos) return

      const page = await read(last ?? place.pos, pageSize)
      // The tailer will see it too, and wake this again.
      if (page.epoch !== place.epoch) return
      const isNear = last !== undefined && last <= page.end && last >= Math.max(page.trimmed, page.end - farBehind)
      if (stream && isNear) {
        if (page.events.length === 0) return
        if (await publish(to, stream, page)) stream.last = Math.max(stream.last, page.upTo)
        else own.stream = null
      } else {
        // Too far behind, or ahead of a log that has lost its end.
        if (stream) await removeStream(to, stream.name)
        await makeStream(to, identity, place.epoch, Math.max(page.trimmed, page.end - pageSize))
        own.stream = null
      }
    }
  }

  async function run() {
    while (wanted) {
      const place = wanted
      const to = nats()
      const own = session
      wanted = null
      try {
        if (to) await Promise.race([carry(to, place, own), own.lost])
        failures = 0
      } catch (error) {
        // Nothing is lost: the others read from PostgreSQL what does not reach them, and the next wake tries again.
        own.stream = null
        if (own !== session) continue
        // Once is no news: another relay may have made the stream anew at this moment.
        if (++failures === 2) log.warn({ code: codeOf(error) }, 'Could not pass events on to NATS; it is tried again.')
      }
    }
    isRunning = false
  }

  return {
    wake(place) {
      wanted = place
      if (isRunning) return
      isRunning = true
      running = run()
    },
    seen(epoch, pos) {
      const { stream } = session
      if (stream?.epoch === epoch) stream.last = Math.max(stream.last, pos)
    },
    forget() {
      session.lose()
      session = openSession()
    },
    settled: () => running,
  }
}

function openSession(): Session {
  const { promise: lost, reject } = Promise.withResolvers<never>()
  lost.catch(() => {})
  return { stream: null, lost, lose: () => reject(new Error('The connection to NATS was lost.')) }
}

/** False where another relay was quicker, or the stream is another one by now. */
async function publish({ connection, jetstream }: Nats, { subject, base }: Stream, page: LogPage): Promise<boolean> {
  const largest = (connection.info?.max_payload ?? usualLimit) - headroom
  for (let first = 0; first < page.events.length; first += batch) {
    const published = page.events.slice(first, first + batch).map((event, index) => {
      const bytes = encodeEvent(event, page.outboxIds[first + index]!, largest)
      return jetstream.publish(subject, bytes, { expect: { lastSequence: event.pos - base - 1 } })
    })
    const failed = (await Promise.allSettled(published)).filter((each) => each.status === 'rejected')
    const fault = failed.find(({ reason }) => !isWrongSequence(reason))
    if (fault) throw fault.reason
    if (failed.length > 0) return false
  }
  return true
}
