import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Scope } from '../../subgraphs/kernel/actor.ts'
import { change, type Company } from '../graph/support/company.ts'
import type { Answer } from '../support/person.ts'
import type { List } from './office.ts'
import { allScopes, MARK, openWorkshop, reasons, type Program, type Workshop } from './workshop.ts'

let workshop: Workshop
let company: Company
beforeAll(async () => {
  workshop = await openWorkshop()
  company = workshop.company
}, 60_000)
afterAll(() => workshop?.app.stop())

const program = (...scopes: Scope[]): Promise<Program> => workshop.program(...scopes)

const read: Readonly<Record<string, string>> = {
  ACCOUNTS: '{ agents { edges { cursor } } }',
  CONTACTS: '{ contacts { edges { cursor } } }',
  VIEWINGS: '{ deals { edges { cursor } } }',
  TICKETS: '{ tickets { edges { cursor } } }',
}
const write: Readonly<Record<string, string>> = {
  ACCOUNTS: 'mutation { portalInvitationResend(input: { accountId: "x" }) { userErrors { code } } }',
  CONTACTS: 'mutation { contactCreate(input: {}) { userErrors { code } } }',
  VIEWINGS: 'mutation { viewingReject(input: { viewingId: "x", reason: "No." }) { userErrors { code } } }',
  TICKETS: 'mutation { ticketNoteAdd(input: { ticketId: "x", body: "" }) { userErrors { code } } }',
}
const followed: Readonly<Record<string, string>> = { VIEWINGS: 'viewingChanged', TICKETS: 'ticketUpdated' }

/** Why a subscription is refused; empty when it is opened. */
async function following(by: Program, field: string): Promise<unknown[]> {
  const stream = by.follow<unknown, object>(`subscription { ${field} { __typename } }`)
  const refused = stream.ended.then((errors) => ({ errors }) as Answer<unknown>)
  const { errors = [] } = await Promise.race([stream.next().catch(() => refused), refused])
  stream.cut()
  return errors.map(({ extensions }) => extensions?.['reason'])
}

