import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { newId, type ContactId } from '../../subgraphs/kernel/ids.ts'
import { client, openOffice, type Desk, type Following, type Office } from './desk.ts'
import { answer, assign, note, reply, setStatus, submit } from './conversation.ts'

let office: Office
beforeAll(async () => {
  office = await openOffice()
})
afterAll(() => office?.stop())

interface Item {
  readonly __typename: string
  readonly cursor: string
  readonly requestStatus: string
  readonly ticketStatus: string | null
  readonly request: { readonly id: string } | null
}

const open: Following<Item>[] = []
afterEach(() => Promise.all(open.splice(0).map((stream) => stream.close())))

async function follow(desk: Desk, text: string, variables: object): Promise<Following<Item>> {
  const stream = await desk.follow<Item>(text, variables)
  open.push(stream)
  expect(await stream.next()).toMatchObject({ __typename: 'StreamOpened', cursor: expect.any(String) })
  return stream
}

const STATUS = `subscription ($after: Cursor, $ticketId: ID) { item: ticketStatusChanged(after: $after, ticketId: $ticketId) {
  __typename
  ... on StreamOpened { cursor } ... on Heartbeat { cursor } ... on CursorExpired { cursor }
  ... on TicketStatusChanged { cursor at requestStatus ticketStatus request { id status } ticket { id status } }
} }`
const UPDATES = `subscription ($after: Cursor, $ticketId: ID) { item: ticketUpdated(after: $after, ticketId: $ticketId) {
  __typename
  ... on StreamOpened { cursor } ... on Heartbeat { cursor } ... on CursorExpired { cursor }
  ... on TicketUpdated { cursor kind at request { id } ticket { id }
    requestEntry { __typename id ... on RequestReply { body isStaff } }
    ticketEntry { __typename id ... on TicketReply { body } ... on TicketNote { body } }
  }
} }`
const followStatus = (desk: Desk, variables: object = {}) => follow(desk, STATUS, variables)
const followUpdates = (desk: Desk, variables: object = {}) => follow(desk, UPDATES, variables)

function people() {
  const company = newId('company')
  const support = office.staff(company, 'SUPPORT')
  return { company, support, theirs: office.as(client(company)), ours: office.as(support) }
}

