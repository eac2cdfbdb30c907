import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import type { AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { sql as rawSql } from 'drizzle-orm'
import postgres, { type Sql } from 'postgres'
import { WebSocketServer } from 'ws'
import type { Services } from '../../subgraphs/kernel/services.ts'
import { ask } from '../demo-client.ts'
import { demoPeople } from '../../subgraphs/accounts/demo/demo.ts'
import { logInToDemo } from '../demo.ts'
import { sharedNow } from './figures.ts'
import type { Product } from './product.ts'

export interface PushFigures {
  /** Milliseconds from the commit's answer to the client's receipt, through log, tailer, gateway and WebSocket. */
  readonly pushed: readonly number[]
  /** From the commit's answer, too, without a product: a payload in NOTIFY, one LISTEN, one bare WebSocket. */
  readonly bare: readonly number[]
  /** As `pushed`, of events that come 150 a second, while for six seconds a transaction of somebody else stays open. */
  readonly busy: readonly number[]
}

type Message = { ready?: true; pushed?: number; bare?: number; failed?: string }

/**
 * Commit to push: this process is the product, another one the client, one event at a time. The peer is the least that
 * PostgreSQL and a WebSocket can do, which loses what nobody listens to; both alternate, so that noise meets both.
 */
export async function benchPush({ url, databaseUrl, host }: Product, events = 300): Promise<PushFigures> {
  const support = await logInToDemo(url, demoPeople.support)
  const token = await logInToDemo(url, demoPeople.client)
  const tickets = host.open.find(({ subgraph }) => subgraph.name === 'tickets')!.services
  const server = new WebSocketServer({ host: '127.0.0.1', port: 0 })
  const sql = postgres(databaseUrl, { max: 2, onnotice: () => {} })
  await sql.listen('bench', (payload) => server.clients.forEach((socket) => socket.send(payload)))

  const bareUrl = `ws://127.0.0.1:${(server.address() as AddressInfo).port}`
  const settings = JSON.stringify({ url: `${url.replace('http', 'ws')}/graphql`, token, bareUrl })
  const child = fork(join(import.meta.dirname, 'follower.js'), [settings])
  const next = async (): Promise<Message> => {
    const [message] = (await once(child, 'message')) as [Message]
    if (message.failed) throw new Error(message.failed)
    return message
  }
  const pushed: number[] = []
  const bare: number[] = []
  try {
    for (let ready = 0; ready < 2; ready++) await next()
    const ticketId = await newestTicket(url, support)
    let committedAt = 0
    const { committed } = tickets.events
    tickets.events.committed = () => {
      committedAt = sharedNow()
      committed()
    }
    for (let i = 0; i < events; i++) {
      const received = next()
      await setStatus(url, support, ticketId, i % 2 === 0 ? 'PENDING' : 'OPEN')
      pushed.push((await received).pushed! - committedAt)
      const bareReceived = next()
      await sql`select pg_notify('bench', ${`${i}`})`
      const notifiedAt = sharedNow()
      bare.push((await bareReceived).bare! - notifiedAt)
    }
    tickets.events.committed = committed
    const busy = await pushBusily(child, tickets, sql)
    return { pushed, bare, busy }
  } finally {
    child.disconnect()
    server.close()
    await sql.end()
  }
}

const PER_SECOND = 150
const HELD_MS = 6_000

/** Commits events like the last one, at an even pace, before, while and after a transaction elsewhere holds its snapshot. */
async function pushBusily(child: ChildProcess, { db, events }: Services, sql: Sql): Promise<readonly number[]> {
  const arrivals: number[] = []
  const commits: number[] = []
  const count = (PER_SECOND * (HELD_MS + 2_000)) / 1_000
  const { promise: complete, resolve } = Promise.withResolvers<void>()
  child.on('message', ({ pushed }: Message) => {
    if (pushed !== undefined && arrivals.push(pushed) === count) resolve()
  })
  const from = performance.now()
  const foreign = sql.begin(async (tx) => {
    await sleep(1_000)
    await tx`select pg_current_xact_id()`
    await sleep(HELD_MS)
  })
  while (commits.length < count) {
    await db.transaction((tx) => tx.execute(again))
    commits.push(sharedNow())
    events.committed()
    await sleep(Math.max(0, from + (commits.length * 1_000) / PER_SECOND - performance.now()))
  }
  await foreign
  await Promise.race([complete, sleep(10_000)])
  if (arrivals.length !== count) throw new Error(`${count - arrivals.length} of ${count} events were not pushed.`)
  return arrivals.map((arrival, index) => arrival - commits[index]!)
}

const again = rawSql`
  insert into outbox (company_id, type, version, subject, persons, data, at, by_id)
  select company_id, type, version, subject, persons, data, now(), by_id
  from log where type = 'ticket.status_changed' order by pos desc limit 1`

export async function newestTicket(url: string, token: string): Promise<string> {
  type Tickets = { tickets: { edges: { node: { id: string } }[] } }
  const { tickets } = await ask<Tickets>(url, token, '{ tickets(first: 1) { edges { node { id } } } }')
  return tickets.edges[0]!.node.id
}

export async function setStatus(url: string, token: string, ticketId: string, status: string): Promise<void> {
  const document = `mutation ($input: TicketStatusSetInput!) { ticketStatusSet(input: $input) { userErrors { message } } }`
  await ask(url, token, document, { input: { ticketId, status } })
}
