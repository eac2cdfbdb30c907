import { setTimeout as delay } from 'node:timers/promises'
import { connect, type Sql } from '../../subgraphs/kernel/db.ts'
import { uuidOf } from '../../subgraphs/kernel/ids.ts'
import type { Random } from '../support/random.ts'
import { backendsOf, memberNames, openFleet, type Fleet } from './fleet.ts'
import { record, type Recorder } from './followers.ts'
import { foundFirm, type Firm } from './people.ts'
import { tokens, urlOf, type Tokens } from './tokens.ts'
import { judge, settle, type Verdict } from './verdict.ts'

export interface ChaosOptions {
  readonly random: Random
  readonly firms: number
  readonly clients: number
  /** How much must have happened before it may end. */
  readonly events: number
  readonly kills: number
  readonly reconnects: number
  /** Milliseconds between two kills, on average. */
  readonly killEveryMs: number
  /** When to give up, with what was counted until then, and to clean up. */
  readonly deadlineMs: number
  say(sentence: string): void
}

/** What a run did, and what is wrong with what the clients were sent. */
export interface Outcome extends Verdict {
  /** How many answers and notes fewer are in the log than commits were acknowledged. */
  readonly forgotten: number
  readonly byMutation: number
  readonly kills: number
  readonly cuts: number
  readonly frozen: number
  readonly reconnects: number
  readonly fallen: readonly string[]
}

/** Kills, cuts and freezes everything at random while 24 clients follow, then compares what they were sent with the log. */
export async function runChaos(options: ChaosOptions): Promise<Outcome> {
  const { random, say } = options
  say(`chaos: SEED=${random.seed}`)
  const fleet = await openFleet()
  const sql = connect({ url: fleet.databaseUrl, schema: 'tickets', role: 'portico_tickets', pool: 6 })
  const recorders: Recorder[] = []
  const [stopping, over] = [new AbortController(), new AbortController()]
  const counts = { appended: 0, byMutation: 0, kills: 0, cuts: 0, frozen: 0 }
  const reconnects = () => recorders.reduce((sum, { reopened }) => sum + reopened, 0)
  const { signal } = stopping
  const late = delay(options.deadlineMs, null, { signal: over.signal }).then(() => {
    throw new Error(`The run has not come to its end: ${JSON.stringify({ ...counts, reconnects: reconnects() })}`)
  })
  late.catch(() => {})

  async function work(): Promise<Outcome> {
    const place = { ...fleet, url: urlOf(fleet, 0) }
    const firms: Firm[] = []
    for (let n = 0; n < options.firms; n++) firms.push(await foundFirm(place, `firm-${n}`))
    const [head] = await sql<{ cursor_key: Buffer }[]>`select cursor_key from head`
    const tokenOf = tokens(fleet)
    for (let n = 0; n < options.clients; n++) {
      const firm = firms[n % firms.length]!
      const follower = Math.floor(n / firms.length) % 3 === 0 ? firm.admin : firm.client
      const recording = { follower, doors: fleet.doors, token: () => tokenOf(follower), key: head!.cursor_key }
      recorders.push(await record(n % 2 === 0 ? 'ws' : 'sse', recording))
    }
    say(`chaos: ${recorders.length} clients follow ${firms.length} companies`)

    const isEnough = () =>
      counts.appended + counts.byMutation >= options.events &&
      counts.kills >= options.kills &&
      reconnects() >= options.reconnects
    const background = [
      ...firms.map((firm) => mutate(fleet, firm, tokenOf, counts, signal)),
      ...firms.map((firm) => append(sql, firm, options.events, random, counts, signal)),
      kill(fleet, sql, options.killEveryMs, random, counts, signal),
      disturb(fleet, recorders, options.killEveryMs, random, counts, signal),
    ]
    for (let tick = 0; !isEnough(); tick++) {
      await delay(100, null, { signal })
      if (tick % 100 === 99) say(`chaos: ${JSON.stringify({ ...counts, reconnects: reconnects() })}`)
    }
    stopping.abort()
    await Promise.all(background)

    await fleet.ready()
    for (const proxy of [...fleet.doors, ...fleet.ways]) proxy.forget()
    await settle(sql, firms, recorders)
    const outcome = await judge(sql, recorders)
    const [logged] = await sql<{ count: number }[]>`
      select count(*)::int as count from log where type in ('ticket.replied', 'ticket.noted')`
    const { appended, ...did } = counts
    const forgotten = Math.max(0, appended + did.byMutation - logged!.count)
    return { ...did, ...outcome, forgotten, reconnects: reconnects(), fallen: fleet.fallen }
  }

  try {
    return await Promise.race([work(), late])
  } finally {
    stopping.abort()
    over.abort()
    for (const recorder of recorders) recorder.close()
    await sql.end({ timeout: 1 })
    await fleet.stop()
  }
}

type Counts = Record<'appended' | 'byMutation' | 'kills' | 'cuts' | 'frozen', number>

