import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openOffice, type List, type Office } from '../accounts/office.ts'
import { eventually } from '../support/eventually.ts'
import type { Person } from '../support/person.ts'
import { appendAs } from '../../subgraphs/kernel/events/append.ts'
import { idFrom, uuidOf, type AccountId, type ContactId } from '../../subgraphs/kernel/ids.ts'

let office: Office
let agent: Person
let colleague: Person
let support: Person
let stranger: Person

beforeAll(async () => {
  office = await openOffice()
  agent = await office.staff('AGENT', 'agent@example.com')
  colleague = await office.staff('AGENT', 'colleague@example.com')
  support = await office.staff('SUPPORT', 'support@example.com')
  stranger = (await office.found('hill-homes')).admin
})
afterAll(() => office?.stop())

const CREATE = `mutation ($input: ContactCreateInput!) { done: contactCreate(input: $input) {
  contact { id kind firstName lastName displayName emails phones language version isPortalUser responsibleAgent { id name } }
  userErrors { __typename code message path } cursor } }`
const ASSIGN = `mutation ($input: ContactAssignInput!) { done: contactAssign(input: $input) {
  contact { id version responsibleAgent { id } } userErrors { code path } cursor } }`
const READ = 'query ($id: ID!) { contact(id: $id) { id displayName } }'
const LIST = `query ($filter: ContactFilter, $first: Int, $after: Cursor, $last: Int, $before: Cursor) {
  contacts(filter: $filter, first: $first, after: $after, last: $last, before: $before) {
    edges { cursor node { id } } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }`
const ACTIVITIES = `query ($id: ID!) { contact(id: $id) {
  isPortalUser activities { edges { node { kind via byId aboutId } } } } }`

interface Listed {
  readonly contacts: List<{ id: string }> & {
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string; readonly startCursor: string }
  }
}
interface Timeline {
  readonly contact: {
    readonly isPortalUser: boolean
    readonly activities: List<{ kind: string; via: string; byId: string | null; aboutId: string | null }>
  }
}

/** What a mutation called `done` did. */
async function done(by: Person, document: string, input: object): Promise<Record<string, unknown>> {
  return (await by.ask<{ done: Record<string, unknown> }, object>(document, { input })).done
}

async function listed(by: Person, variables: object = {}): Promise<string[]> {
  const { contacts } = await by.ask<Listed, object>(LIST, variables)
  return contacts.edges.map(({ node }) => node.id)
}

/** Accounts tells of one of its portal accounts. */
async function told(type: string, accountId: string, contactId: string, more: object = {}): Promise<void> {
  const { services } = office.app.host.open.find(({ subgraph }) => subgraph.name === 'accounts')!
  const [row] = await services.sql`select company_id from portal_account where id = ${uuidOf(accountId as AccountId)}`
  const fact = { type, subject: accountId as AccountId, data: { accountId, contactId, ...more } }
  const author = { company: idFrom('company', row!['company_id']), by: null }
  await services.db.transaction((tx) => appendAs(tx, fact, author))
}

async function idOf(who: Person): Promise<string> {
  type Viewer = { viewer: { agent: { id: string } } }
  return (await who.ask<Viewer, object>('{ viewer { ... on StaffViewer { agent { id } } } }')).viewer.agent.id
}

