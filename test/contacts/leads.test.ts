import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { anonymous, type Actor } from '../../subgraphs/kernel/actor.ts'
import type { question } from '../../subgraphs/kernel/ask.ts'
import { activateVerified } from '../../subgraphs/accounts/activation/commands.ts'
import { newId, uuidOf, type AccountId, type CompanyId, type ContactId } from '../../subgraphs/kernel/ids.ts'
import { openServiceContext } from '../../subgraphs/kernel/open-context.ts'
import { codes, openOffice, type List, type Office, type Refused } from '../accounts/office.ts'
import { eventually } from '../support/eventually.ts'
import type { Person } from '../support/person.ts'
import { agentIdOf, makeProperty, mutate, offer } from '../viewings/brokerage.ts'
import { doAsClient, hangingOn } from './hanging.ts'
import {
  kindsOf,
  listed,
  newcomerTo,
  OF_ADDRESS,
  ofAddress,
  readContact,
  REGISTER,
  register,
  registerLead,
  shown,
  type Shown,
} from './lead.ts'

let office: Office
let agent: Person
let stranger: Person
let company: CompanyId
let administratorId: string

beforeAll(async () => {
  office = await openOffice()
  agent = await office.staff('AGENT', 'agent@example.com')
  stranger = (await office.found('hill-homes')).admin
  type Viewer = { viewer: { company: { id: CompanyId }; agent: { id: string } } }
  const { viewer } = await office.admin.ask<Viewer, object>(
    '{ viewer { ... on StaffViewer { company { id } agent { id } } } }',
  )
  company = viewer.company.id
  administratorId = viewer.agent.id
}, 60_000)
afterAll(() => office?.stop())

/** A question of one subgraph to contacts, for itself unless it is for somebody. */
function asked<Answer>(
  document: ReturnType<typeof question<Answer, object>>,
  variables: object,
  by: 'accounts' | 'tickets' = 'accounts',
  actor: Actor = { kind: 'service', company },
): Promise<Answer> {
  const { services } = office.app.host.open.find(({ subgraph }) => subgraph.name === by)!
  return services.ask('contacts', document, variables, { actor, requestId: 'lead' })
}

const newcomer = (email: string, more: object = {}) => newcomerTo(administratorId, email, more)

/** Somebody who has registered with an address that is nobody's, or several people's: a lead with its portal account. */
async function newLead(email: string): Promise<{ readonly accountId: string; readonly contactId: string }> {
  const { services } = office.app.host.open.find(({ subgraph }) => subgraph.name === 'accounts')!
  const person = { email, firstName: 'Noor', lastName: 'Newcomer', language: 'nl', location: null }
  const ctx = openServiceContext(services, company)
  const { id, contactId } = await activateVerified(ctx, { company, via: 'REGISTRATION', ...person })
  await eventually(async () => {
    const contact = await read(contactId!)
    expect(contact.isPortalUser).toBe(true)
    expect(kindsOf(contact)).toEqual(['ACCOUNT_CREATED', 'LEAD_REGISTERED'])
  })
  return { accountId: id, contactId: contactId! }
}

const read = (id: string, by: Person = office.admin) => readContact(by, id)

interface Done extends Refused {
  readonly contact: Shown | null
  readonly cursor: string | null
}
async function done(
  by: Person,
  mutation: 'contactReview' | 'contactMerge' | 'contactAssign',
  input: object,
): Promise<Done> {
  const type = `${mutation[0]!.toUpperCase()}${mutation.slice(1)}Input`
  const document = `mutation ($input: ${type}!) { done: ${mutation}(input: $input) {
    contact { ${shown} } userErrors { code path } cursor } }`
  return (await by.ask<{ done: Done }, object>(document, { input })).done
}
const review = (by: Person, contactId: string, decision: string, more: object = {}) =>
  done(by, 'contactReview', { contactId, decision, ...more })
const merge = (by: Person, contactId: string, intoContactId: string, more: object = {}) =>
  done(by, 'contactMerge', { contactId, intoContactId, ...more })

