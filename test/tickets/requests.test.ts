import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newId } from '../../subgraphs/kernel/ids.ts'
import { client, openOffice, type Office } from './desk.ts'
import {
  answer,
  assign,
  note,
  reply,
  requestOf,
  setStatus,
  submit,
  ticketOf,
  type Entry,
  type Page,
} from './conversation.ts'

let office: Office
beforeAll(async () => {
  office = await openOffice()
})
afterAll(() => office?.stop())

/** A company of its own with a client and a member of its support. */
function people() {
  const company = newId('company')
  const requester = client(company)
  const support = office.staff(company, 'SUPPORT')
  return { company, requester, support, theirs: office.as(requester), ours: office.as(support) }
}

const bodies = ({ edges }: Page<Entry>) => edges.map(({ node }) => node.body ?? `${node.from}→${node.to}`)
const ids = ({ edges }: Page<{ id: string }>) => edges.map(({ node }) => node.id)

describe('submitting a request', () => {
  it('shows it to its client as open, with what they wrote (TIC-1)', async () => {
    const { theirs } = people()
    const id = await submit(theirs, '  The   key ', ' It is lost.\nTwice. ')
    const request = await requestOf(theirs, id)
    expect(request).toMatchObject({ id, number: 1, subject: 'The key', status: 'OPEN', followUpOf: null })
    expect(request.timeline.edges).toMatchObject([
      { node: { __typename: 'RequestReply', body: 'It is lost.\nTwice.', isStaff: false, authorName: null } },
    ])
  })

  it('shows it to staff as a new ticket of that client (TIC-1)', async () => {
    const { theirs, ours, requester } = people()
    const id = await submit(theirs)
    expect(await ticketOf(ours, id)).toMatchObject({
      id,
      status: 'NEW',
      channel: 'FORM',
      version: 1,
      contact: { id: requester.contact },
      account: { id: requester.account },
      assignee: null,
    })
  })

  it('numbers a company’s tickets 1, 2, 3 …, however many come at once (TIC-1)', async () => {
    const { theirs, ours } = people()
    await Promise.all(Array.from({ length: 12 }, () => submit(theirs)))
    const text = '{ tickets(first: 100) { edges { node { number } } } }'
    const { tickets } = await ours.ask<{ tickets: Page<{ number: number }> }>('tickets', text)
    const numbers = tickets.edges.map(({ node }) => node.number).sort((a, b) => a - b)
    expect(numbers).toEqual(Array.from({ length: 12 }, (_, index) => index + 1))
  })

  it('is refused without text, and leaves no gap in the numbers (TIC-1)', async () => {
    const { theirs } = people()
    const text = `mutation { requestSubmit(input: { subject: "Key", body: " " }) {
      request { id } userErrors { __typename code message path } cursor
    } }`
    const { requestSubmit } = await theirs.ask('tickets', text)
    expect(requestSubmit).toEqual({
      request: null,
      cursor: null,
      userErrors: [
        { __typename: 'Refused', code: 'BODY_MISSING', message: 'There is no text.', path: ['input', 'body'] },
      ],
    })
    expect(await requestOf(theirs, await submit(theirs))).toMatchObject({ number: 1 })
  })

  it('is for clients (TIC-1)', async () => {
    const { ours } = people()
    const { errors } = await ours.send(
      'tickets',
      'mutation { requestSubmit(input: { subject: "a", body: "b" }) { cursor } }',
    )
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'FORBIDDEN', reason: 'CLIENTS_ONLY' })
    const nobody = await office
      .as({ kind: 'anonymous' })
      .send('tickets', 'mutation { requestSubmit(input: { subject: "a", body: "b" }) { cursor } }')
    expect(nobody.errors?.[0]?.extensions).toMatchObject({ code: 'UNAUTHENTICATED' })
  })
})

describe('a client’s list of requests', () => {
  it('has all of theirs, newest first, by the status that they see (TIC-1)', async () => {
    const { company, theirs, ours } = people()
    const [open, held, pending] = [await submit(theirs), await submit(theirs), await submit(theirs)]
    await submit(office.as(client(company)))
    await setStatus(ours, held, 'ON_HOLD')
    await setStatus(ours, pending, 'PENDING')
    const text = 'query ($filter: RequestFilter) { requests(filter: $filter) { edges { node { id status } } } }'
    const found = async (filter: object | null) =>
      ids((await theirs.ask<{ requests: Page<{ id: string }> }>('tickets', text, { filter })).requests)
    expect(await found(null)).toEqual([pending, held, open])
    expect(await found({ statuses: 'OPEN' })).toEqual([held, open])
    expect(await found({ statuses: ['AWAITING_YOUR_REPLY', 'SOLVED'] })).toEqual([pending])
    expect(await found({ statuses: [] })).toEqual([])
  })

  it('stands under their account too (TIC-1)', async () => {
    const { theirs, requester } = people()
    const id = await submit(theirs)
    const text = `query ($of: [_Any!]!) { _entities(representations: $of) {
      ... on PortalAccount { requests { edges { node { id status } } } }
    } }`
    const of = [{ __typename: 'PortalAccount', id: requester.account }]
    expect(await theirs.ask('tickets', text, { of })).toEqual({
      _entities: [{ requests: { edges: [{ node: { id, status: 'OPEN' } }] } }],
    })
  })
})

