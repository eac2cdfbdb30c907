import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openOffice, type List, type Office } from '../accounts/office.ts'
import { eventually } from '../support/eventually.ts'
import type { Person } from '../support/person.ts'
import type { Stream } from '../support/stream.ts'

let office: Office
let agent: Person
let support: Person
let client: Person & { readonly accountId: string }

beforeAll(async () => {
  office = await openOffice()
  agent = await office.staff('AGENT', 'agent@example.com')
  support = await office.staff('SUPPORT', 'support@example.com')
  client = await office.client(agent, 'kim@example.com')
})
afterAll(() => office?.stop())

const SUBMIT = 'mutation ($input: RequestSubmitInput!) { requestSubmit(input: $input) { request { id } cursor } }'
const REPLY = `mutation ($input: TicketReplyInput!) { ticketReply(input: $input) { ticket { status } userErrors { code } } }`
const ANSWER = `mutation ($input: RequestReplyInput!) { requestReply(input: $input) {
  request { id status followUpOf { id } } userErrors { code } } }`
const NOTE = 'mutation ($input: TicketNoteAddInput!) { ticketNoteAdd(input: $input) { userErrors { code } } }'
const STATUS = 'mutation ($input: TicketStatusSetInput!) { ticketStatusSet(input: $input) { userErrors { code } } }'
const ASSIGN = 'mutation ($input: TicketAssignInput!) { ticketAssign(input: $input) { userErrors { code } } }'
const TIMELINE = `timeline { edges { node { __typename
  ... on RequestReply { body isStaff authorName } ... on RequestStatusChange { from to } } } }`

const SECRET = 'They will never pay.'
const begun = { userErrors: [] }

async function submit(subject = 'The key'): Promise<{ id: string; cursor: string }> {
  type Submitted = { requestSubmit: { request: { id: string }; cursor: string } }
  const { requestSubmit } = await client.ask<Submitted, object>(SUBMIT, { input: { subject, body: 'It is lost.' } })
  return { id: requestSubmit.request.id, cursor: requestSubmit.cursor }
}

async function agentId(who: Person): Promise<string> {
  type Viewer = { viewer: { agent: { id: string } } }
  return (await who.ask<Viewer, object>('{ viewer { ... on StaffViewer { agent { id } } } }')).viewer.agent.id
}

/** The next item of a subscription, past those that say nothing new. */
async function next<Item>(stream: Stream<{ item: Item }>): Promise<Item> {
  const { data, errors } = await stream.next()
  if (!data) throw new Error(JSON.stringify(errors))
  return data.item
}

describe('a client and the company’s staff, through the gateway', () => {
  it('talk with each other, each in their own view (TIC-1, TIC-3)', async () => {
    const { id } = await submit()
    const answered = await support.ask(REPLY, { input: { ticketId: id, body: 'Which one?', status: 'PENDING' } })
    expect(answered).toEqual({ ticketReply: { ticket: { status: 'PENDING' }, userErrors: [] } })
    const read = `query ($id: ID!) { request(id: $id) { status ${TIMELINE} } node(id: $id) { __typename id } }`
    expect(await client.ask(read, { id })).toEqual({
      request: {
        status: 'AWAITING_YOUR_REPLY',
        timeline: {
          edges: [
            { node: { __typename: 'RequestReply', body: 'It is lost.', isStaff: false, authorName: null } },
            { node: { __typename: 'RequestReply', body: 'Which one?', isStaff: true, authorName: 'Support' } },
            { node: { __typename: 'RequestStatusChange', from: 'OPEN', to: 'AWAITING_YOUR_REPLY' } },
          ],
        },
      },
      node: { __typename: 'Request', id },
    })
    expect(await client.ask(ANSWER, { input: { requestId: id, body: 'The red one.' } })).toEqual({
      requestReply: { request: { id, status: 'OPEN', followUpOf: null }, userErrors: [] },
    })
    for (const status of ['SOLVED', 'CLOSED']) {
      expect(await support.ask(STATUS, { input: { ticketId: id, status } })).toEqual({ ticketStatusSet: begun })
    }
    expect(await client.ask(ANSWER, { input: { requestId: id, body: 'Lost again.' } })).toMatchObject({
      requestReply: { request: { status: 'OPEN', followUpOf: { id } } },
    })
  })

  it('meet on every entity that a ticket touches (TIC-1, TIC-6)', async () => {
    const { id } = await submit('Where it stands')
    const assignee = await agentId(support)
    expect(await support.ask(ASSIGN, { input: { ticketId: id, agentId: assignee } })).toEqual({ ticketAssign: begun })
    const read = `query ($id: ID!, $account: ID!, $agent: ID!) {
      node(id: $id) { __typename }
      ticket(id: $id) {
        contact { displayName tickets(first: 1) { edges { node { id } } } }
        account { id email }
        assignee { name }
      }
      portalAccount(id: $account) { requests(first: 1) { edges { node { id status } } } }
      agent(id: $agent) { assignedTickets { edges { node { id } } } }
    }`
    await eventually(async () => {
      expect(await office.admin.ask(read, { id, account: client.accountId, agent: assignee })).toEqual({
        node: { __typename: 'Ticket' },
        ticket: {
          contact: { displayName: 'Kim Doe', tickets: { edges: [{ node: { id } }] } },
          account: { id: client.accountId, email: 'kim@example.com' },
          assignee: { name: 'Robin SUPPORT' },
        },
        portalAccount: { requests: { edges: [{ node: { id, status: 'OPEN' } }] } },
        agent: { assignedTickets: { edges: [{ node: { id } }] } },
      })
    })
    const mine = await client.ask<{ requests: List<{ id: string }> }, object>('{ requests { edges { node { id } } } }')
    expect(mine.requests.edges[0]?.node.id).toBe(id)
  })

  it('share nothing that staff keep to themselves (TIC-4)', async () => {
    const { id } = await submit('What they think')
    expect(await support.ask(NOTE, { input: { ticketId: id, body: SECRET } })).toEqual({ ticketNoteAdd: begun })
    await support.ask(ASSIGN, { input: { ticketId: id, agentId: await agentId(support) } })
    await support.ask(REPLY, { input: { ticketId: id, body: 'Which one?' } })
    const everything = await client.send(
      `query ($id: ID!) {
        ticket(id: $id) { id subject }
        node(id: $id) { __typename ... on Request { ${TIMELINE} } ... on Ticket { version assignee { name } } }
        nodes(ids: [$id]) { __typename ... on Ticket { timeline { edges { node { id } } } } }
        requests { edges { node { number updatedAt ${TIMELINE} } } }
        viewer { ... on ClientViewer { account { requests { edges { node { ${TIMELINE} } } } } } }
      }`,
      { id },
    )
    expect(everything.errors).toBeUndefined()
    const text = JSON.stringify(everything.data)
    expect(text).toContain('Which one?')
    for (const kept of [SECRET, 'Robin', 'TicketNote', '"Ticket"', 'agent_']) expect(text).not.toContain(kept)
    const lists = await client.send('{ tickets { edges { node { id } } } }')
    expect(lists.errors?.[0]?.extensions).toMatchObject({ code: 'FORBIDDEN', reason: 'STAFF_ONLY' })
  })
})