describe('somebody who registers', () => {
  it('is looked for by their address, whatever its case, in their company only (ACC-8)', async () => {
    const emails = ['mail@example.com', 'Kim@Example.com']
    const [one, other] = [
      await office.contact(agent, { lastName: 'One', emails }),
      await office.contact(office.admin, { lastName: 'Other', emails: ['kim@example.com'] }),
    ]
    await office.contact(stranger, { lastName: 'Theirs', emails })
    const { contactsOfAddress } = await asked(ofAddress, { email: 'KIM@example.com' })
    expect(contactsOfAddress.map(({ id }) => id)).toEqual([one, other])
    expect(contactsOfAddress[1]).toEqual({ id: other, responsibleAgentId: administratorId })
    expect(await asked(ofAddress, { email: 'nobody@example.com' })).toEqual({ contactsOfAddress: [] })
  })

  it('becomes one lead, however often and at once it is asked for (ACC-8, CON-4)', async () => {
    const given = newcomer('noor@example.com', { phone: '+31 20 1234567' })
    const [made, ...again] = await Promise.all([1, 2, 3, 4].map(() => asked(register, given)))
    expect(made).toMatchObject({ leadRegister: { contact: { responsibleAgentId: administratorId }, userErrors: [] } })
    for (const one of again) expect(one).toEqual(made)

    const { id } = made!.leadRegister.contact!
    type Told = { contact: { activities: List<object> } }
    const { contact } = await office.admin.ask<Told, object>(
      `query ($id: ID!) { contact(id: $id) { kind firstName emails phones language
        activities { edges { node { kind via byId aboutId } } } } }`,
      { id },
    )
    const { accountId, firstName, language } = given.input
    expect(contact).toMatchObject({ kind: 'LEAD', firstName, language })
    expect(contact).toMatchObject({ emails: ['noor@example.com'], phones: ['+31 20 1234567'] })
    expect(contact.activities.edges).toEqual([
      { node: { kind: 'LEAD_REGISTERED', via: 'PORTAL', byId: accountId, aboutId: accountId } },
    ])
  })

  it('is refused as a contact would be (ACC-8)', async () => {
    const refused = { 'firstName lastName': 'NAME_MISSING', email: 'EMAIL_INVALID', accountId: 'NOT_FOUND' }
    for (const [fields, code] of Object.entries(refused)) {
      const more = Object.fromEntries(fields.split(' ').map((field) => [field, '']))
      expect((await asked(register, newcomer('noor@example.com', more))).leadRegister).toMatchObject({
        contact: null,
        userErrors: [{ code }],
      })
    }
  })

  it('is looked for and made a lead by accounts alone (ACC-8, ACC-9)', async () => {
    const service: Actor = { kind: 'service', company }
    const person: Actor = {
      kind: 'client',
      company,
      account: newId('account'),
      contact: newId('contact'),
      session: newId('session'),
      blocks: [],
    }
    for (const [by, actor] of [
      ['tickets', service],
      ['accounts', person],
      ['accounts', anonymous],
    ] as const) {
      const refused = { extensions: { code: 'FORBIDDEN', reason: 'SERVICES_ONLY' } }
      await expect(asked(register, newcomer('noor@example.com'), by, actor)).rejects.toMatchObject(refused)
      await expect(asked(ofAddress, { email: 'noor@example.com' }, by, actor)).rejects.toMatchObject(refused)
    }
    for (const [document, variables] of [
      [REGISTER, newcomer('noor@example.com')],
      [OF_ADDRESS, { email: 'noor@example.com' }],
    ] as const) {
      const { errors } = await office.admin.send(document, variables)
      expect(errors![0]!.extensions).toMatchObject({ code: 'GRAPHQL_VALIDATION_FAILED' })
    }
  })
})