describe('making a contact', () => {
  it('makes it its maker’s own, with names, addresses and language (CON-1)', async () => {
    const input = {
      firstName: 'Kim',
      lastName: 'Doe',
      emails: ['kim@example.com', 'doe@example.com'],
      phones: ['+31 20 1234567'],
      language: 'nl',
    }
    expect(await done(agent, CREATE, { ...input, language: ' NL' })).toMatchObject({
      contact: {
        kind: 'CONTACT',
        ...input,
        displayName: 'Kim Doe',
        version: 1,
        isPortalUser: false,
        responsibleAgent: { id: await idOf(agent), name: 'Robin AGENT' },
      },
      userErrors: [],
      cursor: expect.any(String),
    })
  })

  it('makes it another agent’s where one is named, if the company has them (CON-1)', async () => {
    const responsibleAgentId = await idOf(colleague)
    const { contact } = await done(agent, CREATE, { lastName: 'Given', responsibleAgentId })
    expect(contact).toMatchObject({ responsibleAgent: { id: responsibleAgentId } })
    for (const none of [await idOf(stranger), 'nonsense']) {
      expect(await done(agent, CREATE, { lastName: 'Lost', responsibleAgentId: none })).toMatchObject({
        contact: null,
        userErrors: [{ code: 'NOT_FOUND', path: ['input', 'responsibleAgentId'] }],
      })
    }
  })

  it('does nothing where something is wrong, and points at it (CON-1, API-5)', async () => {
    const before = await listed(agent)
    expect(await done(agent, CREATE, { lastName: 'Doe', emails: ['kim'] })).toEqual({
      contact: null,
      cursor: null,
      userErrors: [
        {
          __typename: 'Refused',
          code: 'EMAIL_INVALID',
          message: 'This is not an email address.',
          path: ['input', 'emails', '0'],
        },
      ],
    })
    expect(await listed(agent)).toEqual(before)
  })

  it('finds no agent by an id that is none (CON-1)', async () => {
    for (const responsibleAgentId of ['', 'nobody', 'agent_00000000000000000000000000']) {
      expect(await done(agent, CREATE, { lastName: 'Doe', responsibleAgentId })).toMatchObject({
        contact: null,
        userErrors: [{ code: 'NOT_FOUND', path: ['input', 'responsibleAgentId'] }],
      })
    }
  })

  it('is for agents and administrators (CON-1)', async () => {
    const client = await office.client(agent, 'maker@example.com')
    const refused = async (who: Person) =>
      (await who.send(CREATE, { input: { lastName: 'Doe' } })).errors?.[0]?.extensions
    expect(await refused(support)).toMatchObject({ code: 'FORBIDDEN', reason: 'ROLE' })
    expect(await refused(client)).toMatchObject({ code: 'FORBIDDEN', reason: 'STAFF_ONLY' })
    expect(await refused(office.visitor)).toMatchObject({ code: 'UNAUTHENTICATED' })
  })
})

describe('giving a contact to another agent', () => {
  it('takes it out of the one’s sight and brings it into the other’s (CON-1)', async () => {
    const id = await office.contact(agent, { lastName: 'Passed' })
    const responsibleAgentId = await idOf(colleague)
    expect(await colleague.ask(READ, { id })).toEqual({ contact: null })
    expect(await done(agent, ASSIGN, { contactId: id, responsibleAgentId })).toMatchObject({
      userErrors: [],
      cursor: expect.any(String),
    })
    expect(await agent.ask(READ, { id })).toEqual({ contact: null })
    expect(await colleague.ask(READ, { id })).toEqual({ contact: { id, displayName: 'Passed' } })
    expect(await done(colleague, ASSIGN, { contactId: id, responsibleAgentId })).toMatchObject({
      contact: { version: 2 },
      cursor: null,
    })
  })

  it('overwrites nothing that the giver has not read (CON-1)', async () => {
    const contactId = await office.contact(office.admin, { lastName: 'Contested' })
    const [first, second] = [await idOf(agent), await idOf(colleague)]
    const give = (responsibleAgentId: string) =>
      done(office.admin, ASSIGN, { contactId, responsibleAgentId, expectedVersion: 1 })
    expect(await give(first)).toMatchObject({ contact: { version: 2 }, userErrors: [] })
    expect(await give(second)).toMatchObject({
      contact: null,
      userErrors: [{ code: 'VERSION_MISMATCH', path: ['input', 'expectedVersion'] }],
    })
    expect(await agent.ask(READ, { id: contactId })).toMatchObject({ contact: { id: contactId } })
  })

  it('finds no contact that one does not see (CON-1)', async () => {
    const id = await office.contact(agent, { lastName: 'Hidden' })
    for (const other of [colleague, stranger]) {
      expect(await done(other, ASSIGN, { contactId: id, responsibleAgentId: await idOf(other) })).toMatchObject({
        contact: null,
        userErrors: [{ code: 'NOT_FOUND', path: ['input', 'contactId'] }],
      })
    }
  })
})