describe('following tickets, through the gateway', () => {
  const followStatus = `subscription ($after: Cursor, $ticketId: ID) {
    item: ticketStatusChanged(after: $after, ticketId: $ticketId) { __typename
      ... on TicketStatusChanged { cursor requestStatus ticketStatus request { id }
        ticket { contact { displayName } } } } }`
  const followUpdates = `subscription ($after: Cursor, $ticketId: ID) {
    item: ticketUpdated(after: $after, ticketId: $ticketId) { __typename
      ... on TicketUpdated { kind requestEntry { ... on RequestReply { body } }
        ticketEntry { agent { name } ... on TicketNote { body } ... on TicketReply { body } } } } }`

  interface Item {
    readonly __typename: string
    readonly cursor: string
  }

  it('pushes what each side sees, over WebSocket and SSE (TIC-7)', async () => {
    const { id } = await submit()
    const variables = { ticketId: id }
    const streams = [client.follow<{ item: Item }, object>(followStatus, variables)]
    streams.push(client.followSse(followStatus, variables), support.follow(followStatus, variables))
    for (const stream of streams) expect(await next(stream)).toMatchObject({ __typename: 'StreamOpened' })
    for (const status of ['OPEN', 'ON_HOLD', 'PENDING']) {
      await support.ask(STATUS, { input: { ticketId: id, status } })
    }
    const [socket, sse, ofStaff] = streams as [(typeof streams)[0], (typeof streams)[0], (typeof streams)[0]]
    for (const stream of [socket, sse]) {
      expect(await next(stream)).toMatchObject({
        requestStatus: 'AWAITING_YOUR_REPLY',
        ticketStatus: null,
        request: { id },
        ticket: null,
      })
      expect(stream.waiting).toEqual([])
    }
    for (const ticketStatus of ['OPEN', 'ON_HOLD', 'PENDING']) {
      expect(await next(ofStaff)).toMatchObject({
        ticketStatus,
        request: null,
        ticket: { contact: { displayName: 'Kim Doe' } },
      })
    }
    for (const stream of streams) stream.cut()
  })

  it('pushes a note to staff, and a client not even that there was one (TIC-4, TIC-7)', async () => {
    const { id, cursor: after } = await submit()
    const variables = { ticketId: id, after }
    const [ofClient, ofStaff] = [
      client.follow<{ item: Item }, object>(followUpdates, variables),
      support.follow<{ item: Item }, object>(followUpdates, variables),
    ]
    for (const stream of [ofClient, ofStaff]) expect(await next(stream)).toEqual({ __typename: 'StreamOpened' })
    await support.ask(NOTE, { input: { ticketId: id, body: SECRET } })
    await support.ask(REPLY, { input: { ticketId: id, body: 'Which one?' } })
    const agent = { name: 'Robin SUPPORT' }
    expect(await next(ofStaff)).toMatchObject({ kind: 'NOTED', ticketEntry: { agent, body: SECRET } })
    expect(await next(ofStaff)).toMatchObject({ kind: 'REPLIED', ticketEntry: { agent, body: 'Which one?' } })
    expect(await next(ofClient)).toMatchObject({
      kind: 'REPLIED',
      requestEntry: { body: 'Which one?' },
      ticketEntry: null,
    })
    for (const stream of [ofClient, ofStaff]) stream.cut()
  })
})
