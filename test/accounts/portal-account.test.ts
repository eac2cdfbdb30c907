import { parse } from 'graphql'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Block } from '../../subgraphs/kernel/actor.ts'
import { mailInvitation } from '../../subgraphs/accounts/portal-account/jobs.ts'
import { idFrom, idOf, newId, uuidOf, type AgentId, type CompanyId } from '../../subgraphs/kernel/ids.ts'
import { eventually } from '../support/eventually.ts'
import { person, type Person } from '../support/person.ts'
import { readMails, temporaryPasswordIn } from '../support/mails.ts'
import { codes, open, openOffice, ownPassword, tokens, type List, type Office, type Refused } from './office.ts'

let office: Office
let agent: Person
let support: Person

beforeAll(async () => {
  office = await openOffice()
  agent = await office.staff('AGENT', 'agent@example.com')
  support = await office.staff('SUPPORT', 'support@example.com')
})
afterAll(() => office?.stop())

const create = `mutation ($input: PortalAccountCreateInput!) { done: portalAccountCreate(input: $input) {
  portalAccount { id status email firstName lastName language isDisabled owner { id name } contact { id } }
  userErrors { __typename code message path ... on EmailChoiceRequired { emails } } } }`
const resend = `mutation ($input: PortalInvitationResendInput!) { done: portalInvitationResend(input: $input) {
  portalAccount { id } userErrors { code path } } }`
interface Account {
  readonly id: string
  readonly email: string
}
interface Agent {
  readonly id: string
  readonly name: string
}
type Done = Refused & { readonly portalAccount: Account | null; readonly agent: Agent | null }
const done = async (by: Person, document: string, input: object): Promise<Done> =>
  (await by.ask<{ done: Done }, object>(document, { input })).done
const extensions = async (by: Person, document: string, variables: object) =>
  (await by.send(document, variables)).errors?.[0]?.extensions
const agentId = async (who: Person) =>
  (await who.ask<{ viewer: { agent: Agent } }, object>('{ viewer { ... on StaffViewer { agent { id } } } }')).viewer
    .agent.id
const logIn = (email: string, password: string) => ({ portalKey: office.portalKey, email, password })

describe('giving a contact a portal account', () => {
  it('takes over name, email and language, active at once, owned by the responsible agent (ACC-1, ACC-2)', async () => {
    const input = { firstName: 'Li', lastName: '', emails: ['Li@example.com'], language: 'nl' }
    const contactId = await office.contact(agent, input)
    const { portalAccount, userErrors } = await done(agent, create, { contactId })
    expect(userErrors).toEqual([])
    expect(portalAccount).toMatchObject({
      status: 'ACTIVE',
      email: 'Li@example.com',
      firstName: 'Li',
      lastName: '',
      language: 'nl',
      isDisabled: false,
      owner: { id: await agentId(agent), name: 'Robin AGENT' },
      contact: { id: contactId },
    })
    const { contact } = await agent.ask<{ contact: { portalAccount: Account } }, object>(
      'query ($id: ID!) { contact(id: $id) { portalAccount { id } } }',
      {
        id: contactId,
      },
    )
    expect(contact.portalAccount.id).toBe(portalAccount!.id)
  })

  it('happens once, however many try: 1 of 100 at once, and 99 are told so (ACC-1)', async () => {
    const contactId = await office.contact(office.admin, { lastName: 'Race', emails: ['race@example.com'] })
    const answers = await Promise.all(Array.from({ length: 100 }, () => done(office.admin, create, { contactId })))
    expect(answers.filter(({ portalAccount }) => portalAccount)).toHaveLength(1)
    const refused = answers.filter(({ portalAccount }) => !portalAccount).map(({ userErrors }) => userErrors)
    const told = {
      __typename: 'Refused',
      code: 'PORTAL_USER_ALREADY_EXISTS',
      message: 'portal user already exists',
      path: ['input', 'contactId'],
    }
    expect(refused).toEqual(Array(99).fill([told]))
  })

  it('needs an email, staff’s choice among several, and one that no other account uses (ACC-2)', async () => {
    const without = await office.contact(office.admin, { lastName: 'Without' })
    expect(codes(await done(office.admin, create, { contactId: without }))).toEqual(['CONTACT_HAS_NO_EMAIL'])

    const emails = ['one@example.com', 'two@example.com']
    const contactId = await office.contact(office.admin, { lastName: 'Several', emails })
    expect((await done(office.admin, create, { contactId })).userErrors).toMatchObject([
      { __typename: 'EmailChoiceRequired', code: 'EMAIL_CHOICE_REQUIRED', path: ['input', 'email'], emails },
    ])
    const strange = await done(office.admin, create, { contactId, email: 'three@example.com' })
    expect(codes(strange)).toEqual(['EMAIL_NOT_OF_CONTACT'])
    const chosen = await done(office.admin, create, { contactId, email: 'TWO@example.com' })
    expect(chosen.portalAccount!.email).toBe('two@example.com')

    const same = await office.contact(office.admin, { lastName: 'Same', emails: ['Two@Example.com'] })
    expect(codes(await done(office.admin, create, { contactId: same }))).toEqual(['EMAIL_IN_USE'])
    const other = await office.found('elsewhere')
    const theirs = await office.contact(other.admin, { lastName: 'Same', emails: ['two@example.com'] })
    expect(codes(await done(other.admin, create, { contactId: theirs }))).toEqual([])
  })

  it('is for ADMIN, and for an AGENT with their own contacts (ACC-27)', async () => {
    const ofAdmin = await office.contact(office.admin, { lastName: 'Foreign', emails: ['foreign@example.com'] })
    const other = await office.found('third-homes')
    expect(codes(await done(agent, create, { contactId: ofAdmin }))).toEqual(['NOT_FOUND'])
    expect(codes(await done(other.admin, create, { contactId: ofAdmin }))).toEqual(['NOT_FOUND'])
    expect(codes(await done(office.admin, create, { contactId: 'nonsense' }))).toEqual(['NOT_FOUND'])
    const input = { contactId: ofAdmin }
    expect(await extensions(support, create, { input })).toMatchObject({ code: 'FORBIDDEN', reason: 'ROLE' })
    expect(await extensions(office.visitor, create, { input })).toMatchObject({ code: 'UNAUTHENTICATED' })
  })

  it('makes the owner follow the contact’s responsible agent (ACC-1)', async () => {
    const { contactId, accountId } = await office.invite(office.admin, 'moved@example.com')
    const read = 'query ($id: ID!) { portalAccount(id: $id) { owner { id } } }'
    expect(
      (await agent.ask<{ portalAccount: object | null }, object>(read, { id: accountId })).portalAccount,
    ).toBeNull()
    const responsibleAgentId = await agentId(agent)
    await office.admin.ask(
      'mutation ($input: ContactAssignInput!) { contactAssign(input: $input) { userErrors { code } } }',
      { input: { contactId, responsibleAgentId } },
    )
    await eventually(async () => {
      const { portalAccount } = await agent.ask<{ portalAccount: object | null }, object>(read, { id: accountId })
      expect(portalAccount).toEqual({ owner: { id: responsibleAgentId } })
    })
  })
})