describe('a lead that registered by itself', () => {
  it('stands in the list, not to be written to, until staff have looked (CON-4)', async () => {
    const { contactId } = await newLead('waiting@example.com')
    expect(await read(contactId)).toMatchObject({
      kind: 'LEAD',
      source: 'REGISTRATION',
      doNotContact: { reason: 'SELF_REGISTRATION', byId: null },
      review: { state: 'PENDING', reviewedAt: null, reviewedById: null, candidates: { edges: [] } },
    })
    const plain = await office.contact(office.admin, { lastName: 'Known' })
    expect(await read(plain)).toMatchObject({ source: 'STAFF', doNotContact: null, review: null })
    expect(await listed(office.admin)).toEqual(expect.arrayContaining([contactId, plain]))
    expect(await listed(office.admin, { reviewStates: ['PENDING'] })).toContain(contactId)
    expect(await listed(office.admin, { reviewStates: ['PENDING'] })).not.toContain(plain)
    expect(await listed(office.admin, { reviewStates: ['SPAM'] })).not.toContain(contactId)
    // It is the administrator's until they give it to somebody.
    expect(await listed(agent)).not.toContain(contactId)
    expect(codes(await review(agent, contactId, 'ACCEPT'))).toEqual(['NOT_FOUND'])
  })

  it('names those who have the same address (ACC-8, CON-4)', async () => {
    const emails = ['same@example.com']
    const one = await office.contact(agent, { lastName: 'One', emails })
    const other = await office.contact(office.admin, { lastName: 'Other', emails })
    const { contactId } = await newLead('Same@example.com')
    expect((await read(contactId)).review!.candidates.edges.map(({ node }) => node.id)).toEqual([one, other])
    await done(office.admin, 'contactAssign', { contactId, responsibleAgentId: await agentIdOf(agent) })
    // An agent is told of none whom they do not see.
    expect((await read(contactId, agent)).review!.candidates.edges.map(({ node }) => node.id)).toEqual([one])
  })

  it('is accepted, and written to only with its consent (CON-4)', async () => {
    const [plain, agreed] = [await newLead('plain@example.com'), await newLead('agreed@example.com')]
    const before = await read(plain.contactId)
    expect(await review(office.admin, plain.contactId, 'ACCEPT', { expectedVersion: before.version })).toMatchObject({
      contact: {
        kind: 'CONTACT',
        version: before.version + 1,
        doNotContact: { reason: 'SELF_REGISTRATION' },
        review: { state: 'ACCEPTED', reviewedAt: expect.any(String), reviewedById: administratorId },
      },
      userErrors: [],
      cursor: expect.any(String),
    })
    const kind = 'LEAD'
    const { contact } = await review(office.admin, agreed.contactId, 'ACCEPT', { kind, hasConsent: true })
    expect(contact).toMatchObject({ kind, doNotContact: null })
    expect(contact!.activities.edges[0]!.node).toEqual({
      kind: 'REVIEWED',
      via: 'STAFF',
      byId: administratorId,
      aboutId: null,
    })
  })

  it.each([
    ['REJECT', 'REJECTED'],
    ['SPAM', 'SPAM'],
  ])('is never to be written to after %s (CON-4)', async (decision, state) => {
    const { contactId } = await newLead(`${state.toLowerCase()}@example.com`)
    expect(await review(office.admin, contactId, decision, { hasConsent: true })).toMatchObject({
      contact: { kind: 'LEAD', review: { state }, doNotContact: { reason: state, byId: administratorId } },
      userErrors: [],
    })
    expect(await listed(office.admin, { reviewStates: [state] })).toContain(contactId)
  })

  it('is reviewed once, and by nobody who has not read it (CON-4)', async () => {
    const { contactId } = await newLead('once@example.com')
    expect(await review(office.admin, contactId, 'ACCEPT', { expectedVersion: 99 })).toMatchObject({
      contact: null,
      userErrors: [{ code: 'VERSION_MISMATCH', path: ['input', 'expectedVersion'] }],
    })
    const both = await Promise.all(['REJECT', 'SPAM'].map((decision) => review(office.admin, contactId, decision)))
    expect(both.flatMap(codes)).toEqual(['CONTACT_NOT_UNDER_REVIEW'])
    const plain = await office.contact(office.admin, { lastName: 'Known' })
    expect(codes(await review(office.admin, plain, 'ACCEPT'))).toEqual(['CONTACT_NOT_UNDER_REVIEW'])
    expect(codes(await review(stranger, contactId, 'ACCEPT'))).toEqual(['NOT_FOUND'])
  })
})

