import type { TypedDocumentNode } from '@graphql-typed-document-node/core'
import { parse } from 'graphql'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import postgres from 'postgres'
import { WebSocket } from 'ws'
import { follow, type Follower } from '../../gateway/client/follow.ts'
import { eventually } from '../support/eventually.ts'
import { openFirm, type Firm } from './firm.ts'

// What clients see of processes that die and come back.

let firm: Firm
let follower: Follower | undefined
beforeAll(async () => (firm = await openFirm()), 90_000)
afterEach(() => follower?.close())
afterAll(() => firm.close())

type Item = {
  readonly __typename: 'ViewingChanged' | 'StreamOpened'
  readonly cursor: string
  readonly change?: string
}
const text = `subscription ($after: Cursor) {
  viewingChanged(after: $after) {
    __typename
    ... on StreamOpened { cursor }
    ... on Heartbeat { cursor }
    ... on CursorExpired { cursor }
    ... on ViewingChanged { cursor change viewing { contact { displayName } } }
  }
}`
const document = parse(text) as TypedDocumentNode<{ viewingChanged: Item }, { after: string | null }>

/** Follows with the kit; what it has seen, and how often it was cut off. */
function kit() {
  const seen: string[] = []
  const interruptions: unknown[] = []
  follower = follow({
    url: `${firm.processes.url.replace('http', 'ws')}/graphql`,
    token: firm.admin.token!,
    document,
    variables: { after: null },
    webSocketImpl: WebSocket,
    // Long enough for things to happen while it is away.
    wait: () => 700,
    onItem: (item) => void seen.push((item as Item).change!),
    onInterrupted: (interruption) => void interruptions.push(interruption),
  })
  return { seen, interruptions, opened: () => eventually(async () => expect(follower!.cursor).not.toBeNull()) }
}

describe('a subgraph that is killed', { timeout: 60_000 }, () => {
  it('ends its streams with NOT_READY, and the kit goes on when it is back and misses nothing', async () => {
    const { seen, interruptions, opened } = kit()
    await opened()
    const raw = firm.admin.follow<{ viewingChanged: Item }, object>(text, {})
    await raw.next()
    await firm.change()
    await vi.waitFor(() => expect(seen).toHaveLength(1))
    await raw.next()

    await firm.processes.kill('viewings')
    const { errors } = await raw.next()
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'NOT_READY', reason: 'SUBGRAPH_UNREACHABLE' })
    expect(await raw.ended).toBeNull()
    await firm.processes.restart('viewings')
    await firm.change()
    await firm.change()
    await vi.waitFor(() => expect(seen).toHaveLength(3), { timeout: 20_000 })
    expect(interruptions.length).toBeGreaterThan(0)
  })

  it('costs queries its own fields only', async () => {
    await firm.processes.kill('tickets')
    const answer = await firm.admin.send<unknown, object>(
      `query ($id: ID!) {
        contact(id: $id) { displayName tickets { edges { cursor } } }
        ticket(id: "ticket_01h455vb4pex5vsknk084sn02q") { id }
        tickets { edges { cursor } }
      }`,
      { id: firm.contactId },
    )
    expect(answer.data).toEqual({ contact: { displayName: 'Kim Waters', tickets: null }, ticket: null, tickets: null })
    expect(answer.errors!.map(({ path }) => path!.join('.')).sort()).toEqual(['contact.tickets', 'ticket', 'tickets'])
    for (const { extensions } of answer.errors!) {
      expect(extensions).toMatchObject({ code: 'NOT_READY', reason: 'SUBGRAPH_UNREACHABLE' })
    }
    await firm.processes.restart('tickets')
    await firm.admin.ask('{ tickets(first: 1) { edges { node { id } } } }')
  })
})

