import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { idFrom, uuidOf, type AccountId, type CompanyId, type ContactId } from '../../subgraphs/kernel/ids.ts'
import {
  codes,
  open,
  openOffice,
  ownPassword,
  tokens,
  type List,
  type Office,
  type Refused,
} from '../accounts/office.ts'
import { registered, setRegistration } from '../accounts/people.ts'
import { openSocket } from '../gateway/support/socket.ts'
import { eventually } from '../support/eventually.ts'
import { person, type Person } from '../support/person.ts'
import { agentIdOf, makeProperty, mutate, offer } from '../viewings/brokerage.ts'
import { doAsClient } from './hanging.ts'
import { newcomerTo, readContact, register, registerLead } from './lead.ts'

let office: Office
beforeAll(async () => {
  office = await openOffice()
}, 60_000)
afterAll(() => office?.stop())

interface Shown {
  readonly displayName: string
  readonly language: string
  readonly emails: readonly string[]
  readonly phones: readonly string[]
}
const read = async (id: string) =>
  (
    await office.admin.ask<{ contact: Shown }, object>(
      'query ($id: ID!) { contact(id: $id) { displayName language emails phones } }',
      { id },
    )
  ).contact
const servicesOf = (name: 'accounts' | 'contacts') =>
  office.app.host.open.find(({ subgraph }) => subgraph.name === name)!.services

async function update(accountId: string, more: object): Promise<void> {
  const document =
    'mutation ($input: PortalAccountUpdateInput!) { done: portalAccountUpdate(input: $input) { userErrors { code } } }'
  const { done } = await office.admin.ask<{ done: Refused }, object>(document, { input: { accountId, ...more } })
  expect(codes(done)).toEqual([])
}

describe('a contact that follows its account', () => {
  /** A contact with an account to which nobody has listened yet. */
  async function unheard(email: string) {
    const { accountId, contactId } = await office.invite(office.admin, email, { firstName: 'Kim', lastName: 'Doe' })
    const { sql } = servicesOf('contacts')
    const ofAccount = sql`where account_id = ${uuidOf(accountId as AccountId)}`
    await eventually(async () => expect(await sql`select from followed_profile ${ofAccount}`).toHaveLength(1))
    await sql`delete from followed_profile ${ofAccount}`
    return { accountId, contactId }
  }

  it('follows the first change, too, of an account that was there before it listened (ACC-17)', async () => {
    const { accountId, contactId } = await unheard('older@example.com')
    await update(accountId, { lastName: 'Roe', phone: '+31 20 1111111' })
    await eventually(async () =>
      expect(await read(contactId)).toMatchObject({ displayName: 'Kim Roe', phones: ['+31 20 1111111'] }),
    )
  })

  it('follows a change that came before it learnt that the account is new (ACC-17)', async () => {
    const { accountId, contactId } = await unheard('hasty@example.com')
    const { sql } = servicesOf('accounts')
    const [row] = await sql`update portal_account set phone = '+31 20 2222222', version = 2, edited_by = 'CLIENT'
      where id = ${uuidOf(accountId as AccountId)} returning company_id`
    const payload = { company: idFrom('company', row!['company_id']), accountId, contactId }
    const { subgraph, services } = office.app.host.open.find((open) => open.subgraph.name === 'contacts')!
    // One job of account.created and one of account.profile_changed: both are told the same.
    const run = () => subgraph.jobs!['followProfile']!(services, payload)
    await run()
    await run()
    expect(await read(contactId)).toMatchObject({ emails: ['hasty@example.com'], phones: ['+31 20 2222222'] })
  })

  it('keeps what staff have corrected and its account did not change (ACC-17)', async () => {
    const { accountId, contactId } = await office.invite(office.admin, 'kept@example.com', { lastName: 'Deo' })
    const { sql } = servicesOf('contacts')
    await eventually(async () =>
      expect(await sql`select from followed_profile where email = 'kept@example.com'`).toHaveLength(1),
    )
    await sql`update contact set last_name = 'Doe', language = 'fr' where id = ${uuidOf(contactId as ContactId)}`
    await update(accountId, { phone: '+31 20 3333333' })
    await eventually(async () =>
      expect(await read(contactId)).toMatchObject({
        displayName: 'Kim Doe',
        language: 'fr',
        phones: ['+31 20 3333333'],
      }),
    )
  })
})

