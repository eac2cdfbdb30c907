import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { idFrom } from '../../subgraphs/kernel/ids.ts'
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
import { drafted, registered, registering, setRegistration } from '../accounts/people.ts'
import { eventually } from '../support/eventually.ts'
import { person, type Person } from '../support/person.ts'
import { agentIdOf, makeProperty, mutate, offer } from '../viewings/brokerage.ts'
import { listed, newcomerTo, readContact, register } from './lead.ts'

// What staff see of contacts who come in by themselves, each deed done as its doer does it.

let office: Office
let agent: Person
beforeAll(async () => {
  office = await openOffice()
  agent = await office.staff('AGENT', 'agent@example.com')
  await setRegistration(office.admin, { mode: 'OPEN' })
}, 60_000)
afterAll(() => office?.stop())

/** Carries out a mutation that must succeed. */
async function act(by: Person, mutation: string, input: object, shown = ''): Promise<Record<string, string>> {
  const type = `${mutation[0]!.toUpperCase()}${mutation.slice(1)}Input`
  const document = `mutation ($input: ${type}!) { done: ${mutation}(input: $input) { ${shown} userErrors { code } } }`
  const { done } = await by.ask<{ done: Refused & Record<string, never> }, object>(document, { input })
  expect(codes(done)).toEqual([])
  return done
}

interface Self {
  readonly viewer: { readonly account: { readonly id: string; readonly contact: { readonly id: string } } }
}
async function selfOf(client: Person): Promise<{ readonly accountId: string; readonly contactId: string }> {
  const query = '{ viewer { ... on ClientViewer { account { id contact { id } } } } }'
  const { account } = (await client.ask<Self, object>(query)).viewer
  return { accountId: account.id, contactId: account.contact.id }
}

describe('a contact’s timeline', () => {
  interface Deed {
    readonly kind: string
    readonly via: string
    readonly byId: string | null
    readonly aboutId: string | null
  }
  async function timelineOf(id: string): Promise<Deed[]> {
    const query = `query ($id: ID!) { contact(id: $id) { activities { edges { node { kind via byId aboutId } } } } }`
    const { contact } = await agent.ask<{ contact: { activities: List<Deed> } }, object>(query, { id })
    return contact.activities.edges.map(({ node }) => node)
  }

  it('tells of account, edits, viewings, tickets and merges, each with who and through what (CON-3)', async () => {
    const email = 'linked@example.com'
    const contactId = await office.contact(agent, { lastName: 'Known', emails: [email] })
    const { person: client } = await registered(office, email)
    const { accountId, contactId: own } = await selfOf(client)
    expect(own).toBe(contactId)
    const [staffId, adminId] = [await agentIdOf(agent), await agentIdOf(office.admin)]
    const preferredDates = [{ date: new Date(Date.now() + 7 * 86_400_000).toISOString().slice(0, 10) }]
    const [asked, booked] = [await makeProperty(agent), await makeProperty(agent)]
    await offer(agent, contactId, [asked, booked])
    const seen: Deed[] = []
    /** What comes onto the timeline when somebody does something. */
    async function adds(kind: string, by: 'client' | 'agent' | 'admin', aboutId: string | null): Promise<void> {
      const byId = { client: accountId, agent: staffId, admin: adminId }[by]
      seen.unshift({ kind, via: by === 'client' ? 'PORTAL' : 'STAFF', byId, aboutId })
      await eventually(async () => expect(await timelineOf(contactId)).toEqual(seen))
    }

    seen.push({ kind: 'CONTACT_CREATED', via: 'STAFF', byId: staffId, aboutId: null })
    await adds('ACCOUNT_LINKED', 'client', accountId)
    await act(client, 'profileUpdate', { phone: '+31 20 1111111' })
    await adds('EDITED_BY_CLIENT', 'client', accountId)
    await act(agent, 'portalAccountUpdate', { accountId, lastName: 'Roe' })
    await adds('EDITED_BY_STAFF', 'agent', accountId)
    const { viewing } = await mutate(client, 'Request', { propertyId: asked, preferredDates })
    await adds('VIEWING_REQUESTED', 'client', viewing!.id)
    const { viewing: other } = await mutate(agent, 'Book', { contactId, propertyId: booked, preferredDates })
    await adds('VIEWING_REQUESTED', 'agent', other!.id)
    await act(client, 'requestSubmit', { subject: 'Keys', body: 'Where?' })
    const { requests } = await client.ask<{ requests: List<{ id: string }> }, object>(
      '{ requests { edges { node { id } } } }',
    )
    await adds('TICKET_OPENED', 'client', requests.edges[0]!.node.id)
  })

  it('tells of a lead that registered, and of whom it was a part of at last (CON-3, CON-4)', async () => {
    const { person: client } = await registered(office, 'unknown@example.com')
    const { accountId, contactId: lead } = await selfOf(client)
    const into = await office.contact(agent, { lastName: 'Known' })
    await eventually(async () => expect(await listed(office.admin, { isPortalUser: true })).toContain(lead))
    await act(office.admin, 'contactMerge', { contactId: lead, intoContactId: into })
    const byClient = { via: 'PORTAL', byId: accountId, aboutId: accountId }
    const [adminId, staffId] = [await agentIdOf(office.admin), await agentIdOf(agent)]
    const deeds = await timelineOf(into)
    expect(deeds).toHaveLength(4)
    expect(deeds).toEqual(
      expect.arrayContaining([
        { kind: 'MERGED', via: 'STAFF', byId: adminId, aboutId: lead },
        { kind: 'ACCOUNT_CREATED', ...byClient },
        { kind: 'LEAD_REGISTERED', ...byClient },
        { kind: 'CONTACT_CREATED', via: 'STAFF', byId: staffId, aboutId: null },
      ]),
    )
  })
})

