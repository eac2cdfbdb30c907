import type { Sql } from '../../db.ts'
import type { Logger } from '../../log.ts'
import type { Place } from '../cursor.ts'
import type { ReadLog } from '../log-page.ts'
import type { CarriedEvent } from './carried-event.ts'
import { keepConnected } from './connection.ts'
import { openFollower } from './follower.ts'
import { openLooks } from './looks.ts'
import type { NatsNews } from './news.ts'
import { openRelay } from './relay.ts'
import { readIdentity } from './stream.ts'

/**
 * Carries a log to any number of processes through NATS, so that they do not read it from PostgreSQL each. PostgreSQL
 * stays the truth: what comes from here counts only where it follows, without a gap, on what was read before.
 */
export interface Broadcast {
  /** Told after each turn of the tailer how far it has come, and whether it has looked at PostgreSQL by itself. */
  turned(place: Place, looked: boolean): void
  /** Whether another process has looked at PostgreSQL just now, so that this one need not. */
  readonly isLookedAfter: boolean
  readonly isUp: boolean
  stop(): Promise<void>
}

export interface BroadcastSettings {
  /** As `NATS_URL` has it. */
  readonly url: string
  readonly sql: Sql
  readonly schema: string
  readonly read: ReadLog
  readonly log: Logger
  readonly natsNews: NatsNews
  /** How far this process has read. */
  place(): Place
  /** Null in place of an event that has to be read from the log. */
  receive(epoch: number, pos: number, carried: CarriedEvent | null): void
  /** Wants the log read from PostgreSQL. */
  ring(): void
  /** The log's events come through NATS from now on, or no longer do. */
  began(): void
  ended(): void
}

export async function openBroadcast(settings: BroadcastSettings): Promise<Broadcast> {
  const { url, sql, schema, read, log, natsNews, place, receive, ring, began, ended } = settings
  const identity = await readIdentity(sql, schema)
  const nats = () => kept.nats
  const relay = openRelay({ identity, nats, read, log })
  const follower = openFollower({
    identity,
    nats,
    receive(epoch, pos, carried) {
      relay.seen(epoch, pos)
      receive(epoch, pos, carried)
    },
    began,
    ended,
  })
  const looks = openLooks(identity, place, () => {
    follower.leave()
    relay.forget()
    ring()
  })
  const kept = keepConnected(url, schema, natsNews, {
    up(opened) {
      looks.listen(opened)
      follower.leave()
      relay.forget()
      ring()
    },
    down() {
      looks.forget()
      follower.leave()
      relay.forget()
    },
  })

  return {
    turned(at, looked) {
      relay.wake(at)
      follower.ensure(at)
      if (looked) looks.tell(kept.nats, at)
    },
    get isLookedAfter() {
      return kept.nats !== null && looks.isFresh
    },
    get isUp() {
      return kept.nats !== null
    },
    async stop() {
      await relay.settled()
      follower.leave()
      await kept.stop()
    },
  }
}