describe('inviting staff', () => {
  const invite =
    'mutation ($input: AgentInviteInput!) { done: agentInvite(input: $input) { agent { name role } userErrors { code path } } }'
  const given = { email: 'new@example.com', firstName: 'New', lastName: 'One', role: 'SUPPORT' }

  it('is for ADMIN, who need each one’s own email (ACC-27)', async () => {
    for (const by of [agent, support]) {
      expect(await extensions(by, invite, { input: given })).toMatchObject({ code: 'FORBIDDEN', reason: 'ROLE' })
    }
    expect(await extensions(office.visitor, invite, { input: given })).toMatchObject({ code: 'UNAUTHENTICATED' })
    expect(await done(office.admin, invite, given)).toEqual({
      agent: { name: 'New One', role: 'SUPPORT' },
      userErrors: [],
    })
    expect((await done(office.admin, invite, { ...given, email: 'NEW@example.com' })).userErrors).toEqual([
      { code: 'EMAIL_IN_USE', path: ['input', 'email'] },
    ])
    expect(codes(await done(office.admin, invite, { ...given, email: 'no address' }))).toEqual(['EMAIL_INVALID'])
    expect(codes(await done(office.admin, invite, { ...given, lastName: ' ' }))).toEqual(['NAME_MISSING'])
  })

  it('is seen on the roster, and by other companies not at all (ACC-27)', async () => {
    const { agents } = await support.ask<{ agents: List<Agent> }, object>(
      '{ agents(first: 50) { edges { node { id name role email } } } }',
    )
    const nodes = agents.edges.map(({ node }) => node)
    expect(nodes[0]).toMatchObject({ name: 'Ada Min', role: 'ADMIN', email: 'admin@example.com' })
    const other = await office.found('fourth-homes')
    const read = 'query ($id: ID!) { agent(id: $id) { name } }'
    expect(await other.admin.ask(read, { id: nodes[0]!.id })).toEqual({ agent: null })
    expect(await office.visitor.ask(read, { id: nodes[0]!.id })).toEqual({ agent: null })
  })
})