describe('following a status', () => {
  it('pushes each change to the client in their own words (TIC-7)', async () => {
    const { theirs, ours } = people()
    const id = await submit(theirs)
    const stream = await followStatus(theirs)
    const { cursor } = await setStatus(ours, id, 'PENDING')
    expect(await stream.next()).toEqual({
      __typename: 'TicketStatusChanged',
      cursor,
      at: expect.any(String),
      requestStatus: 'AWAITING_YOUR_REPLY',
      ticketStatus: null,
      request: { id, status: 'AWAITING_YOUR_REPLY' },
      ticket: null,
    })
    await setStatus(ours, id, 'SOLVED')
    expect(await stream.next()).toMatchObject({ requestStatus: 'SOLVED', ticketStatus: null })
  })

  it('pushes each change to staff in theirs (TIC-7)', async () => {
    const { theirs, ours } = people()
    const id = await submit(theirs)
    const stream = await followStatus(ours)
    await setStatus(ours, id, 'ON_HOLD')
    expect(await stream.next()).toMatchObject({
      requestStatus: 'OPEN',
      ticketStatus: 'ON_HOLD',
      request: null,
      ticket: { id, status: 'ON_HOLD' },
    })
  })

  it('sends a client nothing where OPEN becomes ON_HOLD, or SOLVED becomes CLOSED (TIC-7)', async () => {
    const { theirs, ours } = people()
    const id = await submit(theirs)
    const [stream, staff] = [await followStatus(theirs), await followStatus(ours)]
    for (const status of ['OPEN', 'ON_HOLD', 'PENDING', 'SOLVED', 'CLOSED']) await setStatus(ours, id, status)
    const later = await submit(theirs)
    await setStatus(ours, later, 'SOLVED')
    const shown = [await stream.next(), await stream.next(), await stream.next()]
    expect(shown.map(({ requestStatus, request }) => [request?.id, requestStatus])).toEqual([
      [id, 'AWAITING_YOUR_REPLY'],
      [id, 'SOLVED'],
      [later, 'SOLVED'],
    ])
    const toStaff: unknown[] = []
    for (let count = 0; count < 6; count++) toStaff.push((await staff.next()).ticketStatus)
    expect(toStaff).toEqual(['OPEN', 'ON_HOLD', 'PENDING', 'SOLVED', 'CLOSED', 'SOLVED'])
  })

  it('goes on from a cursor: nothing missed, nothing twice, each status as it was then (TIC-7, API-2)', async () => {
    const { theirs, ours } = people()
    const id = await submit(theirs)
    const stream = await followStatus(theirs, { ticketId: id })
    await setStatus(ours, id, 'PENDING')
    const { cursor } = await stream.next()
    await stream.close()
    await setStatus(ours, id, 'OPEN')
    await setStatus(ours, id, 'SOLVED')
    const resumed = await followStatus(theirs, { ticketId: id, after: cursor })
    expect(await resumed.next()).toMatchObject({ requestStatus: 'OPEN', request: { status: 'SOLVED' } })
    expect(await resumed.next()).toMatchObject({ requestStatus: 'SOLVED', request: { status: 'SOLVED' } })
  })

  it('shows nobody the tickets of others, not by their id either (TIC-7)', async () => {
    const { company, theirs, ours } = people()
    const id = await submit(theirs)
    const otherClient = office.as(client(company))
    const [all, one] = [await followStatus(otherClient), await followStatus(otherClient, { ticketId: id })]
    const elsewhere = await followStatus(office.as(office.staff(newId('company'), 'ADMIN')), { ticketId: id })
    await setStatus(ours, id, 'PENDING')
    const own = await submit(otherClient)
    await setStatus(ours, own, 'SOLVED')
    expect(await all.next()).toMatchObject({ request: { id: own } })
    expect(await Promise.race([one.next(), elsewhere.next(), all.next(), quiet(ours, own)])).toBe('quiet')
  })

  it('shows an agent a ticket from when it is theirs to see (TIC-7)', async () => {
    const { company, theirs, ours } = people()
    const agent = office.staff(company, 'AGENT')
    const [foreign, own] = [await submit(theirs), await submit(theirs)]
    await assign(ours, own, agent.agent)
    const byId = await followStatus(office.as(agent), { ticketId: foreign })
    const all = await followStatus(office.as(agent))
    const first = byId.next()
    await setStatus(ours, foreign, 'PENDING')
    await setStatus(ours, own, 'PENDING')
    expect(await all.next()).toMatchObject({ ticket: { id: own } })
    await assign(ours, foreign, agent.agent)
    await setStatus(ours, foreign, 'SOLVED')
    expect(await first).toMatchObject({ ticketStatus: 'SOLVED' })
    expect(await all.next()).toMatchObject({ ticketStatus: 'SOLVED', ticket: { id: foreign } })
  })

  it('is for who has logged in, from a cursor of this stream (API-2)', async () => {
    const { theirs } = people()
    await expect(office.as({ kind: 'anonymous' }).follow(STATUS)).rejects.toMatchObject({
      extensions: { code: 'UNAUTHENTICATED' },
    })
    await expect(theirs.follow(STATUS, { after: 'forged' })).rejects.toMatchObject({
      extensions: { code: 'BAD_USER_INPUT' },
    })
  })
})

/** Resolves once a whole change has gone out to staff: what should have come elsewhere would have come by then. */
async function quiet(staff: Desk, id: string): Promise<'quiet'> {
  const stream = await followStatus(staff, { ticketId: id })
  await setStatus(staff, id, 'CLOSED')
  expect(await stream.next()).toMatchObject({ ticketStatus: 'CLOSED' })
  return 'quiet'
}

