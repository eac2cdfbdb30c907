import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openOffice, type Office } from '../accounts/office.ts'
import { whileMoving } from '../support/moving.ts'
import type { Person } from '../support/person.ts'

let office: Office
let agent: Person
let colleague: Person
let client: Person

beforeAll(async () => {
  office = await openOffice()
  agent = await office.staff('AGENT', 'agent@example.com')
  colleague = await office.staff('AGENT', 'colleague@example.com')
  client = await office.client(agent, 'kim@example.com')
}, 120_000)
afterAll(() => office?.stop())

const SUBMIT = `mutation ($input: RequestSubmitInput!) { requestSubmit(input: $input) { request { id } } }`
const REPLY = `mutation ($input: TicketReplyInput!) { ticketReply(input: $input) { userErrors { code } } }`
const NOTE = `mutation ($input: TicketNoteAddInput!) { ticketNoteAdd(input: $input) { userErrors { code } } }`
const UPDATES = `subscription { item: ticketUpdated { __typename ... on TicketUpdated { kind ticket { id } } } }`

describe('a reply while the contact moves to another agent', () => {
  it('is told to the agent who sees the ticket from then on (TIC-7, API-2)', async () => {
    type Submitted = { requestSubmit: { request: { id: string } } }
    const input = { subject: 'The key', body: 'It is lost.' }
    const ticketId = (await client.ask<Submitted, object>(SUBMIT, { input })).requestSubmit.request.id
    const read = `query ($id: ID!) { ticket(id: $id) { contact { id } } viewer { ... on StaffViewer { agent { id } } } }`
    const { ticket } = await office.admin.ask<{ ticket: { contact: { id: string } } }, object>(read, { id: ticketId })
    const { viewer } = await colleague.ask<{ viewer: { agent: { id: string } } }, object>(read, { id: ticketId })

    const stream = colleague.follow<{ item: { __typename: string; kind?: string } }, object>(UPDATES)
    expect((await stream.next()).data!.item.__typename).toBe('StreamOpened')
    await whileMoving(office.app, 'tickets', { contactId: ticket.contact.id, agentId: viewer.agent.id }, () =>
      office.admin.ask(REPLY, { input: { ticketId, body: 'Which one?' } }),
    )
    await office.admin.ask(NOTE, { input: { ticketId, body: 'They lose many.' } })
    expect((await stream.next()).data!.item).toMatchObject({ kind: 'REPLIED', ticket: { id: ticketId } })
    expect((await stream.next()).data!.item).toMatchObject({ kind: 'NOTED', ticket: { id: ticketId } })
    stream.cut()
  })
})