describe('the socket that all subscriptions share', { timeout: 60_000 }, () => {
  it('bears the largest subscription that the gateway takes', async () => {
    const other = firm.admin.follow<{ viewingChanged: Item }, object>(text, {})
    await other.next()
    const large = firm.admin.follow<unknown, object>(
      'subscription ($id: ID) { viewingChanged(viewingId: $id) { __typename } }',
      { id: 'x'.repeat(1_048_200) },
    )
    await Promise.race([large.next().catch(() => {}), large.ended])
    await firm.change()
    expect((await other.next()).data?.viewingChanged.__typename).toBe('ViewingChanged')
    other.cut()
    large.cut()
  })
})

describe('a gateway that is killed', { timeout: 60_000 }, () => {
  it('is found again by the kit, which misses nothing', async () => {
    const { seen, opened } = kit()
    await opened()
    await firm.change()
    await vi.waitFor(() => expect(seen).toHaveLength(1))
    await firm.processes.kill('gateway')
    await firm.processes.restart('gateway')
    await firm.change()
    await firm.change()
    await vi.waitFor(() => expect(seen).toHaveLength(3), { timeout: 20_000 })
  })
})

describe('a process that is told to end', { timeout: 60_000 }, () => {
  it.each(['viewings', 'gateway'] as const)('ends with 0 within seconds, with open streams: %s', async (name) => {
    const overSocket = firm.admin.follow<{ viewingChanged: Item }, object>(text, {})
    const overSse = firm.admin.followSse<{ viewingChanged: Item }, object>(text, {})
    await Promise.all([overSocket.next(), overSse.next()])
    const before = Date.now()
    expect(await firm.processes.end(name)).toMatchObject({ code: 0, stderr: '' })
    expect(Date.now() - before).toBeLessThan(10_000)
    await Promise.all([overSocket.ended, overSse.ended])
    await firm.processes.restart(name)
  })
})

describe('an error that crosses processes', { timeout: 60_000 }, () => {
  it('keeps its code, its reason and the request id', async () => {
    const { errors } = await firm.admin.send('{ requests(first: 1) { edges { node { id } } } }')
    expect(errors?.[0]?.extensions).toEqual({
      code: 'FORBIDDEN',
      reason: 'CLIENTS_ONLY',
      requestId: expect.any(String),
    })
  })

  it('that is a fault is masked outside, and logged once, with its cause, where it happened', async () => {
    await administer(firm.databaseUrl, 'ALTER TABLE tickets.ticket RENAME TO gone')
    const response = await fetch(`${firm.processes.url}/graphql`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'x-request-id': 'one-request-of-mine',
        authorization: `Bearer ${firm.admin.token}`,
      },
      body: JSON.stringify({ query: '{ tickets(first: 1) { edges { node { id } } } }' }),
    })
    const { errors } = (await response.json()) as { errors: unknown[] }
    await administer(firm.databaseUrl, 'ALTER TABLE tickets.gone RENAME TO ticket')
    const masked = { code: 'INTERNAL', requestId: 'one-request-of-mine' }
    expect(errors).toEqual([{ message: 'Something went wrong.', path: ['tickets'], extensions: masked }])

    const [subgraph, gateway] = [await firm.processes.end('tickets'), await firm.processes.end('gateway')]
    const logged = linesOf(subgraph.stderr, 'one-request-of-mine')
    expect(logged).toEqual([
      expect.objectContaining({
        level: 50,
        path: ['tickets'],
        fault: expect.objectContaining({ cause: expect.objectContaining({ errorCode: '42P01' }) }),
      }),
    ])
    expect(linesOf(gateway.stderr, 'one-request-of-mine')).toEqual([])
    await firm.processes.restart('tickets')
    await firm.processes.restart('gateway')
  })
})

function linesOf(log: string, words: string): unknown[] {
  return log
    .split('\n')
    .filter((line) => line.includes(words))
    .map((line) => JSON.parse(line) as unknown)
}

async function administer(url: string, statement: string): Promise<void> {
  const sql = postgres(url, { max: 1 })
  await sql.unsafe(statement).finally(() => sql.end())
}