describe('the conversation', () => {
  it('stands in the order of time, with the statuses between (TIC-1)', async () => {
    const { theirs, ours } = people()
    const id = await submit(theirs, 'The key', 'It is lost.')
    await reply(ours, id, 'Which one?', 'PENDING')
    await answer(theirs, id, 'The red one.')
    await reply(ours, id, 'Here it is.', 'SOLVED')
    const { timeline, status } = await requestOf(theirs, id)
    expect(bodies(timeline)).toEqual([
      'It is lost.',
      'Which one?',
      'OPEN→AWAITING_YOUR_REPLY',
      'The red one.',
      'AWAITING_YOUR_REPLY→OPEN',
      'Here it is.',
      'OPEN→SOLVED',
    ])
    expect(status).toBe('SOLVED')
  })

  it('is read page by page, forwards and backwards (API-4)', async () => {
    const { theirs, ours } = people()
    const id = await submit(theirs, 'Count', '1')
    for (const body of ['2', '3', '4', '5']) await reply(ours, id, body)
    const text = `query ($id: ID!, $first: Int, $after: Cursor, $last: Int, $before: Cursor) { request(id: $id) {
      timeline(first: $first, after: $after, last: $last, before: $before) {
        edges { node { ... on RequestReply { body } } } pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
      }
    } }`
    type Read = { request: { timeline: Page<Entry> } }
    const page = async (args: object) => (await theirs.ask<Read>('tickets', text, { id, ...args })).request.timeline
    const first = await page({ first: 2 })
    expect([bodies(first), first.pageInfo.hasNextPage]).toEqual([['1', '2'], true])
    expect(bodies(await page({ first: 2, after: first.pageInfo.endCursor }))).toEqual(['3', '4'])
    expect(bodies(await page({ last: 2 }))).toEqual(['4', '5'])
  })

  it('takes the ticket out of NEW with the first answer of staff (TIC-3)', async () => {
    const { theirs, ours } = people()
    const id = await submit(theirs)
    expect((await reply(ours, id, 'We look into it.')).ticket.status).toBe('OPEN')
  })

  it.each([
    ['PENDING', 'OPEN'],
    ['SOLVED', 'OPEN'],
    ['ON_HOLD', 'ON_HOLD'],
  ])('goes on by a client’s reply from %s to %s (TIC-3)', async (before, expected) => {
    const { theirs, ours } = people()
    const id = await submit(theirs)
    await setStatus(ours, id, before)
    expect((await answer(theirs, id)).request).toEqual({ id, status: 'OPEN', followUpOf: null })
    expect((await ticketOf(ours, id)).status).toBe(expected)
  })

  it('goes on in a new request that follows the closed one (TIC-3)', async () => {
    const { theirs, ours } = people()
    const id = await submit(theirs, 'The key', 'It is lost.')
    await setStatus(ours, id, 'SOLVED')
    await setStatus(ours, id, 'CLOSED')
    const { request, cursor } = await answer(theirs, id, 'Lost again.')
    expect(request).toMatchObject({ status: 'OPEN', followUpOf: { id } })
    expect(request.id).not.toBe(id)
    expect(cursor).toEqual(expect.any(String))
    expect(await ticketOf(ours, request.id)).toMatchObject({ number: 2, status: 'NEW', followUpOf: { id } })
    const followed = await requestOf(theirs, request.id)
    expect([followed.subject, bodies(followed.timeline)]).toEqual(['The key', ['Lost again.']])
    const closed = await requestOf(theirs, id)
    expect(bodies(closed.timeline)).toEqual(['It is lost.', 'OPEN→SOLVED'])
  })

  it('is ended by the client, once (TIC-3)', async () => {
    const { theirs, ours } = people()
    const id = await submit(theirs)
    const text = `mutation ($input: RequestSolveInput!) {
      requestSolve(input: $input) { request { status } userErrors { code path } }
    }`
    const solve = async () => (await theirs.ask('tickets', text, { input: { requestId: id } }))['requestSolve']
    expect(await solve()).toEqual({ request: { status: 'SOLVED' }, userErrors: [] })
    expect(await solve()).toEqual({
      request: null,
      userErrors: [{ code: 'REQUEST_ALREADY_SOLVED', path: ['input', 'requestId'] }],
    })
    expect((await ticketOf(ours, id)).status).toBe('SOLVED')
  })
})