describe('the mailed invitation', () => {
  it('tells the portal and a temporary password, which opens nothing but its change (ACC-2, ACC-3)', async () => {
    const email = 'kim@example.com'
    await office.invite(agent, email)
    const temporary = await office.mailed(email)
    const [mail] = (await readMails(office.app.dataDir)).filter(({ to }) => to === email)
    expect(mail!.subject).toBe('Your portal account at The harbour-homes')
    expect(mail!.text).toContain(`/?portal=${office.portalKey}`)

    const blocked = person(
      office.app.url,
      (await tokens(office.visitor, 'clientLogIn', logIn(email, temporary))).accessToken,
    )
    const viewer = '{ viewer { ... on ClientViewer { blocks account { email } } } }'
    expect(await blocked.ask(viewer)).toEqual({ viewer: { blocks: ['PASSWORD_CHANGE_REQUIRED'], account: { email } } })
    expect(await extensions(blocked, '{ sessions { edges { cursor } } }', {})).toMatchObject({
      code: 'FORBIDDEN',
      reason: 'PASSWORD_CHANGE_REQUIRED',
    })

    for (const beyond of ['contact { displayName }', 'requests { edges { cursor } }']) {
      const query = `{ viewer { ... on ClientViewer { account { ${beyond} } } } }`
      expect(await extensions(blocked, query, {})).toMatchObject({ reason: 'PASSWORD_CHANGE_REQUIRED' })
    }

    const input = { currentPassword: temporary, newPassword: ownPassword }
    const free = person(office.app.url, (await tokens(blocked, 'passwordChange', input)).accessToken)
    expect(await free.ask(viewer)).toEqual({ viewer: { blocks: [], account: { email } } })
    expect(codes(await open(office.visitor, 'clientLogIn', logIn(email, temporary)))).toEqual(['CREDENTIALS_INVALID'])
    expect(codes(await open(office.visitor, 'clientLogIn', logIn(email, ownPassword)))).toEqual([])
  })

  it('opens nothing of others to a temporary password that comes past the gateway (ACC-3)', async () => {
    const { accountId } = await office.invite(office.admin, 'theirs@example.com')
    const other = await agentId(agent)
    type Viewer = { viewer: { agent: Agent; company: { id: CompanyId } } }
    const { viewer } = await office.admin.ask<Viewer, object>(
      '{ viewer { ... on StaffViewer { agent { id } company { id } } } }',
    )
    const company = viewer.company.id
    const accounts = office.app.host.open.find(({ subgraph }) => subgraph.name === 'accounts')!
    const read = async (blocks: readonly Block[]) => {
      const { data } = await accounts.link.execute({
        document: parse(`query ($account: ID!, $agent: ID!, $own: ID!, $of: [_Any!]!) {
          portalAccount(id: $account) { id } agent(id: $agent) { id } own: agent(id: $own) { id }
          _entities(representations: $of) { ... on PortalAccount { id } } }`),
        variables: {
          account: accountId,
          agent: other,
          own: viewer.agent.id,
          of: [{ __typename: 'PortalAccount', id: accountId }],
        },
        actor: {
          kind: 'staff',
          company,
          agent: viewer.agent.id as AgentId,
          role: 'ADMIN',
          session: newId('session'),
          blocks,
        },
        caller: 'gateway',
        requestId: 'test',
      })
      return JSON.parse(JSON.stringify(data)) as object
    }
    const own = { id: viewer.agent.id }
    expect(await read([])).toEqual({
      portalAccount: { id: accountId },
      agent: { id: other },
      own,
      _entities: [{ id: accountId }],
    })
    const nothing = { portalAccount: null, agent: null, own, _entities: [null] }
    expect(await read(['PASSWORD_CHANGE_REQUIRED'])).toEqual(nothing)
  })

  it('has a password that is dead after 72 hours, and is sent anew (ACC-3)', async () => {
    const email = 'late@example.com'
    const { accountId } = await office.invite(office.admin, email)
    const first = await office.mailed(email)
    expect(codes(await open(office.visitor, 'clientLogIn', logIn(email, first)))).toEqual([])
    office.pass({ hours: 73 })
    expect(codes(await open(office.visitor, 'clientLogIn', logIn(email, first)))).toEqual(['CREDENTIALS_INVALID'])

    const admin = await office.logIn()
    expect((await done(admin, resend, { accountId })).portalAccount!.id).toBe(accountId)
    const second = await office.mailed(email, 2)
    expect(codes(await open(office.visitor, 'clientLogIn', logIn(email, second)))).toEqual([])
    await done(admin, resend, { accountId })
    const third = await office.mailed(email, 3)
    expect(codes(await open(office.visitor, 'clientLogIn', logIn(email, second)))).toEqual(['CREDENTIALS_INVALID'])

    const blocked = person(
      office.app.url,
      (await tokens(office.visitor, 'clientLogIn', logIn(email, third))).accessToken,
    )
    await tokens(blocked, 'passwordChange', { currentPassword: third, newPassword: ownPassword })
    expect(codes(await done(admin, resend, { accountId }))).toEqual(['PASSWORD_ALREADY_CHOSEN'])
  })

  it('does not leave any more for who has come in by single sign-on since it was wanted (ACC-2, ACC-21)', async () => {
    const { accountId } = await office.invite(await office.logIn(), 'signs-on@example.com')
    await office.mailed('signs-on@example.com')
    const { services } = office.app.host.open.find(({ subgraph }) => subgraph.name === 'accounts')!
    const { sql, now } = services
    const id = idOf('account', accountId)!
    const [row] = await sql<{ company: string }[]>`delete from password where person_id = ${id}
      returning company_id as company`
    await sql`insert into sign_on_link values (
      ${row!.company}, ${uuidOf(id)}, ${uuidOf(newId('sign_on_instance'))}, 'kim', 'signs-on@example.com', ${now().toISOString()}, ${now().toISOString()}, null)`
    const run = (askedAt: Date) => {
      const company: CompanyId = idFrom('company', row!.company)
      return mailInvitation(services, { company, accountId: id, askedAt: askedAt.toISOString() })
    }
    const mails = async () => (await readMails(office.app.dataDir)).filter(({ to }) => to === 'signs-on@example.com')
    const passwords = () => sql`select from password where person_id = ${id}`
    await run(new Date(now().getTime() - 3_600_000))
    expect([(await mails()).length, (await passwords()).length]).toEqual([1, 0])
    // Wanted after that, it is given.
    await run(new Date(now().getTime() + 60_000))
    expect([(await mails()).length, (await passwords()).length]).toEqual([2, 1])
  })

  it('leaves no password in events or jobs (ACC-2)', async () => {
    const { sql } = office.app.host.open.find(({ subgraph }) => subgraph.name === 'accounts')!.services
    const mails = await readMails(office.app.dataDir)
    const secrets = mails.map(({ text }) => temporaryPasswordIn(text)!)
    expect(secrets.length).toBeGreaterThan(3)
    const kept = await sql`select data::text as text from log union all select data::text from outbox
      union all select payload::text from accounts_jobs._private_jobs`
    const all = kept.map((row) => String(row['text'])).join('\n')
    expect(all).toContain('accountId')
    expect(secrets.filter((secret) => all.includes(secret))).toEqual([])
  })
})

