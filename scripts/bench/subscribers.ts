import { openChild, type Memory } from './child.ts'
import type { Address } from './subscribers-client.ts'

export type ServerKind = 'product' | 'plain' | 'wire'

/** What many subscribers in one process cost, and how long one event takes to all of them. */
export interface SubscriberFigures {
  readonly subscribers: number
  /** Bytes for each subscriber: what the server's process holds more than before they came. */
  readonly rss: number
  readonly heap: number
  /** Milliseconds from the commit to each arrival, over all events. */
  readonly arrivals: readonly number[]
  readonly lost: number
  readonly repeated: number
}

/** Many that reconnect at once, each after its own cursor. */
export interface StormFigures {
  readonly subscribers: number
  readonly missed: number
  /** Until the last one had received all that it had missed. */
  readonly ms: number
  /** How often one was asked to come again, as the server was too busy to check its token. */
  readonly refused: number
  /** How many pages of the log that took. */
  readonly pageReads: number
  readonly lost: number
  readonly repeated: number
}

const FEW = 200

/** One server in a process of its own, all its subscribers in another; the event reaches everyone. */
export async function benchSubscribers(kind: ServerKind, subscribers: number, events = 8): Promise<SubscriberFigures> {
  const server = await openChild('subscribers-server.js', kind)
  const clients = await openChild('subscribers-client.js')
  try {
    await clients.do('to', await server.do<Address>('address'))
    // What is made once, for the first of its kind, is not counted.
    await clients.do('connect', FEW)
    for (let round = 0; round < 3; round++) await event(FEW)
    await clients.do('disconnect')
    const before = await server.do<Memory>('memory')

    await clients.do('connect', subscribers)
    const after = await server.do<Memory>('memory')
    const arrivals: number[] = []
    for (let round = 0; round < events; round++) arrivals.push(...(await event(subscribers)))
    const verdict = await clients.do<{ lost: number; repeated: number }>('verdict', events)
    return {
      subscribers,
      rss: (after.rss - before.rss) / subscribers,
      heap: (after.heap - before.heap) / subscribers,
      arrivals,
      ...verdict,
    }
  } finally {
    await clients.end()
    await server.end()
  }

  async function event(count: number): Promise<readonly number[]> {
    await clients.do('expect', count)
    const at = await server.do<number>('happen')
    return (await clients.do<number[]>('arrivals')).map((arrival) => arrival - at)
  }
}

export async function benchStorm(subscribers: number, missed = 100): Promise<StormFigures> {
  const server = await openChild('subscribers-server.js', 'product')
  const clients = await openChild('subscribers-client.js')
  try {
    await server.do('countPageReads')
    await clients.do('to', await server.do<Address>('address'))
    await clients.do('connect', subscribers)
    await clients.do('cut')
    await server.do('happenOften', missed)
    const readBefore = await server.do<number>('pageReads')
    const { ms, refused } = await clients.do<{ ms: number; refused: number }>('resume', missed)
    const readAfter = await server.do<number>('pageReads')
    // What happened was read for those who follow, at least once: a count of none counts the wrong statement.
    if (readAfter === 0) throw new Error('No page read was counted: the statement that is looked for has other words.')
    const pageReads = readAfter - readBefore
    const verdict = await clients.do<{ lost: number; repeated: number }>('verdict', missed)
    return { subscribers, missed, ms, refused, pageReads, ...verdict }
  } finally {
    await clients.end()
    await server.end()
  }
}
