import { sql } from 'drizzle-orm'
import type { Tx } from '../db.ts'
import { describeFault } from '../fault.ts'
import { isOutage } from '../outage.ts'
import type { Services } from '../services.ts'
import type { SubgraphName } from '../subgraph.ts'
import { transact } from '../transaction.ts'
import { codeOf } from './advance.ts'
import type { Reaction } from './consumer.ts'
import type { LoggedEvent } from './event.ts'
import type { FeedPage } from './event-log.ts'
import { openPause } from './pause.ts'

/** The reactions of one subgraph at work in one process; other processes may run the same ones at the same time. */
export interface Consumers {
  stop(): Promise<void>
  /** Until each reaction has passed the end that its source's log has at this moment; for tests. */
  caughtUp(): Promise<void>
}

export interface ConsumerOptions {
  /** The event logs that are in this process, whose doorbell then wakes the reactions at once. */
  readonly sources?: Readonly<Partial<Record<SubgraphName, { onAdvance(listener: () => void): () => void }>>>
}

/** Where a consumer is in its source's log. */
interface Position {
  readonly epoch: number
  readonly pos: number
}

const pageSize = 200
const pollMs = 250
const longestBackoff = 5000

export function runConsumers(
  services: Services,
  reactions: readonly Reaction[],
  options: ConsumerOptions = {},
): Consumers {
  const running = reactions.map((reaction) => runConsumer(services, reaction, options.sources?.[reaction.source]))
  return {
    stop: async () => void (await Promise.all(running.map((consumer) => consumer.stop()))),
    caughtUp: async () => void (await Promise.all(running.map((consumer) => consumer.caughtUp()))),
  }
}

function runConsumer(
  services: Services,
  reaction: Reaction,
  source?: { onAdvance(listener: () => void): () => void },
): Consumers {
  const { name, types } = reaction
  const log = services.log.child({ consumer: name })
  const pause = openPause()
  const waiting = new Set<{ end: number; resolve: () => void }>()
  const leave = source?.onAdvance(pause.ring)
  let stopped = false
  /** The event that is being applied, for the log when it fails. */
  let current: LoggedEvent | null = null
  /** What was said last, so that it is said once and not with every try. */
  let complaint = ''

  function complain(key: string, fields: object, sentence: string) {
    if (complaint !== key) log.error(fields, sentence)
    complaint = key
  }

  async function feed(after: number, limit: number): Promise<FeedPage> {
    const page = await services.links[reaction.source].get<FeedPage>('feed', { after: `${after}`, limit: `${limit}` })
    return { ...page, events: page.events.map((event) => ({ ...event, at: new Date(event.at) })) }
  }

  /** Where this consumer is; a new one begins before the first event. */
  async function load(): Promise<Position> {
    const select = sql`select epoch, pos from consumer where name = ${name}`
    let [row] = await services.db.execute<{ epoch: number; pos: string }>(select)
    if (!row) {
      const { epoch } = await feed(0, 1)
      await services.db.execute(sql`
        insert into consumer (name, source, epoch, pos) values (${name}, ${reaction.source}, ${epoch}, 0)
        on conflict (name) do nothing`)
      ;[row] = await services.db.execute<{ epoch: number; pos: string }>(select)
    }
    return { epoch: Number(row?.epoch), pos: Number(row?.pos) }
  }

  /** False where another process has moved this consumer meanwhile; until the commit it then keeps the others waiting. */
  async function step(tx: Tx, from: Position, pos: number): Promise<boolean> {
    const moved = await tx.execute(sql`
      update consumer set pos = ${pos}, updated_at = now()
      where name = ${name} and epoch = ${from.epoch} and pos = ${from.pos}
      returning 1`)
    return moved.length > 0
  }

  /** One event, its effect and the position in one transaction; the unwanted ones before it are skipped with it. */
  async function apply(from: Position, event: LoggedEvent): Promise<boolean> {
    current = event
    const applied = await transact(services.db, {}, async (tx) => {
      if (!(await step(tx, from, event.pos))) return false
      await reaction.react(tx, event, services)
      return true
    })
    current = null
    // The effect may have remembered facts of its own.
    if (applied) services.events.committed()
    return applied
  }

  function complainOf(error: unknown) {
    const code = codeOf(error)
    if (isOutage(error)) {
      current = null
      if (complaint !== code)
        log.warn({ code }, 'This consumer cannot reach its source or its database; it tries again.')
      complaint = code
      return
    }
    const fault = describeFault(error)
    if (!current) return complain(code, { fault }, 'This consumer cannot go on; it tries again.')
    const { type, pos } = current
    complain(
      `${pos} ${code}`,
      { type, pos, fault },
      'The reaction to this event failed; it is tried again, and the later ones wait.',
    )
    current = null
  }

  /** Reads and applies one page; whether there may be more. */
  async function turn(from: Position): Promise<{ position: Position; more: boolean }> {
    const page = await feed(from.pos, pageSize)
    if (page.epoch !== from.epoch || (page.events[0]?.pos ?? page.end + 1) !== from.pos + 1) {
      // A full read of the source is another routine's; it sets epoch and position, and this goes on from there.
      complain(
        `epoch ${page.epoch}`,
        { epoch: page.epoch, end: page.end, at: from },
        `The log of ${reaction.source} does not go on where this consumer stands; it waits until its data are rebuilt and its row in the table consumer says from where to go on.`,
      )
      return { position: await load(), more: false }
    }

    let position = from
    for (const event of page.events.filter((each) => types.includes(each.type))) {
      if (stopped) return { position, more: false }
      if (event.pos <= position.pos) continue
      position = (await apply(position, event)) ? { ...position, pos: event.pos } : await load()
      if (position.epoch !== from.epoch) return { position, more: true }
    }
    const last = page.events.at(-1)?.pos ?? 0
    if (last > position.pos) {
      const skipped = await transact(services.db, {}, (tx) => step(tx, position, last))
      position = skipped ? { ...position, pos: last } : await load()
    }
    complaint = ''
    return { position, more: page.events.length === pageSize }
  }

  function tell({ pos }: Position) {
    for (const waiter of waiting) {
      if (pos < waiter.end) continue
      waiting.delete(waiter)
      waiter.resolve()
    }
  }

  async function run() {
    let position: Position | null = null
    let failures = 0
    while (!stopped) {
      let more = false
      try {
        ;({ position, more } = await turn((position ??= await load())))
        failures = 0
        tell(position)
      } catch (error) {
        if (stopped) return
        complainOf(error)
        position = null
        failures++
      }
      if (!more && !stopped) await pause.take(failures > 0 ? Math.min(longestBackoff, 50 * 2 ** failures) : pollMs)
    }
  }

  const finished = run()
  return {
    async stop() {
      stopped = true
      leave?.()
      pause.ring()
      await finished
    },
    async caughtUp() {
      const { end } = await feed(0, 1)
      await new Promise<void>((resolve) => {
        waiting.add({ end, resolve })
        pause.ring()
      })
    },
  }
}