/** What people do: answers and notes, one after the other, whatever happens to them. */
async function mutate(fleet: Fleet, firm: Firm, tokenOf: Tokens, counts: Counts, signal: AbortSignal) {
  for (let n = 0; !signal.aborted; n++) {
    const field = n % 2 === 0 ? 'ticketReply' : 'ticketNoteAdd'
    const type = n % 2 === 0 ? 'TicketReplyInput' : 'TicketNoteAddInput'
    const query = `mutation ($input: ${type}!) { done: ${field}(input: $input) { ticket { id } } }`
    await tokenOf(firm.admin)
      .then((token) =>
        fetch(`${urlOf(fleet, n % 2)}/graphql`, {
          method: 'POST',
          headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
          body: JSON.stringify({ query, variables: { input: { ticketId: firm.ticketId, body: 'In the yard.' } } }),
          signal: AbortSignal.any([signal, AbortSignal.timeout(15_000)]),
        }),
      )
      .then((response) => response.json())
      .then((answer) => {
        if ((answer as { data?: { done?: { ticket?: object } } }).data?.done?.ticket) counts.byMutation++
      })
      .catch(() => {})
    await delay(20)
  }
}

/** The bulk: transactions as commands make them, under the ticket's row lock. */
async function append(sql: Sql, firm: Firm, events: number, random: Random, counts: Counts, signal: AbortSignal) {
  const batch = Math.min(200, Math.ceil(events / 100))
  while (!signal.aborted) {
    const type = random.one(['ticket.replied', 'ticket.noted', 'ticket.noted'])
    const isUndone = random.next() < 0.1
    const undone = new Error('rolled back')
    await sql
      .begin(async (tx) => {
        await tx`select from ticket where company_id = ${uuidOf(firm.company)} for update`
        await tx`
          insert into outbox (company_id, type, version, subject, persons, data, at, by_id)
          select company_id, ${type}, version, subject, persons, data, now(), by_id
          from (select * from log where company_id = ${uuidOf(firm.company)} and type = 'ticket.submitted' limit 1) as seen,
            generate_series(1, ${batch}::int)`
        if (isUndone) throw undone
      })
      .then(
        () => void (counts.appended += batch),
        () => delay(20),
      )
    await delay(10 + random.below(40))
    // The readers are given time: what is tested is loss, not load.
    while (counts.appended >= events && !signal.aborted) await delay(50)
  }
}

async function kill(fleet: Fleet, sql: Sql, everyMs: number, random: Random, counts: Counts, signal: AbortSignal) {
  const crash = () => process.kill(fleet.postgres.pid, 'SIGKILL')
  const gateway = random.one(['gateway', 'gateway again'] as const)
  // Each says whether something was alive to be killed, or fails.
  const strikes: (() => boolean | Promise<boolean>)[] = [
    ...memberNames.filter((name) => name !== gateway).map((name) => () => fleet.kill(name)),
    () => process.kill(random.one(backendsOf(fleet.postgres.pid)), 'SIGKILL'),
    async () => {
      const ended = await sql<{ done: boolean }[]>`
        select pg_terminate_backend(pid) as done from pg_stat_activity
        where application_name like 'portico-%' and random() < 0.5 and pid <> pg_backend_pid()`
      return ended.some(({ done }) => done)
    },
  ]
  // A crash of the database and one of a gateway, so that short runs have both; the others in some order; then again.
  const others = strikes.map((strike) => ({ strike, at: random.next() })).toSorted((a, b) => a.at - b.at)
  const order = [crash, () => fleet.kill(gateway), ...others.map(({ strike }) => strike)]
  for (let n = 0; !signal.aborted; n++) {
    await delay(everyMs * (0.5 + random.next()), null, { signal }).catch(() => {})
    if (signal.aborted) return
    try {
      if (await order[n % order.length]!()) counts.kills++
    } catch {
      // It is just dead.
    }
    // One in three comes while the one before still has its effect.
    if (random.next() < 0.67) await Promise.race([fleet.ready(), aborted(signal)])
  }
}

function aborted(signal: AbortSignal): Promise<unknown> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve(null)
    else signal.addEventListener('abort', resolve, { once: true })
  })
}

async function disturb(
  fleet: Fleet,
  recorders: readonly Recorder[],
  everyMs: number,
  random: Random,
  counts: Counts,
  signal: AbortSignal,
) {
  const proxies = [...fleet.doors, ...fleet.ways]
  while (!signal.aborted) {
    await delay((everyMs / 4) * (0.5 + random.next()), null, { signal }).catch(() => {})
    const what = random.next()
    const proxy = random.one(proxies)
    if (what < 0.5) random.one(recorders).hop()
    else if (what < 0.8) counts.cuts += proxy.cut(() => random.next() < 0.3)
    else if (what < 0.9) counts.frozen += proxy.freeze(() => random.next() < 0.2)
    else for (const each of proxies) each.forget()
  }
}