describe('a lead whom staff knew already', () => {
  it('becomes a part of that contact, which is found under both ids (CON-4)', async () => {
    const [emails, phones] = [['known@example.com'], ['+31 20 1234567']]
    const into = await office.contact(agent, { firstName: 'Kim', lastName: 'Known', emails, phones })
    const { contactId, accountId } = await newLead('merged@example.com')
    expect(codes(await merge(agent, contactId, into))).toEqual(['NOT_FOUND'])
    const { contact, userErrors } = await merge(office.admin, contactId, into)
    expect(userErrors).toEqual([])
    expect(contact).toMatchObject({
      id: into,
      kind: 'CONTACT',
      source: 'STAFF',
      emails: [...emails, 'merged@example.com'],
      phones,
      version: 2,
      isPortalUser: true,
      responsibleAgent: { id: await agentIdOf(agent) },
      doNotContact: null,
      review: null,
    })
    expect(contact!.activities.edges.map(({ node }) => node)).toEqual([
      { kind: 'MERGED', via: 'STAFF', byId: administratorId, aboutId: contactId },
      ...['ACCOUNT_CREATED', 'LEAD_REGISTERED'].map((kind) => ({
        kind,
        via: 'PORTAL',
        byId: accountId,
        aboutId: accountId,
      })),
      { kind: 'CONTACT_CREATED', via: 'STAFF', byId: await agentIdOf(agent), aboutId: null },
    ])
    for (const id of [contactId, into]) expect((await read(id, agent)).id).toBe(into)
    expect(await listed(office.admin)).not.toContain(contactId)
    expect(await listed(office.admin, { reviewStates: ['MERGED'] })).toEqual([])
    expect(await asked(ofAddress, { email: 'merged@example.com' })).toMatchObject({ contactsOfAddress: [{ id: into }] })
    // Whoever asks for the lead's account again is told of the contact that it is.
    const again = newcomer('merged@example.com', { accountId })
    expect(await asked(register, again)).toMatchObject({ leadRegister: { contact: { id: into } } })
    expect(codes(await review(office.admin, contactId, 'SPAM'))).toEqual(['CONTACT_NOT_UNDER_REVIEW'])
  })

  it('is merged into one contact only, by whoever is first (CON-4)', async () => {
    const { contactId } = await newLead('twice@example.com')
    const targets = await Promise.all(
      ['A', 'B', 'C', 'D'].map((lastName) => office.contact(office.admin, { lastName })),
    )
    const answers = await Promise.all(targets.map((into) => merge(office.admin, contactId, into)))
    const merged = answers.filter(({ contact }) => contact)
    expect(merged).toHaveLength(1)
    expect(answers.flatMap(codes)).toEqual(Array(3).fill('CONTACT_NOT_UNDER_REVIEW'))
    const { id } = await read(contactId)
    expect(id).toBe(merged[0]!.contact!.id)
    const users = await Promise.all(targets.map(async (into) => (await read(into)).isPortalUser))
    expect(users.filter(Boolean)).toHaveLength(1)
  })

  it('is not merged into somebody with a portal account, nor into itself or nobody (CON-4)', async () => {
    const { contactId } = await newLead('kept@example.com')
    const other = await office.invite(office.admin, 'client@example.com')
    expect(await merge(office.admin, contactId, other.contactId)).toMatchObject({
      contact: null,
      userErrors: [{ code: 'CONTACT_HAS_PORTAL_ACCOUNT', path: ['input', 'intoContactId'] }],
    })
    expect(codes(await merge(office.admin, contactId, contactId))).toEqual(['MERGE_INTO_ITSELF'])
    const foreign = await office.contact(stranger, { lastName: 'Theirs' })
    for (const none of [foreign, newId('contact'), 'nonsense']) {
      expect(await merge(office.admin, contactId, none)).toMatchObject({
        contact: null,
        userErrors: [{ code: 'NOT_FOUND', path: ['input', 'intoContactId'] }],
      })
    }
    const plain = await office.contact(office.admin, { lastName: 'Plain' })
    expect(codes(await merge(office.admin, plain, other.contactId))).toEqual(['CONTACT_NOT_UNDER_REVIEW'])
    expect(codes(await merge(office.admin, contactId, plain, { expectedVersion: 99 }))).toEqual(['VERSION_MISMATCH'])
    expect(await read(contactId)).toMatchObject({ id: contactId, review: { state: 'PENDING' } })
  })

  it('takes along all that hangs on it, but for what the contact has itself (CON-4)', async () => {
    const { admin, app } = office
    const as = (part: 'viewings' | 'tickets', contact: string, what: string) =>
      doAsClient(app, company, part, contact as ContactId, what)
    const lead = await registerLead(app, company, administratorId)
    const into = await office.contact(admin, { lastName: 'Followed' })
    const [both, only] = [await makeProperty(admin), await makeProperty(admin)]
    const [offerOfBoth, offerOfOnly] = await offer(admin, lead, [both, only])
    const [ownOffer] = await offer(admin, into, [both])
    const preferredDates = [{ date: new Date(Date.now() + 7 * 86_400_000).toISOString().slice(0, 10) }]
    const book = async (contactId: string, propertyId: string) =>
      (await mutate(admin, 'Book', { contactId, propertyId, preferredDates })).viewing!.id
    const [leads, free, own] = [await book(lead, both), await book(lead, only), await book(into, both)]
    const like = (propertyId: string) => `reactionSet(input: { propertyId: "${propertyId}", reaction: INTERESTED })`
    const dislike = `reactionSet(input: { propertyId: "${both}", reaction: REJECTED, text: "Too dark" })`
    const watch = 'watchCreate(input: { criteria: { cities: ["Olhão"] } })'
    const request = 'requestSubmit(input: { subject: "The key", body: "It is lost." })'
    for (const what of [like(both), like(only), `favouriteAdd(input: { propertyId: "${only}" })`, watch])
      await as('viewings', lead, what)
    await as('viewings', into, dislike)
    await as('tickets', lead, request)

    expect(codes(await merge(admin, lead, into))).toEqual([])
    await eventually(async () => {
      expect(await hangingOn(admin, into)).toEqual({
        deals: [[ownOffer], [offerOfBoth, offerOfOnly]].map((ids) => ids.toSorted()),
        groups: { [both]: 'REJECTED', [only]: 'INTERESTED' },
        viewings: { [leads]: 'CANCELLED', [free]: 'PENDING', [own]: 'PENDING' },
        watches: 1,
        liked: [only],
        tickets: 1,
      })
    })
    expect(await hangingOn(admin, lead)).toEqual(await hangingOn(admin, into))

    // What was done meanwhile with a token that names the lead follows when no such token lives any longer.
    await as('viewings', lead, watch)
    await as('tickets', lead, request)
    for (const name of ['viewings', 'tickets'] as const) {
      const { subgraph, services } = office.app.host.open.find((open) => open.subgraph.name === name)!
      await subgraph.jobs!['followMerge']!(services, {
        company,
        contactId: lead as ContactId,
        intoContactId: into as ContactId,
      })
    }
    expect(await hangingOn(admin, into)).toMatchObject({ watches: 2, tickets: 2 })
  })

  it('is never merged with two accounts, when the contact gets its own at the same moment (CON-4)', async () => {
    const lead = await newLead('moment@example.com')
    const into = await office.contact(office.admin, { lastName: 'Moment', emails: ['own@example.com'] })
    const create =
      'mutation ($id: ID!) { done: portalAccountCreate(input: { contactId: $id }) { userErrors { code } } }'
    const [merged, created] = await Promise.all([
      merge(office.admin, lead.contactId, into),
      office.admin.ask<{ done: Refused }, object>(create, { id: into }),
    ])
    const refused = [...codes(merged), ...codes(created.done)]
    for (const code of refused) expect(['CONTACT_HAS_PORTAL_ACCOUNT', 'PORTAL_USER_ALREADY_EXISTS']).toContain(code)
    const { services } = office.app.host.open.find(({ subgraph }) => subgraph.name === 'accounts')!
    const accounts = await services.sql`select id from portal_account
        where id = ${uuidOf(lead.accountId as AccountId)} or email = 'own@example.com'`
    expect(accounts).toHaveLength(codes(created.done).length === 0 ? 2 : 1)
  })

  it('gives its agent to a contact that had none (ACC-4, CON-4)', async () => {
    const { contactId } = await newLead('ownerless@example.com')
    const into = await office.contact(agent, { lastName: 'Ownerless' })
    const contacts = office.app.host.open.find(({ subgraph }) => subgraph.name === 'contacts')!
    await contacts.services.sql`update contact set responsible_agent_id = null where id = ${uuidOf(into as ContactId)}`
    const { contact } = await merge(office.admin, contactId, into)
    expect(contact).toMatchObject({ responsibleAgent: { id: administratorId } })
    expect(kindsOf(contact!)[0]).toBe('CONTACT_ASSIGNED')
  })
})