describe('a client who turns out to be known while they are at it', () => {
  interface Self {
    readonly viewer: {
      readonly company: { readonly id: CompanyId }
      readonly account: { readonly id: string; readonly contact: { readonly id: string } }
    }
    readonly viewings: List<{ id: string }>
    readonly requests: List<{ subject: string }>
  }
  const readSelf = (who: Person) =>
    who.ask<Self, object>(`{ viewer { ... on ClientViewer { company { id } account { id contact { id } } } }
      viewings { edges { node { id } } } requests { edges { node { subject } } } }`)
  const submit = (subject: string) => `requestSubmit(input: { subject: "${subject}", body: "Where?" })`
  const preferredDates = [{ date: new Date(Date.now() + 7 * 86_400_000).toISOString().slice(0, 10) }]

  it('is logged out at once, and logs in anew as the contact that they are (CON-4, ACC-8)', async () => {
    const { admin, app, visitor, portalKey } = office
    const agent = await office.staff('AGENT', 'agent@example.com')
    await setRegistration(admin, { mode: 'OPEN' })
    const email = 'merged@example.com'
    const { person: client, session } = await registered(office, email)
    const { account, company } = (await readSelf(client)).viewer
    const into = await office.contact(agent, { lastName: 'Known' })
    const viewings: string[] = []
    for (const [by, contactId] of [
      [admin, account.contact.id],
      [agent, into],
    ] as const) {
      const propertyId = await makeProperty(by)
      await offer(by, contactId, [propertyId])
      viewings.push((await mutate(by, 'Book', { contactId, propertyId, preferredDates })).viewing!.id)
    }
    await client.ask(`mutation { ${submit('As a lead')} { userErrors { code } } }`)
    await doAsClient(app, company.id, 'tickets', into as ContactId, submit('As a contact'))
    // That one came without an account, as by mail: what another account asked stays that one's (ACC-19).
    const tickets = app.host.open.find(({ subgraph }) => subgraph.name === 'tickets')!.services
    await tickets.sql`update ticket set account_id = null where subject = 'As a contact'`
    const socket = await openSocket(app.url, { authorization: `Bearer ${session!.accessToken}` })
    await socket.message('connection_ack')
    const query = 'subscription { ticketStatusChanged { __typename } }'
    socket.send({ id: 'live', type: 'subscribe', payload: { query } })
    await socket.message('next', 'live')

    const { done } = await admin.ask<{ done: Refused }, object>(
      'mutation ($input: ContactMergeInput!) { done: contactMerge(input: $input) { userErrors { code } } }',
      { input: { contactId: account.contact.id, intoContactId: into } },
    )
    expect(codes(done)).toEqual([])
    expect(await socket.closed).toEqual({ code: 4401, reason: 'SESSION_ENDED' })
    const { errors } = await client.send('{ requests { edges { cursor } } }')
    expect(errors![0]!.extensions).toMatchObject({ code: 'UNAUTHENTICATED', reason: 'SESSION_ENDED' })
    const { refreshToken } = session!
    expect(codes(await open(visitor, 'sessionRefresh', { refreshToken }))).toEqual(['SESSION_ENDED'])

    type Owned = { portalAccount: { owner: { id: string }; contact: { id: string } } }
    const owned = 'query ($id: ID!) { portalAccount(id: $id) { owner { id } contact { id } } }'
    expect(await agent.ask<Owned, object>(owned, { id: account.id })).toEqual({
      portalAccount: { owner: { id: await agentIdOf(agent) }, contact: { id: into } },
    })
    const anew = await tokens(visitor, 'clientLogIn', { portalKey, email, password: ownPassword })
    const self = () => readSelf(person(app.url, anew.accessToken))
    await eventually(async () => {
      const { viewer, viewings: seen, requests } = await self()
      expect(viewer.account).toEqual({ id: account.id, contact: { id: into } })
      expect(seen.edges.map(({ node }) => node.id).toSorted()).toEqual(viewings.toSorted())
      expect(requests.edges.map(({ node }) => node.subject).toSorted()).toEqual(['As a contact', 'As a lead'])
    })
  })
})

