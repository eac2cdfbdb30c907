import type { ConsumerMessages } from '@nats-io/jetstream'
import type { Place } from '../cursor.ts'
import { decodeEvent, type CarriedEvent } from './carried-event.ts'
import type { Nats } from './connection.ts'
import { findStream, type LogIdentity } from './stream.ts'

/** Receives what a stream carries. It may miss and repeat: positions tell, and PostgreSQL has the rest. */
export interface Follower {
  /** Follows the stream of the place's epoch from there on, unless it does so already; soon, if there is one yet. */
  ensure(place: Place): void
  leave(): void
}

export interface FollowerSettings {
  readonly identity: LogIdentity
  nats(): Nats | null
  /** Null in place of an event that has to be read from the log. */
  receive(epoch: number, pos: number, carried: CarriedEvent | null): void
  /** A stream is followed from now on, or no longer. */
  began(): void
  ended(): void
}

/** How long NATS keeps the consumer of a process that has died. */
const forgottenAfterMs = 30_000
/** How long NATS may say nothing at all; in half of it, it says at least that it lives. */
const silenceMs = 5000

export function openFollower({ identity, nats, receive, began, ended }: FollowerSettings): Follower {
  let following: { readonly epoch: number; readonly messages: ConsumerMessages } | null = null
  let attempt: object | null = null

  function leave() {
    attempt = null
    if (!following) return
    following.messages.stop()
    following = null
    ended()
  }

  async function follow(from: Nats, place: Place, own: object) {
    const stream = await findStream(from, identity, place.epoch)
    if (!stream) return
    const { name, subject, base, epoch } = stream
    const consumer = await from.jetstream.consumers.get(name, {
      opt_start_seq: Math.max(1, place.pos - base + 1),
      inactive_threshold: forgottenAfterMs,
    })
    const messages = await consumer.consume({
      max_messages: 500,
      // Silence for as long means that the consumer is no more.
      expires: silenceMs,
      // Ends it where the stream is removed; the next call finds the new one.
      abort_on_missing_resource: true,
      callback(message) {
        // A stream that was made anew has another base, and so another subject.
        if (message.subject !== subject) leave()
        else receive(epoch, message.seq + base, decodeEvent(message.data))
      },
    })
    if (attempt !== own) return messages.stop()
    following = { epoch, messages }
    began()
    const isOver = () => {
      if (following?.messages !== messages) return
      following = null
      ended()
    }
    messages.closed().then(isOver, isOver)
  }

  return {
    ensure(place) {
      const from = nats()
      if (!from || attempt || following?.epoch === place.epoch) return
      leave()
      const own = (attempt = {})
      // Without a stream the events are read from PostgreSQL, and the next call tries again.
      void follow(from, place, own)
        .catch(() => {})
        .finally(() => {
          if (attempt === own) attempt = null
        })
    },
    leave,
  }
}
