import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newId, type ContactId } from '../../subgraphs/kernel/ids.ts'
import { client, openOffice, type Desk, type Office } from './desk.ts'
import { assign, reply, submit, ticketOf, type Page } from './conversation.ts'

let office: Office
beforeAll(async () => {
  office = await openOffice()
})
afterAll(() => office?.stop())

async function contactOf(maker: Desk): Promise<ContactId> {
  const text = 'mutation { contactCreate(input: { lastName: "Client" }) { contact { id } } }'
  const { contactCreate } = await maker.ask<{ contactCreate: { contact: { id: ContactId } } }>('contacts', text)
  await office.caughtUp()
  return contactCreate.contact.id
}

async function seen(staff: Desk): Promise<string[]> {
  const text = '{ tickets { edges { node { id } } } }'
  const { tickets } = await staff.ask<{ tickets: Page<{ id: string }> }>('tickets', text)
  return tickets.edges.map(({ node }) => node.id)
}

describe('which tickets staff see', () => {
  it('are for an agent those of the contacts they are responsible for, and those given to them (TIC-1)', async () => {
    const company = newId('company')
    const [maker, other] = [office.staff(company, 'AGENT'), office.staff(company, 'AGENT')]
    const [makers, others] = [office.as(maker), office.as(other)]
    const id = await submit(office.as(client(company, await contactOf(makers))))
    const foreign = await submit(office.as(client(company)))
    expect(await seen(makers)).toEqual([id])
    expect(await seen(others)).toEqual([])
    expect(await ticketOf(others, id)).toBeNull()
    expect((await reply(others, id, 'x')).userErrors).toMatchObject([{ code: 'NOT_FOUND' }])
    expect((await reply(makers, id, 'We look into it.')).userErrors).toEqual([])

    const admin = office.as(office.staff(company, 'ADMIN'))
    await assign(admin, foreign, other.agent)
    expect(await seen(others)).toEqual([foreign])
    expect((await reply(others, foreign, 'We look into it.')).userErrors).toEqual([])
  })

  it('follow the contact when it gets another responsible agent (TIC-1, CON-1)', async () => {
    const company = newId('company')
    const [maker, other] = [office.staff(company, 'AGENT'), office.staff(company, 'AGENT')]
    const contact = await contactOf(office.as(maker))
    const id = await submit(office.as(client(company, contact)))
    const text = `mutation ($input: ContactAssignInput!) { contactAssign(input: $input) { userErrors { code } } }`
    const input = { contactId: contact, responsibleAgentId: other.agent }
    await office.as(maker).ask('contacts', text, { input })
    await office.caughtUp()
    expect(await seen(office.as(maker))).toEqual([])
    expect(await seen(office.as(other))).toEqual([id])
  })

  it.each(['SUPPORT', 'ADMIN'] as const)('are all of the company for %s (TIC-1)', async (role) => {
    const company = newId('company')
    const [first, second] = [await submit(office.as(client(company))), await submit(office.as(client(company)))]
    await submit(office.as(client(newId('company'))))
    expect(await seen(office.as(office.staff(company, role)))).toEqual([second, first])
  })

  it('are no more under a contact or an agent than in the list (TIC-1)', async () => {
    const company = newId('company')
    const [maker, other] = [office.staff(company, 'AGENT'), office.staff(company, 'AGENT')]
    const contact = await contactOf(office.as(maker))
    const id = await submit(office.as(client(company, contact)))
    await assign(office.as(maker), id, maker.agent)
    const text = `query ($of: [_Any!]!) { _entities(representations: $of) {
      ... on Contact { tickets { edges { node { id } } } }
      ... on Agent { assignedTickets { edges { node { id } } } }
    } }`
    const of = [
      { __typename: 'Contact', id: contact },
      { __typename: 'Agent', id: maker.agent },
    ]
    const edges = [{ node: { id } }]
    expect(await office.as(maker).ask('tickets', text, { of })).toEqual({
      _entities: [{ tickets: { edges } }, { assignedTickets: { edges } }],
    })
    expect(await office.as(other).ask('tickets', text, { of })).toEqual({
      _entities: [{ tickets: { edges: [] } }, { assignedTickets: { edges: [] } }],
    })
  })
})

describe('what contacts learn of a ticket', () => {
  it('is who asked: it stands in their timeline, and SUPPORT may read them from then on (CON-3)', async () => {
    const company = newId('company')
    const agent = office.as(office.staff(company, 'AGENT'))
    const support = office.as(office.staff(company, 'SUPPORT'))
    const contact = await contactOf(agent)
    const read = 'query ($id: ID!) { contact(id: $id) { id } }'
    expect(await support.ask('contacts', read, { id: contact })).toEqual({ contact: null })
    const asker = client(company, contact)
    const id = await submit(office.as(asker))
    await office.caughtUp()
    expect(await support.ask('contacts', read, { id: contact })).toEqual({ contact: { id: contact } })
    const timeline = `query ($id: ID!) { contact(id: $id) {
      activities { edges { node { kind via byId aboutId } } }
    } }`
    type Read = { contact: { activities: Page<object> } }
    const found = await agent.ask<Read>('contacts', timeline, { id: contact })
    expect(found.contact.activities.edges[0]?.node).toEqual({
      kind: 'TICKET_OPENED',
      via: 'PORTAL',
      byId: asker.account,
      aboutId: id,
    })
  })
})
