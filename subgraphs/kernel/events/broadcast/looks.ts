import type { Place } from '../cursor.ts'
import type { Nats } from './connection.ts'
import { lookSubject, type LogIdentity } from './stream.ts'

/**
 * PostgreSQL has to be looked at every few hundred milliseconds, and one process is enough: whoever has looked tells the
 * others, who then leave it at that. With the place that was read there it shows, too, who misses something.
 */
export interface Looks {
  listen(nats: Nats): void
  tell(nats: Nats | null, place: Place): void
  /** Whether another process has looked within the time after which this one would. */
  readonly isFresh: boolean
  forget(): void
}

const freshMs = 400

/** `isBehind` is called when this process lacks what the others have had for a whole round, or is in another epoch. */
export function openLooks(identity: LogIdentity, own: () => Place, isBehind: () => void): Looks {
  const subject = lookSubject(identity)
  let lookedAt = -Infinity
  let last: Place = { epoch: 0, pos: 0 }
  let listening: Nats['connection'] | null = null

  function hear(bytes: Uint8Array) {
    const [epoch, pos] = Buffer.from(bytes).toString().split(' ').map(Number)
    if (!Number.isSafeInteger(epoch) || !Number.isSafeInteger(pos)) return
    const missed = last
    last = { epoch: epoch!, pos: pos! }
    lookedAt = performance.now()
    // Events under way have until the next look to arrive.
    if (last.epoch !== own().epoch || (missed.epoch === last.epoch && missed.pos > own().pos)) isBehind()
  }

  return {
    listen({ connection }) {
      // A subscription outlives the loss of its connection.
      if (listening === connection) return
      listening = connection
      connection.subscribe(subject, {
        callback(error, { data }) {
          if (!error) hear(data)
        },
      })
    },
    tell(nats, { epoch, pos }) {
      nats?.connection.publish(subject, `${epoch} ${pos}`)
    },
    get isFresh() {
      return performance.now() - lookedAt < freshMs
    },
    forget() {
      lookedAt = -Infinity
    },
  }
}