describe('a scope', () => {
  it.each(allScopes)('%s opens reading or writing of one part, and nothing else (ACC-29)', async (scope) => {
    const its = await program(scope)
    const found: Record<string, unknown> = {}
    for (const part of Object.keys(read)) {
      found[`reading ${part}`] = Object.values(await reasons(its, read[part]!))
      found[`writing ${part}`] = Object.values(await reasons(its, write[part]!))
      if (followed[part]) found[`following ${part}`] = await following(its, followed[part])
    }
    const [part, right] = scope.split('_')
    const open = right === 'READ' ? [`reading ${part}`, `following ${part}`] : [`writing ${part}`]
    const expected = Object.keys(found).map((what) => [what, open.includes(what) ? [] : ['SCOPE']])
    expect(found).toEqual(Object.fromEntries(expected))
  })

  it('is wanted of each part that a field leads to: what lacks it is an error there, and the rest is answered (ACC-29)', async () => {
    const its = await program('CONTACTS_READ')
    const nested = `{ contacts(first: 5) { edges { node { displayName portalAccount { status }
      viewings { edges { node { status } } } tickets { edges { node { id } } } } } } }`
    const { data, errors } = await its.send<{ contacts: List<Record<string, unknown>> }, object>(nested, {})
    expect(errors!.length).toBeGreaterThan(2)
    for (const { path, extensions, message } of errors!) {
      expect(extensions).toMatchObject({ code: 'FORBIDDEN', reason: 'SCOPE' })
      expect(path!.length).toBeGreaterThan(4)
      expect(message).toMatch(/lacks the scope (ACCOUNTS|VIEWINGS|TICKETS)_READ/)
    }
    expect(data!.contacts.edges.length).toBeGreaterThan(0)
    for (const { node } of data!.contacts.edges) {
      expect(node).toMatchObject({ portalAccount: null, viewings: null, tickets: null })
      expect(node['displayName']).toBeTruthy()
    }
  })

  it('is wanted of a mutation’s answer where it leads to another part (ACC-29)', async () => {
    const its = await program('VIEWINGS_WRITE')
    const query = `mutation ($input: OfferWithdrawInput!) { offerWithdraw(input: $input) {
      offer { id deal { contact { displayName } } } userErrors { code } } }`
    const { data, errors } = await its.send<{ offerWithdraw: { offer: object } }, object>(query, {
      input: { offerId: company.own['offer'] },
    })
    expect(errors).toMatchObject([{ extensions: { reason: 'SCOPE' } }])
    expect(JSON.stringify(data)).not.toContain(`Last ${MARK}`)
  })

  it('is wanted of each list in a mutation’s answer: who may only write reads nothing else by it (ACC-29)', async () => {
    const contact = `mutation { contactCreate(input: { lastName: "Waters" }) { contact {
      displayName activities { edges { cursor } } responsibleAgent { contacts { edges { cursor } } } } } }`
    expect(await reasons(await program('CONTACTS_WRITE'), contact)).toEqual({
      'contactCreate.contact.activities': 'SCOPE',
      'contactCreate.contact.responsibleAgent.contacts': 'SCOPE',
    })
    expect(await reasons(await program('CONTACTS_WRITE', 'CONTACTS_READ'), contact)).toEqual({})
    const note = `mutation ($input: TicketNoteAddInput!) { ticketNoteAdd(input: $input) { ticket {
      subject assignee { assignedTickets { edges { cursor } } } } userErrors { code } } }`
    const input = { ticketId: company.own['ticket'], body: 'Called.' }
    expect(await reasons(await program('TICKETS_WRITE'), note, { input })).toEqual({
      'ticketNoteAdd.ticket.assignee.assignedTickets': 'SCOPE',
    })
  })

  it('is wanted where a mutation must know something of another part first (ACC-29)', async () => {
    const input = { lastName: 'Waters', responsibleAgentId: workshop.adminId }
    const query =
      'mutation ($input: ContactCreateInput!) { contactCreate(input: $input) { contact { id } userErrors { code } } }'
    expect(await reasons(await program('CONTACTS_WRITE'), query, { input })).toEqual({ contactCreate: 'SCOPE' })
    expect(await reasons(await program('CONTACTS_WRITE', 'ACCOUNTS_READ'), query, { input })).toEqual({})
  })

  it('is wanted by node and nodes of whatever the id is of (ACC-29)', async () => {
    const its = await program('CONTACTS_READ')
    const { contact, viewing, ticket, agent } = company.own
    const query = 'query ($ids: [ID!]!) { nodes(ids: $ids) { id } }'
    const { data, errors } = await its.send<{ nodes: object[] }, object>(query, {
      ids: [contact, viewing, ticket, agent],
    })
    expect(data!.nodes).toEqual([{ id: contact }, null, null, null])
    expect(errors!.map(({ path, extensions }) => [path!.join('.'), extensions!['reason']])).toEqual([
      ['nodes.1', 'SCOPE'],
      ['nodes.2', 'SCOPE'],
      ['nodes.3', 'SCOPE'],
    ])
  })

  it('is wanted for nothing that says who asks, nor for the schema (ACC-28, ACC-29)', async () => {
    const its = await program('TICKETS_WRITE')
    const { viewer } = await its.ask<{ viewer: object }, object>(
      '{ __schema { queryType { name } } viewer { __typename ... on StaffViewer { apiKey { id name scopes status } } } }',
    )
    expect(viewer).toEqual({
      __typename: 'StaffViewer',
      apiKey: { id: its.id, name: 'A program', scopes: ['TICKETS_WRITE'], status: 'ACTIVE' },
    })
    const leading = '{ viewer { ... on StaffViewer { agent { contacts { edges { cursor } } } } } }'
    expect(Object.values(await reasons(its, leading))).toEqual(['SCOPE'])
    const { viewer: inPerson } = await company.admin.ask<{ viewer: object }, object>(
      '{ viewer { ... on StaffViewer { apiKey { id } } } }',
    )
    expect(inPerson).toEqual({ apiKey: null })
  })

  it('decides who shares an event: two keys of other scopes are each told what they may know (ACC-29)', async () => {
    const [wide, narrow] = [await program('VIEWINGS_READ', 'CONTACTS_READ'), await program('VIEWINGS_READ')]
    const query = `subscription { viewingChanged { __typename ... on ViewingChanged { viewing { id contact { displayName } } } } }`
    const streams = [company.admin, wide, narrow].map((by) => by.follow<Record<string, never>, object>(query))
    for (const stream of streams) await stream.next()
    await change(company.admin, 'viewingReject', { viewingId: company.own['viewing'], reason: 'No.' }, 'viewing')
    const [ofAdmin, ofWide, ofNarrow] = await Promise.all(streams.map((stream) => stream.next()))
    for (const { data, errors } of [ofAdmin!, ofWide!]) {
      expect(errors).toBeUndefined()
      expect(JSON.stringify(data)).toContain(MARK)
    }
    expect(ofNarrow!.errors).toMatchObject([{ extensions: { reason: 'SCOPE' } }])
    expect(JSON.stringify(ofNarrow!.data)).not.toContain(MARK)
    for (const stream of streams) stream.cut()
  })
})