describe('a contact who becomes a portal user', () => {
  it('is marked, gets an activity, and without an agent the administrator (ACC-4)', async () => {
    const { contactId, accountId } = await office.invite(await office.logIn(), 'marked@example.com')
    await eventually(async () => {
      const { contact } = await (
        await office.logIn()
      ).ask<{ contact: { activities: List<object> } }, object>(
        `query ($id: ID!) { contact(id: $id) { isPortalUser responsibleAgent { name }
          activities(first: 5) { edges { node { kind aboutId } } } } }`,
        { id: contactId },
      )
      expect(contact).toMatchObject({ isPortalUser: true, responsibleAgent: { name: 'Ada Min' } })
      expect(contact.activities.edges[0]!.node).toEqual({ kind: 'ACCOUNT_CREATED', aboutId: accountId })
    })
  })

  it('is seen by ADMIN and SUPPORT, by the agent of the contact, and by nobody else’s client (ACC-27)', async () => {
    const list = '{ portalAccounts(first: 100) { edges { node { email owner { name email role } } } } }'
    const seen = async (who: Person) =>
      (await who.ask<{ portalAccounts: List<Account> }, object>(list)).portalAccounts.edges.map(
        ({ node }) => node.email,
      )
    const admin = await office.logIn()
    const all = await seen(admin)
    expect(all).toContain('moved@example.com')
    expect(all).toContain('race@example.com')
    expect(await seen(await office.logIn('support@example.com'))).toEqual(all)
    expect((await seen(await office.logIn('agent@example.com'))).sort()).toEqual(
      ['Li@example.com', 'kim@example.com', 'moved@example.com'].sort(),
    )
    const none = '{ portalAccounts(filter: { isDisabled: true }) { edges { cursor } } }'
    expect(await admin.ask(none)).toEqual({ portalAccounts: { edges: [] } })

    const client = await office.client(admin, 'curious@example.com')
    expect(await extensions(client, list, {})).toMatchObject({ code: 'FORBIDDEN', reason: 'STAFF_ONLY' })
    const own = await client.ask('query ($id: ID!) { portalAccount(id: $id) { email owner { name email role } } }', {
      id: client.accountId,
    })
    expect(own).toEqual({
      portalAccount: { email: 'curious@example.com', owner: { name: 'Ada Min', email: null, role: null } },
    })
  })
})