describe('a merge that is heard of before whose contact the other one is', () => {
  it('waits for it, so that the account gets its owner (ACC-1, CON-4)', async () => {
    const { admin, app } = office
    const agent = await office.staff('AGENT', 'later@example.com')
    const { person: client } = await registered(office, 'early@example.com')
    type Self = { viewer: { account: { id: string; contact: { id: string } } } }
    const { viewer } = await client.ask<Self, object>(
      '{ viewer { ... on ClientViewer { account { id contact { id } } } } }',
    )
    const into = await office.contact(agent, { lastName: 'Known' })
    const { sql } = servicesOf('accounts')
    await app.host.caughtUp()
    const [told] = await sql`delete from client where contact_id = ${uuidOf(into as ContactId)} returning *`
    await admin.ask('mutation ($input: ContactMergeInput!) { contactMerge(input: $input) { userErrors { code } } }', {
      input: { contactId: viewer.account.contact.id, intoContactId: into },
    })
    await eventually(async () =>
      expect(await sql`select from parked where consumer = 'accounts.merges'`).toHaveLength(1),
    )
    await sql`insert into client ${sql(told!)}`
    const owned = 'query ($id: ID!) { portalAccount(id: $id) { owner { id } contact { id } } }'
    await eventually(async () =>
      expect(await admin.ask(owned, { id: viewer.account.id })).toEqual({
        portalAccount: { owner: { id: await agentIdOf(agent) }, contact: { id: into } },
      }),
    )
  })
})

describe('those one of whom a lead may be', () => {
  it('are shown as they are today (ACC-8, CON-4)', async () => {
    const { admin, app } = office
    type Viewer = { viewer: { company: { id: CompanyId } } }
    const { viewer } = await admin.ask<Viewer, object>('{ viewer { ... on StaffViewer { company { id } } } }')
    const company = viewer.company.id
    const email = 'several@example.com'
    const adminId = await agentIdOf(admin)
    const [kept, gone] = [
      await office.contact(admin, { lastName: 'A' }),
      await office.contact(admin, { lastName: 'B' }),
    ]
    const moved = await registerLead(app, company, adminId)
    const asker = { actor: { kind: 'service', company } as const, requestId: 'lead' }
    const input = newcomerTo(adminId, email, { candidateIds: [kept, gone, moved] })
    const lead = (await servicesOf('accounts').ask('contacts', register, input, asker)).leadRegister.contact!.id
    const candidates = async () => (await readContact(admin, lead)).review!.candidates.edges.map(({ node }) => node.id)
    expect(await candidates()).toEqual([kept, gone, moved])

    const into = await office.contact(admin, { lastName: 'C' })
    await admin.ask('mutation ($input: ContactMergeInput!) { contactMerge(input: $input) { userErrors { code } } }', {
      input: { contactId: moved, intoContactId: into },
    })
    await servicesOf('contacts').sql`delete from contact where id = ${uuidOf(gone as ContactId)}`
    expect(await candidates()).toEqual([kept, into])
    const later = await office.contact(admin, { lastName: 'D', emails: ['later@example.com', 'Several@Example.com'] })
    expect(await candidates()).toEqual([kept, into, later])
  })
})