describe('whether a contact may come in', () => {
  /** What the list’s filters and the contact itself say of these. */
  async function standing(id: string): Promise<string> {
    const query = 'query ($id: ID!) { contact(id: $id) { isPortalUser hasActivePortalAccess } }'
    type Shown = { contact: { isPortalUser: boolean; hasActivePortalAccess: boolean } }
    const { contact } = await office.admin.ask<Shown, object>(query, { id })
    for (const [name, is] of Object.entries(contact)) {
      expect((await listed(office.admin, { [name]: is })).includes(id), name).toBe(true)
      expect((await listed(office.admin, { [name]: !is })).includes(id), name).toBe(false)
    }
    if (!contact.isPortalUser) return contact.hasActivePortalAccess ? 'impossible' : 'no portal user'
    return contact.hasActivePortalAccess ? 'may come in' : 'is kept out'
  }
  const becomes = (id: string, said: string) => eventually(async () => expect(await standing(id)).toBe(said))

  it('follows portal, account, merge and the profile’s deletion, by field and by filter (CON-2)', async () => {
    const { person: client } = await registered(office, 'inside@example.com')
    const { accountId, contactId } = await selfOf(client)
    const into = await office.contact(office.admin, { lastName: 'Inside' })
    await becomes(contactId, 'may come in')
    await act(office.admin, 'portalSettingsUpdate', { isOn: false })
    await becomes(contactId, 'is kept out')
    await act(office.admin, 'portalSettingsUpdate', { isOn: true })
    await becomes(contactId, 'may come in')
    await act(office.admin, 'portalAccountDisable', { accountId })
    await becomes(contactId, 'is kept out')
    expect(await standing(into)).toBe('no portal user')
    await act(office.admin, 'contactMerge', { contactId, intoContactId: into })
    await becomes(into, 'is kept out')
    expect(await listed(office.admin, { isPortalUser: true })).not.toContain(contactId)
    await eventually(() => act(office.admin, 'portalAccountEnable', { accountId }))
    await becomes(into, 'may come in')

    const input = { portalKey: office.portalKey, email: 'inside@example.com', password: ownPassword }
    const anew = person(office.app.url, (await tokens(office.visitor, 'clientLogIn', input)).accessToken)
    const { confirmationToken } = await act(
      anew,
      'profileDeletionStart',
      { password: ownPassword },
      'confirmationToken',
    )
    await act(anew, 'profileDeletionComplete', { confirmationToken, showAs: 'ANONYMOUS' })
    await becomes(into, 'no portal user')
  })
})