/** Submits a request, and says where the stream was then: what follows from there does not begin with it. */
async function begin(client: Desk): Promise<{ id: string; cursor: string }> {
  const text = 'mutation { requestSubmit(input: { subject: "a", body: "b" }) { request { id } cursor } }'
  type Submitted = { requestSubmit: { request: { id: string }; cursor: string } }
  const { request, cursor } = (await client.ask<Submitted>('tickets', text)).requestSubmit
  return { id: request.id, cursor }
}

describe('following what else happens', () => {
  it('pushes replies of both sides, with what they say (TIC-7)', async () => {
    const { theirs, ours } = people()
    const [client, staff] = [await followUpdates(theirs), await followUpdates(ours)]
    const id = await submit(theirs, 'The key', 'It is lost.')
    await reply(ours, id, 'Which one?')
    await answer(theirs, id, 'The red one.')
    const entries = ['It is lost.', 'Which one?', 'The red one.']
    const kinds = ['SUBMITTED', 'REPLIED', 'REPLIED']
    for (const [index, body] of entries.entries()) {
      expect(await client.next()).toMatchObject({
        kind: kinds[index],
        request: { id },
        ticket: null,
        requestEntry: { __typename: 'RequestReply', body, isStaff: index === 1 },
        ticketEntry: null,
      })
      expect(await staff.next()).toMatchObject({
        kind: kinds[index],
        request: null,
        ticket: { id },
        requestEntry: null,
        ticketEntry: { __typename: 'TicketReply', body },
      })
    }
  })

  it('pushes notes and assignments to staff, and a client not even that there was one (TIC-4, TIC-7)', async () => {
    const { theirs, ours, support } = people()
    const { id, cursor: after } = await begin(theirs)
    const from = { ticketId: id, after }
    const [client, staff] = [await followUpdates(theirs, from), await followUpdates(ours, from)]
    await note(ours, id, 'They will never pay.')
    await assign(ours, id, support.agent)
    await setStatus(ours, id, 'ON_HOLD')
    const { cursor } = await reply(ours, id, 'Which one?')
    expect(await staff.next()).toMatchObject({
      kind: 'NOTED',
      ticketEntry: { __typename: 'TicketNote', body: 'They will never pay.' },
    })
    expect(await staff.next()).toMatchObject({ kind: 'ASSIGNED', ticketEntry: { __typename: 'TicketAssignment' } })
    expect(await client.next()).toMatchObject({ cursor, kind: 'REPLIED', requestEntry: { body: 'Which one?' } })
  })

  it('gives a client who resumes no note either (TIC-4, API-2)', async () => {
    const { theirs, ours } = people()
    const { id, cursor } = await begin(theirs)
    await note(ours, id, 'They will never pay.')
    await reply(ours, id, 'Which one?')
    const stream = await followUpdates(theirs, { after: cursor })
    expect(await stream.next()).toMatchObject({ kind: 'REPLIED', requestEntry: { body: 'Which one?' } })
  })

  it('tells an agent of the tickets of their contacts and of what is given to them (TIC-7)', async () => {
    const { company, theirs, ours } = people()
    const agent = office.staff(company, 'AGENT')
    type Made = { contactCreate: { contact: { id: ContactId } } }
    const text = 'mutation { contactCreate(input: { lastName: "Client" }) { contact { id } } }'
    const { contactCreate } = await office.as(agent).ask<Made>('contacts', text)
    await office.caughtUp()
    const stream = await followUpdates(office.as(agent))
    const foreign = await submit(theirs)
    const own = await submit(office.as(client(company, contactCreate.contact.id)))
    expect(await stream.next()).toMatchObject({ kind: 'SUBMITTED', ticket: { id: own } })
    await assign(ours, foreign, agent.agent)
    expect(await stream.next()).toMatchObject({ kind: 'ASSIGNED', ticket: { id: foreign } })
  })
})
