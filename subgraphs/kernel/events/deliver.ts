import { describeFault } from '../fault.ts'
import type { Logger } from '../log.ts'
import { isOutage } from '../outage.ts'
import type { Services } from '../services.ts'
import { inSpan } from '../telemetry/tracing.ts'
import { transact } from '../transaction.ts'
import { codeOf } from './advance.ts'
import type { Reaction } from './consumer.ts'
import { moveState } from './consumer-state.ts'
import type { Place } from './cursor.ts'
import type { LoggedEvent } from './event.ts'
import { dueParked, forgetParked, hasParked, park, postponeParked, takeParked, type Delivery } from './parked.ts'

/** How patient a consumer is with a failing event; a test is less so. */
export interface Patience {
  /** How long it waits before each further try in place; after the last one the event is parked. */
  readonly inPlaceMs: readonly number[]
  /** How long a parked event rests at first; each failure doubles it, up to an hour. */
  readonly parkedMs: number
  /** How often parked events are looked for: one that is due waits no longer than that. */
  readonly lookMs: number
  /** How long it waits at first when its source or its database is away; it doubles up to five seconds. */
  readonly outageMs: number
}

const longestRestMs = 3_600_000
/** For so long after an event was parked, another one of its type is not tried in place again. */
const hopelessMs = 60_000
const mostRetries = 20
const longestCode = 60

/** Brings events to one reaction, each effect in one transaction with the mark that it was had. */
export interface Deliveries {
  /**
   * An event of the feed: it takes effect, or is parked when it fails or waits for an earlier one of its entity; the
   * consumer's position moves on in the same transaction. False where another process has done it.
   */
  next(from: Place, event: LoggedEvent): Promise<boolean>
  /** The position moves on past events that are not wanted. */
  skip(from: Place, pos: number): Promise<boolean>
  /** Tries parked events whose time has come again; whether any has taken effect. */
  retry(): Promise<boolean>
}

export function openDeliveries(
  services: Services,
  reaction: Reaction,
  { inPlaceMs, parkedMs }: Patience,
  log: Logger,
  rest: (ms: number) => Promise<void>,
): Deliveries {
  const { name, source } = reaction
  const { db } = services
  const deliveryOf = ({ epoch }: Place, event: LoggedEvent): Delivery => ({ consumer: name, source, epoch, event })
  const react = (tx: Parameters<Reaction['react']>[0], { epoch, event }: Delivery) =>
    reaction.react(tx, event, services, `${name}:${source}:${epoch}.${event.pos}`)
  const restMs = (retries: number) => Math.min(longestRestMs, parkedMs * 2 ** Math.max(0, Math.min(retries, 30)))

  const traced = ({ type }: LoggedEvent) =>
    ({ name: `reaction ${name}`, kind: 'consumer', attributes: { 'portico.event': type } }) as const

  /** When an event of a type was parked last: tries in place would hold up all others where a type always fails. */
  const parkedAt = new Map<string, number>()
  const isHopeless = ({ type }: LoggedEvent) => Date.now() - (parkedAt.get(type) ?? -Infinity) < hopelessMs

  function say(error: unknown, { event: { type, pos, subject } }: Delivery, sentence: string) {
    log.error({ type, pos, subject, fault: describeFault(error) }, sentence)
  }

  /** The effect and the position; behind parked events of its entity it is parked, too. */
  function take(from: Place, delivery: Delivery): Promise<boolean> {
    const { event } = delivery
    return transact(db, {}, async (tx) => {
      if (!(await moveState(tx, name, from, { ...from, pos: event.pos }))) return false
      if (await hasParked(tx, name, event.subject)) await park(tx, delivery)
      else await react(tx, delivery)
      return true
    })
  }

  /** A parked event's effect and its end, or when it is tried again. */
  async function takeAgain(id: string): Promise<boolean> {
    return transact(db, {}, async (tx) => {
      const taken = await takeParked(tx, id)
      if (!taken) return false
      try {
        await tx.transaction((inner) => react(inner, taken))
      } catch (error) {
        if (isOutage(error)) throw error
        const attempts = taken.attempts + 1
        const nextTryInMs = restMs(attempts - inPlaceMs.length - 1)
        await postponeParked(tx, taken, { attempts, code: shortCodeOf(error), nextTryInMs })
        log.warn({ type: taken.event.type, pos: taken.event.pos, attempts }, 'A parked event failed again.')
        return false
      }
      await forgetParked(tx, taken)
      return true
    })
  }

  return {
    async next(from, event) {
      const delivery = deliveryOf(from, event)
      for (let attempts = 1; ; attempts++) {
        try {
          const isDone = await inSpan(services.tracing, traced(event), () => take(from, delivery))
          // The effect may have remembered facts of its own.
          if (isDone) services.events.committed()
          return isDone
        } catch (error) {
          if (isOutage(error)) throw error
          const waitMs = isHopeless(event) ? undefined : inPlaceMs[attempts - 1]
          if (attempts === 1 && waitMs !== undefined)
            say(error, delivery, 'The reaction to this event failed; it is tried again.')
          if (waitMs !== undefined) {
            await rest(waitMs)
            continue
          }
          const failure = { attempts, code: shortCodeOf(error), nextTryInMs: restMs(0) }
          const isParked = await transact(db, {}, async (tx) => {
            if (!(await moveState(tx, name, from, { ...from, pos: event.pos }))) return false
            await park(tx, delivery, failure)
            return true
          })
          parkedAt.set(event.type, Date.now())
          if (isParked) say(error, delivery, 'This event is parked, with later ones of its entity; the others go on.')
          return isParked
        }
      }
    },

    skip: (from, pos) => transact(db, {}, (tx) => moveState(tx, name, from, { ...from, pos })),

    async retry() {
      let isAnyDone = false
      for (const id of await dueParked(db, name, mostRetries)) isAnyDone = (await takeAgain(id)) || isAnyDone
      if (isAnyDone) services.events.committed()
      return isAnyDone
    },
  }
}

function shortCodeOf(error: unknown): string {
  return codeOf(error).slice(0, longestCode)
}