describe('the work of staff', () => {
  it('is refused what the table of statuses forbids, and told what is allowed (TIC-3)', async () => {
    const { theirs, ours } = people()
    const id = await submit(theirs)
    await setStatus(ours, id, 'OPEN')
    expect((await setStatus(ours, id, 'NEW')).userErrors).toEqual([
      {
        __typename: 'TicketStatusNotAllowed',
        code: 'TICKET_STATUS_NOT_ALLOWED',
        message: 'A ticket that is OPEN cannot become NEW.',
        path: ['input', 'status'],
        status: 'OPEN',
        allowed: ['PENDING', 'ON_HOLD', 'SOLVED'],
      },
    ])
    expect((await ticketOf(ours, id)).status).toBe('OPEN')
  })

  it('overwrites nothing that somebody else did in between (TIC-3)', async () => {
    const { theirs, ours } = people()
    const id = await submit(theirs)
    const { version } = await ticketOf(ours, id)
    await answer(theirs, id, 'It is found!')
    expect((await setStatus(ours, id, 'PENDING', version)).userErrors).toMatchObject([
      { code: 'VERSION_MISMATCH', path: ['input', 'expectedVersion'] },
    ])
    const read = await ticketOf(ours, id)
    expect((await setStatus(ours, id, 'SOLVED', read.version)).ticket.status).toBe('SOLVED')
  })

  it('stands whole in the ticket’s history, with who did it (TIC-6)', async () => {
    const { company, theirs, ours, support, requester } = people()
    const colleague = office.staff(company, 'AGENT')
    const id = await submit(theirs)
    await note(ours, id, 'A hard case.')
    await assign(ours, id, colleague.agent)
    await setStatus(ours, id, 'ON_HOLD')
    const { timeline, version } = await ticketOf(ours, id)
    const by = { agent: { id: support.agent }, account: null }
    expect(timeline.edges.map(({ node }) => node)).toMatchObject([
      { __typename: 'TicketReply', isPublic: true, agent: null, account: { id: requester.account } },
      { __typename: 'TicketNote', isPublic: false, body: 'A hard case.', ...by },
      { __typename: 'TicketAssignment', isPublic: false, assignee: { id: colleague.agent }, ...by },
      { __typename: 'TicketStatusChange', isPublic: false, from: 'NEW', to: 'ON_HOLD', ...by },
    ])
    expect(version).toBe(4)
  })

  it('changes nothing more of a closed ticket (TIC-3)', async () => {
    const { company, theirs, ours } = people()
    const id = await submit(theirs)
    await setStatus(ours, id, 'SOLVED')
    await setStatus(ours, id, 'CLOSED')
    const before = await ticketOf(ours, id)
    const refused = [{ code: 'TICKET_CLOSED', path: ['input', 'ticketId'] }]
    expect((await reply(ours, id, 'One more thing.')).userErrors).toEqual(refused)
    expect((await note(ours, id, 'One more thing.')).userErrors).toEqual(refused)
    expect((await assign(ours, id, office.staff(company, 'AGENT').agent)).userErrors).toEqual(refused)
    expect((await setStatus(ours, id, 'OPEN')).userErrors).toMatchObject([{ code: 'TICKET_STATUS_NOT_ALLOWED' }])
    expect(await ticketOf(ours, id)).toEqual(before)
  })

  it('leaves things as they are where they are so already', async () => {
    const { theirs, ours, support } = people()
    const id = await submit(theirs)
    await assign(ours, id, support.agent)
    const before = await ticketOf(ours, id)
    expect(await assign(ours, id, support.agent)).toMatchObject({ userErrors: [], cursor: null })
    expect(await setStatus(ours, id, 'NEW')).toMatchObject({ userErrors: [], cursor: null })
    expect(await ticketOf(ours, id)).toEqual(before)
  })
})

describe('the queue of staff', () => {
  it('is narrowed by status and by who works on it (TIC-1)', async () => {
    const { company, theirs, ours } = people()
    const colleague = office.staff(company, 'AGENT')
    const [first, second, third] = [await submit(theirs), await submit(theirs), await submit(theirs)]
    await setStatus(ours, first, 'PENDING')
    await assign(ours, second, colleague.agent)
    const text = 'query ($filter: TicketFilter) { tickets(filter: $filter) { edges { node { id } } } }'
    const found = async (filter: object) =>
      ids((await ours.ask<{ tickets: Page<{ id: string }> }>('tickets', text, { filter })).tickets)
    expect(await found({})).toEqual([third, second, first])
    expect(await found({ statuses: ['NEW', 'OPEN'] })).toEqual([third, second])
    expect(await found({ statuses: Array(70_000).fill('PENDING') })).toEqual([first])
    expect(await found({ assigneeId: colleague.agent })).toEqual([second])
    expect(await found({ assigneeId: 'nobody' })).toEqual([])
    expect(await found({ assigneeId: '' })).toEqual([])
    expect(await found({ isUnassigned: true })).toEqual([third, first])
    expect(await found({ isUnassigned: false, statuses: 'NEW' })).toEqual([second])
  })

  it('refuses an agent whom the company has not (TIC-6)', async () => {
    const { theirs, ours } = people()
    const stranger = office.staff(newId('company'), 'AGENT')
    expect(await assign(ours, await submit(theirs), stranger.agent)).toMatchObject({
      ticket: null,
      userErrors: [{ code: 'NOT_FOUND', path: ['input', 'agentId'] }],
    })
  })
})