describe('reading contacts', () => {
  it('shows an agent their own, an administrator all, and another company none (CON-1)', async () => {
    const own = await office.contact(agent, { lastName: 'Own' })
    const other = await office.contact(colleague, { lastName: 'Other' })
    expect(await listed(agent)).toContain(own)
    expect(await listed(agent)).not.toContain(other)
    expect(await listed(office.admin)).toEqual(expect.arrayContaining([own, other]))
    expect(await listed(stranger)).toEqual([])
    expect(await stranger.ask(READ, { id: own })).toEqual({ contact: null })
    expect(await agent.ask(READ, { id: 'nonsense' })).toEqual({ contact: null })
  })

  it('shows a client only themselves, and nothing that staff keep (CON-1, CON-3)', async () => {
    const client = await office.client(agent, 'self@example.com')
    const { viewer } = await client.ask<{ viewer: { account: { contact: { id: string } } } }, object>(
      '{ viewer { ... on ClientViewer { account { contact { id } } } } }',
    )
    const { id } = viewer.account.contact
    expect(await client.ask(READ, { id })).toEqual({ contact: { id, displayName: 'Kim Doe' } })
    const other = await office.contact(agent, { lastName: 'Other' })
    expect(await client.ask(READ, { id: other })).toEqual({ contact: null })
    for (const [document, variables] of [
      [LIST, {}],
      [ACTIVITIES, { id }],
    ] as const) {
      const { errors } = await client.send(document, variables)
      expect(errors?.[0]?.extensions).toMatchObject({ code: 'FORBIDDEN', reason: 'STAFF_ONLY' })
    }
  })

  it('goes page by page, newest first, forwards and backwards (API-4)', async () => {
    const reader = await office.staff('AGENT', 'reader@example.com')
    const ids: string[] = []
    for (const lastName of ['1', '2', '3', '4', '5']) ids.unshift(await office.contact(reader, { lastName }))
    const page = async (variables: object) => (await reader.ask<Listed, object>(LIST, variables)).contacts
    const first = await page({ first: 2 })
    expect(first).toMatchObject({ edges: [{ node: { id: ids[0] } }, { node: { id: ids[1] } }] })
    expect(first.pageInfo).toMatchObject({ hasNextPage: true, hasPreviousPage: false })
    await office.contact(reader, { lastName: 'Newest' })
    expect(await listed(reader, { first: 2, after: first.pageInfo.endCursor })).toEqual([ids[2], ids[3]])
    const last = await page({ last: 1 })
    expect(last.edges.map(({ node }) => node.id)).toEqual([ids[4]])
    expect(await listed(reader, { last: 2, before: last.pageInfo.startCursor })).toEqual([ids[2], ids[3]])
    for (const wrong of [{ first: 101 }, { first: 0 }, { first: 1, last: 1 }, { after: 'forged' }]) {
      const { errors } = await reader.send(LIST, wrong)
      expect(errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT' })
    }
  })

  it('finds the portal users among them (CON-2)', async () => {
    const reader = await office.staff('AGENT', 'counter@example.com')
    const without = await office.contact(reader, { lastName: 'Without' })
    const { contactId } = await office.invite(reader, 'portal@example.com')
    await eventually(async () => {
      expect(await listed(reader, { filter: { isPortalUser: true } })).toEqual([contactId])
    })
    expect(await listed(reader, { filter: { isPortalUser: false } })).toEqual([without])
    expect(await listed(reader)).toEqual([contactId, without])
  })

  it('tells of each whether they may come in: not while disabled, nor while the portal is off (CON-2)', async () => {
    const reader = await office.staff('AGENT', 'doorkeeper@example.com')
    const without = await office.contact(reader, { lastName: 'Outside' })
    const { contactId, accountId } = await office.invite(reader, 'inside@example.com')
    const shows = (may: boolean) =>
      eventually(async () => {
        const filtered = (hasActivePortalAccess: boolean) => listed(reader, { filter: { hasActivePortalAccess } })
        expect(await filtered(may)).toContain(contactId)
        expect(await filtered(!may)).not.toContain(contactId)
        expect(await filtered(false)).toContain(without)
        expect(await listed(reader, { filter: { isPortalUser: true, hasActivePortalAccess: may } })).toEqual([
          contactId,
        ])
        expect(
          await reader.ask('query ($id: ID!) { contact(id: $id) { isPortalUser hasActivePortalAccess } }', {
            id: contactId,
          }),
        ).toEqual({ contact: { isPortalUser: true, hasActivePortalAccess: may } })
      })
    const portal = (isOn: boolean) =>
      office.admin.ask(
        'mutation ($isOn: Boolean!) { portalSettingsUpdate(input: { isOn: $isOn }) { userErrors { code } } }',
        { isOn },
      )
    await shows(true)
    await portal(false)
    await shows(false)
    await portal(true)
    await shows(true)
    await told('account.disabled', accountId, contactId)
    await shows(false)
    await told('account.enabled', accountId, contactId)
    await shows(true)
  })

  it('knows no portal user whose account was deleted, and tells of it (ACC-19, CON-2, CON-3)', async () => {
    const { contactId, accountId } = await office.invite(agent, 'gone@example.com')
    await told('account.deleted', accountId, contactId)
    await eventually(async () => {
      const { contact } = await agent.ask<Timeline, object>(ACTIVITIES, { id: contactId })
      expect(contact.isPortalUser).toBe(false)
      expect(contact.activities.edges[0]?.node).toEqual({
        kind: 'ACCOUNT_DELETED',
        via: 'PORTAL',
        byId: accountId,
        aboutId: accountId,
      })
    })
  })
})

describe('a contact’s timeline', () => {
  it('tells, newest first, what was done to it, by whom and through what (CON-3)', async () => {
    const client = await office.client(agent, 'timeline@example.com')
    const { viewer } = await client.ask<{ viewer: { account: { id: string; contact: { id: string } } } }, object>(
      '{ viewer { ... on ClientViewer { account { id contact { id } } } } }',
    )
    const account = viewer.account.id
    const { id } = viewer.account.contact
    expect(await support.ask(READ, { id })).toEqual({ contact: null })
    await eventually(async () => {
      expect((await agent.ask<Timeline, object>(ACTIVITIES, { id })).contact.isPortalUser).toBe(true)
    })
    const { requestSubmit } = await client.ask<{ requestSubmit: { request: { id: string } } }, object>(
      'mutation { requestSubmit(input: { subject: "The key", body: "It is lost." }) { request { id } } }',
    )
    const byId = await idOf(agent)
    await eventually(async () => {
      const { contact } = await agent.ask<Timeline, object>(ACTIVITIES, { id })
      expect(contact.activities.edges.map(({ node }) => node)).toEqual([
        { kind: 'TICKET_OPENED', via: 'PORTAL', byId: account, aboutId: requestSubmit.request.id },
        { kind: 'ACCOUNT_CREATED', via: 'STAFF', byId, aboutId: account },
        { kind: 'CONTACT_CREATED', via: 'STAFF', byId, aboutId: null },
      ])
    })
    // Who asked something is somebody whom SUPPORT may read from then on.
    await eventually(async () => {
      expect(await support.ask(READ, { id })).toEqual({ contact: { id, displayName: 'Kim Doe' } })
    })
  })

  it('says what its account says by now, edited by its client or by staff (ACC-17, CON-3)', async () => {
    const phones = ['+31 20 1111111']
    const { contactId, accountId } = await office.invite(agent, 'former@example.com', { phones })
    const { services } = office.app.host.open.find(({ subgraph }) => subgraph.name === 'contacts')!
    await eventually(async () =>
      expect(await services.sql`select from followed_profile where email = 'former@example.com'`).toHaveLength(1),
    )
    const follows = async (by: 'CLIENT' | 'STAFF', version: number, said: Readonly<Record<string, string | null>>) => {
      const accounts = office.app.host.open.find(({ subgraph }) => subgraph.name === 'accounts')!
      await accounts.services
        .sql`update portal_account set ${accounts.services.sql({ ...said, version })} where id = ${uuidOf(accountId as AccountId)}`
      await told('account.profile_changed', accountId, contactId, { by, version })
    }
    const reads = (shown: object) =>
      eventually(async () => {
        type Answer = { contact: { activities: List<{ kind: string; via: string }> } }
        const { contact } = await agent.ask<Answer, object>(
          `query ($id: ID!) { contact(id: $id) { displayName emails phones language
            activities(first: 1) { edges { node { kind via byId } } } } }`,
          { id: contactId },
        )
        expect(contact).toMatchObject(shown)
      })
    await follows('CLIENT', 7, {
      first_name: 'Robin',
      email: 'new@example.com',
      phone: '+31 20 2222222',
      language: 'nl',
    })
    await reads({
      displayName: 'Robin Doe',
      emails: ['new@example.com'],
      phones: [...phones, '+31 20 2222222'],
      language: 'nl',
      activities: { edges: [{ node: { kind: 'EDITED_BY_CLIENT', via: 'PORTAL', byId: accountId } }] },
    })
    await follows('STAFF', 8, { last_name: 'Roe', phone: null })
    await reads({
      displayName: 'Robin Roe',
      emails: ['new@example.com'],
      phones,
      activities: { edges: [{ node: { kind: 'EDITED_BY_STAFF' } }] },
    })
  })

  it('stands in the order in which things happened, not in which they became known (CON-3)', async () => {
    office.pass({ minutes: 5 })
    const id = await office.contact(office.admin, { lastName: 'Later' })
    office.pass({ minutes: -5 })
    await done(office.admin, ASSIGN, { contactId: id, responsibleAgentId: await idOf(agent) })
    const { contact } = await agent.ask<Timeline, object>(ACTIVITIES, { id })
    expect(contact.activities.edges.map(({ node }) => node.kind)).toEqual(['CONTACT_CREATED', 'CONTACT_ASSIGNED'])
  })

  it('tells of the agent whom a contact without one gets with its account (ACC-4, CON-3)', async () => {
    const id = await office.contact(office.admin, { lastName: 'Nobody’s', emails: ['nobodys@example.com'] })
    const contacts = office.app.host.open.find(({ subgraph }) => subgraph.name === 'contacts')!
    await contacts.services.sql`update contact set responsible_agent_id = null where id = ${uuidOf(id as ContactId)}`
    await office.admin.ask('mutation ($id: ID!) { portalAccountCreate(input: { contactId: $id }) { cursor } }', { id })
    await eventually(async () => {
      const { contact } = await office.admin.ask<Timeline, object>(ACTIVITIES, { id })
      expect(contact.activities.edges.map(({ node: { kind, via } }) => [kind, via])).toEqual([
        ['CONTACT_ASSIGNED', 'SYSTEM'],
        ['ACCOUNT_CREATED', 'STAFF'],
        ['CONTACT_CREATED', 'STAFF'],
      ])
    })
  })

  it('tells of a new responsible agent (CON-1, CON-3)', async () => {
    const id = await office.contact(office.admin, { lastName: 'Moved' })
    await done(office.admin, ASSIGN, { contactId: id, responsibleAgentId: await idOf(agent) })
    const { contact } = await agent.ask<Timeline, object>(ACTIVITIES, { id })
    expect(contact.activities.edges.map(({ node }) => node.kind)).toEqual(['CONTACT_ASSIGNED', 'CONTACT_CREATED'])
  })
})
