import { setTimeout as delay } from 'node:timers/promises'
import { describeFault } from '../fault.ts'
import { isOutage } from '../outage.ts'
import type { Services } from '../services.ts'
import type { SubgraphName } from '../subgraph.ts'
import { codeOf } from './advance.ts'
import type { Reaction } from './consumer.ts'
import { openConsumerSource } from './consumer-source.ts'
import { beginState, readState, type ConsumerState } from './consumer-state.ts'
import { openDeliveries, type Patience } from './deliver.ts'
import { goOn, rebuildOn } from './go-on.ts'
import { openPause } from './pause.ts'

/** The reactions of one subgraph at work in one process; other processes may run the same ones at the same time. */
export interface Consumers {
  stop(): Promise<void>
  /** Until each reaction has passed the end that its source's log has at this moment; for tests. */
  caughtUp(): Promise<void>
}

export interface ConsumerOptions {
  /** The event logs that are in this process, whose doorbell then wakes the reactions at once. */
  readonly sources?: Readonly<Partial<Record<SubgraphName, Doorbell>>>
  readonly patience?: Patience
}

interface Doorbell {
  onAdvance(listener: () => void): () => void
}

const pageSize = 200
const pollMs = 250
const longestBackoff = 5000
const usualPatience: Patience = { inPlaceMs: [100, 400], parkedMs: 2000, lookMs: 1000, outageMs: 100 }

export function runConsumers(
  services: Services,
  reactions: readonly Reaction[],
  { sources, patience = usualPatience }: ConsumerOptions = {},
): Consumers {
  const running = reactions.map((reaction) => runConsumer(services, reaction, patience, sources?.[reaction.source]))
  return {
    stop: async () => void (await Promise.all(running.map((consumer) => consumer.stop()))),
    caughtUp: async () => void (await Promise.all(running.map((consumer) => consumer.caughtUp()))),
  }
}

function runConsumer(services: Services, reaction: Reaction, patience: Patience, doorbell?: Doorbell): Consumers {
  const { name, types } = reaction
  const { db } = services
  const log = services.log.child({ consumer: name })
  const source = openConsumerSource(services, reaction)
  const pause = openPause()
  const waiting = new Set<{ end: number; resolve: () => void }>()
  const leave = doorbell?.onAdvance(pause.ring)
  const ending = new AbortController()
  const { signal } = ending
  const rest = async (ms: number) => void (await delay(ms, null, { signal }))
  const deliveries = openDeliveries(services, reaction, patience, log, rest)
  /** What was said last, so that it is said once and not with every try. */
  let complaint = ''

  /** Where this consumer is; a new one begins before the first event. */
  async function load(): Promise<ConsumerState> {
    const known = await readState(db, name)
    if (known) return known
    const { epoch } = await source.place(0)
    await beginState(db, name, reaction.source, epoch)
    return load()
  }

  /** Reads one page and takes it in; whether there may be more. */
  async function turn(from: ConsumerState): Promise<{ state: ConsumerState; more: boolean }> {
    if (from.rebuilding) {
      await rebuildOn(services, reaction, source, log, from)
      return { state: await load(), more: true }
    }
    const page = await source.feed(from.pos, pageSize)
    if (page.epoch !== from.epoch || (page.events[0]?.pos ?? page.end + 1) !== from.pos + 1) {
      const more = await goOn(services, reaction, source, log, from)
      if (!more && complaint !== 'parted') {
        complaint = 'parted'
        log.error(
          { at: { epoch: from.epoch, pos: from.pos }, epoch: page.epoch, end: page.end },
          `The log of ${reaction.source} ends before what was read of it; this waits until its epoch has risen.`,
        )
      }
      return { state: await load(), more }
    }

    let state = from
    for (const event of page.events.filter((each) => types.includes(each.type))) {
      // Another process may have moved on, and only past what it did not want: then the event is still to be had.
      while (state.pos < event.pos) {
        if (signal.aborted) return { state, more: false }
        state = (await deliveries.next(state, event)) ? { ...state, pos: event.pos } : await load()
        if (state.epoch !== from.epoch || state.rebuilding) return { state, more: true }
      }
    }
    const last = page.events.at(-1)?.pos ?? 0
    if (last > state.pos) {
      state = (await deliveries.skip(state, last)) ? { ...state, pos: last } : await load()
    }
    services.metrics.consumerLag.set({ consumer: name }, Math.max(0, page.end - state.pos))
    complaint = ''
    return { state, more: page.events.length === pageSize }
  }

  function complainOf(error: unknown) {
    const code = codeOf(error)
    if (complaint === code) return
    complaint = code
    if (isOutage(error)) log.warn({ code }, 'This consumer cannot reach its source or its database; it tries again.')
    else log.error({ fault: describeFault(error) }, 'This consumer cannot go on; it tries again.')
  }

  function tell({ pos, rebuilding }: ConsumerState) {
    for (const waiter of waiting) {
      if (rebuilding || pos < waiter.end) continue
      waiting.delete(waiter)
      waiter.resolve()
    }
  }

  async function run() {
    let state: ConsumerState | null = null
    let failures = 0
    let lookAt = 0
    while (!signal.aborted) {
      let more = false
      try {
        if (Date.now() >= lookAt) {
          lookAt = (await deliveries.retry()) ? 0 : Date.now() + patience.lookMs
          // An operator may have wanted a full read.
          state = null
        }
        ;({ state, more } = await turn((state ??= await load())))
        failures = 0
        tell(state)
      } catch (error) {
        if (signal.aborted) return
        complainOf(error)
        state = null
        failures++
      }
      if (!more && !signal.aborted && lookAt !== 0) {
        await pause.take(
          failures > 0
            ? Math.min(longestBackoff, patience.outageMs * 2 ** Math.min(failures - 1, 20))
            : Math.min(pollMs, patience.lookMs),
        )
      }
    }
  }

  const finished = run()
  return {
    async stop() {
      ending.abort()
      leave?.()
      pause.ring()
      await finished
    },
    async caughtUp() {
      const end = await source.end()
      await new Promise<void>((resolve) => {
        waiting.add({ end, resolve })
        pause.ring()
      })
    },
  }
}