describe('a lead of whom staff want nothing', () => {
  const review = (contactId: string, decision: string) => act(office.admin, 'contactReview', { contactId, decision })
  const logIn = async (email: string) =>
    codes(await open(office.visitor, 'clientLogIn', { portalKey: office.portalKey, email, password: ownPassword }))
  const isDisabled = async (id: string) => {
    const query = 'query ($id: ID!) { portalAccount(id: $id) { isDisabled } }'
    type Shown = { portalAccount: { isDisabled: boolean } }
    return (await office.admin.ask<Shown, object>(query, { id })).portalAccount.isDisabled
  }
  /** What opening their account is refused by, in the one way and in the other. */
  async function refusals(by: Person, accountId: string): Promise<unknown[]> {
    const answers = await Promise.all(
      [
        ['Enable', { accountId }],
        ['Update', { accountId, isDisabled: false }],
      ].map(([name, input]) =>
        by.ask<{ done: Refused }, object>(
          `mutation ($input: PortalAccount${name}Input!) { done: portalAccount${name}(input: $input) {
            userErrors { code path } } }`,
          { input },
        ),
      ),
    )
    return answers.flatMap(({ done }) => done.userErrors.map(({ code, path }) => `${code} ${path!.at(-1)}`))
  }

  it.each(['REJECT', 'SPAM'])(
    'is let in again only once they accept it, after %s (CON-4, ACC-15)',
    async (decision) => {
      const email = `${decision.toLowerCase()}@example.com`
      const { accountId, contactId } = await selfOf((await registered(office, email)).person)
      await review(contactId, decision)
      await eventually(async () => expect(await isDisabled(accountId)).toBe(true))
      expect(await refusals(office.admin, accountId)).toEqual([
        'LEAD_NOT_ACCEPTED accountId',
        'LEAD_NOT_ACCEPTED isDisabled',
      ])
      expect(await refusals(agent, accountId)).toEqual(['NOT_FOUND accountId', 'NOT_FOUND accountId'])
      await review(contactId, 'ACCEPT')
      expect(await readContact(office.admin, contactId)).toMatchObject({
        kind: 'CONTACT',
        review: { state: 'ACCEPTED' },
        doNotContact: { reason: 'SELF_REGISTRATION', byId: null },
      })
      // Accepting is about who they are; letting them in is a step of its own.
      expect(await isDisabled(accountId)).toBe(true)
      expect(await refusals(office.admin, accountId)).toEqual([])
      expect(await logIn(email)).toEqual([])
    },
  )

  it.each(['alone', 'beside another contact'])(
    'does not come in with an account that opens only after they said so, %s (CON-4, ACC-8)',
    async (how) => {
      const email = `${how.replaceAll(' ', '-')}@example.com`
      const draft = await drafted(office, email)
      if (how !== 'alone') await office.contact(agent, { lastName: 'Other', emails: [email] })
      // As when accounts was cut off between making the lead and opening the account.
      const { services } = office.app.host.open.find(({ subgraph }) => subgraph.name === 'accounts')!
      const [row] = await services.sql`select id, company_id from portal_account where email = ${email}`
      const company = idFrom('company', row!['company_id'])
      const accountId = idFrom('account', row!['id'])
      const given = newcomerTo(await agentIdOf(office.admin), email, { accountId })
      const asker = { actor: { kind: 'service', company } as const, requestId: 'lead' }
      const { leadRegister } = await services.ask('contacts', register, given, asker)
      const contactId = leadRegister.contact!.id
      await review(contactId, 'SPAM')

      const answer = await registering(office.visitor, 'registrationVerify', draft)
      expect(answer).toMatchObject({ state: 'IN_REVIEW', session: null, userErrors: [] })
      expect(await isDisabled(accountId)).toBe(true)
      expect(await logIn(email)).toEqual(['CREDENTIALS_INVALID'])
      expect(await refusals(office.admin, accountId)).toHaveLength(2)
      await eventually(async () =>
        expect(await listed(office.admin, { isPortalUser: true, hasActivePortalAccess: false })).toContain(contactId),
      )
    },
  )
})
