import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newId } from '../../subgraphs/kernel/ids.ts'
import { client, openOffice, type Office } from './desk.ts'
import {
  answer,
  assign,
  note,
  reply,
  REQUEST,
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

const SECRET = 'They will never pay.'

function people() {
  const company = newId('company')
  const requester = client(company)
  const support = office.staff(company, 'SUPPORT')
  return { company, requester, support, theirs: office.as(requester), ours: office.as(support) }
}

/** Everything of tickets that this person can come by, as text. */
async function everything(of: ReturnType<typeof people>, id: string): Promise<string> {
  const { theirs, requester } = of
  const representations = [
    { __typename: 'Request', id },
    { __typename: 'Ticket', id },
    { __typename: 'PortalAccount', id: requester.account },
  ]
  const answers = await Promise.all([
    requestOf(theirs, id),
    theirs.ask('tickets', `{ requests { edges { cursor node { ${REQUEST} } } pageInfo { endCursor } } }`),
    theirs.ask('tickets', 'query ($id: ID!) { ticket(id: $id) { id subject timeline { edges { cursor } } } }', { id }),
    theirs.ask(
      'tickets',
      `query ($representations: [_Any!]!) { _entities(representations: $representations) { __typename
        ... on Request { ${REQUEST} }
        ... on Ticket { number assignee { id } timeline { edges { node { id at } } } }
        ... on PortalAccount { requests { edges { cursor node { ${REQUEST} } } } }
      } }`,
      { representations },
    ),
  ])
  return JSON.stringify(answers, null, 1)
}

describe('what staff keep to themselves', () => {
  it('leaves everything a client can read as it was: notes, assignments, hidden statuses (TIC-4)', async () => {
    const all = people()
    const id = await submit(all.theirs)
    await reply(all.ours, id, 'We look into it.')
    const before = await everything(all, id)
    await note(all.ours, id, SECRET)
    await assign(all.ours, id, all.support.agent)
    await setStatus(all.ours, id, 'ON_HOLD')
    expect(await everything(all, id)).toBe(before)
    expect((await ticketOf(all.ours, id)).timeline.edges).toHaveLength(6)
  })

  it('reaches a client by no text, id or name of staff, even around public replies (TIC-4)', async () => {
    const all = people()
    const id = await submit(all.theirs)
    await note(all.ours, id, SECRET)
    await assign(all.ours, id, all.support.agent)
    await reply(all.ours, id, 'Which one?', 'PENDING')
    await note(all.ours, id, SECRET)
    await answer(all.theirs, id, 'The red one.')
    const read = await everything(all, id)
    expect(read).toContain('Which one?')
    expect(read).not.toContain(SECRET)
    expect(read).not.toContain(all.support.agent)
    expect(read).not.toContain('TicketNote')
    expect((await requestOf(all.theirs, id)).timeline.edges).toHaveLength(5)
  })

  it('makes a page of the client’s timeline neither shorter nor its cursors countable (TIC-4)', async () => {
    const { theirs, ours } = people()
    const id = await submit(theirs, 'Count', '1')
    for (const body of ['2', '3']) {
      await note(ours, id, SECRET)
      await reply(ours, id, body)
    }
    const text = `query ($id: ID!, $first: Int, $after: Cursor) { request(id: $id) {
      timeline(first: $first, after: $after) {
        edges { cursor node { ... on RequestReply { body } } } pageInfo { hasNextPage endCursor }
      }
    } }`
    // The first answer of staff also took the ticket out of NEW, which the client calls OPEN before and after.
    type Read = { request: { timeline: Page<Entry> } }
    const { request } = await theirs.ask<Read>('tickets', text, { id, first: 2 })
    expect(request.timeline.edges.map(({ node }) => node.body)).toEqual(['1', '2'])
    expect(request.timeline.pageInfo.hasNextPage).toBe(true)
    const rest = await theirs.ask<Read>('tickets', text, { id, first: 2, after: request.timeline.pageInfo.endCursor })
    expect(rest.request.timeline).toMatchObject({ edges: [{ node: { body: '3' } }], pageInfo: { hasNextPage: false } })
    const ids = request.timeline.edges.map(({ cursor }) => JSON.parse(Buffer.from(cursor, 'base64url').toString()))
    for (const [, ...keys] of ids) expect(keys).toEqual([expect.stringMatching(/^[0-9a-f-]{36}$/)])
  })

  it('is refused to clients by what they ask, whatever the id (TIC-4)', async () => {
    const { theirs, requester } = people()
    const own = await submit(theirs)
    for (const id of [own, newId('ticket'), 'nonsense']) {
      expect(await theirs.ask('tickets', 'query ($id: ID!) { ticket(id: $id) { id } }', { id })).toEqual({
        ticket: null,
      })
      for (const call of [
        'ticketReply(input: { ticketId: $id, body: "x" }) { cursor }',
        'ticketNoteAdd(input: { ticketId: $id, body: "x" }) { cursor }',
        'ticketStatusSet(input: { ticketId: $id, status: SOLVED }) { cursor }',
        'ticketAssign(input: { ticketId: $id, agentId: "x" }) { cursor }',
      ]) {
        const { errors } = await theirs.send('tickets', `mutation ($id: ID!) { ${call} }`, { id })
        expect(errors?.[0]?.extensions).toMatchObject({ code: 'FORBIDDEN', reason: 'STAFF_ONLY' })
      }
    }
    const lists = [
      theirs.send('tickets', '{ tickets { edges { cursor } } }'),
      theirs.send(
        'tickets',
        `query ($of: [_Any!]!) { _entities(representations: $of) {
          ... on Contact { tickets { edges { cursor } } } ... on Agent { assignedTickets { edges { cursor } } }
        } }`,
        {
          of: [
            { __typename: 'Contact', id: requester.contact },
            { __typename: 'Agent', id: newId('agent') },
          ],
        },
      ),
    ]
    for (const { errors } of await Promise.all(lists)) {
      expect(errors?.[0]?.extensions).toMatchObject({ code: 'FORBIDDEN', reason: 'STAFF_ONLY' })
    }
  })
})

describe('somebody of another company, and another client', () => {
  it('finds nothing and changes nothing, as if there were none (TIC-1)', async () => {
    const { company, theirs, ours } = people()
    const id = await submit(theirs)
    const before = await ticketOf(ours, id)
    const elsewhere = newId('company')
    const otherClient = office.as(client(company))
    const strangers = [otherClient, office.as(client(elsewhere))]
    const otherStaff = office.as(office.staff(elsewhere, 'ADMIN'))
    const none = newId('ticket')
    const noRequest = [{ code: 'NOT_FOUND', path: ['input', 'requestId'] }]
    const noTicket = [{ code: 'NOT_FOUND', path: ['input', 'ticketId'] }]
    for (const stranger of strangers) {
      expect(await requestOf(stranger, id)).toBeNull()
      expect(await stranger.ask('tickets', '{ requests { edges { cursor } } }')).toEqual({ requests: { edges: [] } })
      expect(await answer(stranger, id)).toEqual(await answer(stranger, none))
      expect((await answer(stranger, id)).userErrors).toEqual(noRequest)
    }
    expect(await ticketOf(otherStaff, id)).toBeNull()
    expect(await requestOf(otherStaff, id)).toBeNull()
    expect(await otherStaff.ask('tickets', '{ tickets { edges { cursor } } }')).toEqual({ tickets: { edges: [] } })
    expect((await reply(otherStaff, id, 'x')).userErrors).toEqual(noTicket)
    expect((await note(otherStaff, id, 'x')).userErrors).toEqual(noTicket)
    expect((await setStatus(otherStaff, id, 'SOLVED')).userErrors).toMatchObject(noTicket)
    expect(await ticketOf(ours, id)).toEqual(before)
  })

  it('finds nothing under another’s account, contact or agent either (TIC-1)', async () => {
    const { requester, support, theirs, ours } = people()
    const id = await submit(theirs)
    await assign(ours, id, support.agent)
    const representations = [
      { __typename: 'Ticket', id },
      { __typename: 'Request', id },
      { __typename: 'Contact', id: requester.contact },
      { __typename: 'PortalAccount', id: requester.account },
      { __typename: 'Agent', id: support.agent },
    ]
    const text = `query ($representations: [_Any!]!) { _entities(representations: $representations) { __typename
      ... on Contact { tickets { edges { cursor } } }
      ... on PortalAccount { requests { edges { cursor } } }
      ... on Agent { assignedTickets { edges { cursor } } }
    } }`
    const stranger = office.as(office.staff(newId('company'), 'ADMIN'))
    const { _entities } = await stranger.ask('tickets', text, { representations })
    expect(_entities).toEqual([
      null,
      null,
      { __typename: 'Contact', tickets: { edges: [] } },
      { __typename: 'PortalAccount', requests: { edges: [] } },
      { __typename: 'Agent', assignedTickets: { edges: [] } },
    ])
  })
})
