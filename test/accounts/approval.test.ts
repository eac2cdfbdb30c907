import { parse } from 'graphql'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { idFrom, type CompanyId } from '../../subgraphs/kernel/ids.ts'
import { eventually } from '../support/eventually.ts'
import { mailedPassword } from '../support/log-in.ts'
import { mailTo } from '../support/mails.ts'
import { person, type Person } from '../support/person.ts'
import { codes, open, openOffice, ownPassword, tokens, type List, type Office, type Refused } from './office.ts'
import { drafted, linkMailedTo, mailsTo, registered, registering, setRegistration } from './people.ts'

let office: Office
let agent: Person
let support: Person

beforeAll(async () => {
  office = await openOffice()
  agent = await office.staff('AGENT', 'agent@example.com')
  support = await office.staff('SUPPORT', 'support@example.com')
})
afterAll(() => office?.stop())

interface Account {
  readonly id: string
  readonly email: string
  readonly status: string
}
type Done = Refused & { readonly portalAccount: Account | null }

const approve = `mutation ($input: PortalAccountApproveInput!) { done: portalAccountApprove(input: $input) {
  portalAccount { id email status review contact { id } } userErrors { code path } } }`
const decline = `mutation ($input: PortalAccountDeclineInput!) { done: portalAccountDecline(input: $input) {
  userErrors { code path } } }`
const give = `mutation ($input: PasswordAccessGiveInput!) { done: passwordAccessGive(input: $input) {
  portalAccount { id email status contact { id } } userErrors { code path } } }`
const done = async (by: Person, document: string, input: object): Promise<Done> =>
  (await by.ask<{ done: Done }, object>(document, { input })).done
const listed = async (by: Person, filter: object) =>
  (
    await by.ask<{ portalAccounts: List<Account> }, object>(
      'query ($filter: PortalAccountFilter) { portalAccounts(first: 50, filter: $filter) { edges { node { id email status } } } }',
      { filter },
    )
  ).portalAccounts.edges.map(({ node }) => node)
const logIn = (email: string) =>
  open(office.visitor, 'clientLogIn', { portalKey: office.portalKey, email, password: ownPassword })
const reason = async (by: Person, document: string, input: object) =>
  (await by.send(document, { input })).errors?.[0]?.extensions?.['reason']

describe('a registration where staff have the last word', () => {
  it('waits for the agent of its contact, is approved by them, and lets its person in then (ACC-24)', async () => {
    await setRegistration(office.admin, { mode: 'MODERATED' })
    const email = 'waits@example.com'
    const contactId = await office.contact(agent, { lastName: 'Waits', emails: [email] })
    expect(await registered(office, email, { language: 'nl' })).toMatchObject({
      state: 'AWAITING_APPROVAL',
      session: null,
      next: null,
    })
    const { subject } = await mailTo(office.app.dataDir, 'agent@example.com', (text) => text.includes(email))
    expect(subject).toBe('A registration at The harbour-homes waits for you')
    expect(codes(await logIn(email))).toEqual(['CREDENTIALS_INVALID'])

    const received = await mailTo(office.app.dataDir, email, (text) => text.includes('bekijkt nu uw registratie'))
    expect(received.subject).toBe('Uw registratie bij The harbour-homes wordt bekeken')

    const [waiting, ...others] = await listed(agent, { awaitingApproval: true })
    expect([waiting!.email, waiting!.status, others.length]).toEqual([email, 'DRAFT', 0])
    expect(await reason(support, approve, { accountId: waiting!.id })).toBe('ROLE')
    const { portalAccount } = await done(agent, approve, { accountId: waiting!.id })
    expect(portalAccount).toMatchObject({ status: 'ACTIVE', review: null, contact: { id: contactId } })
    await mailTo(office.app.dataDir, email, (text) => text.includes('heeft uw registratie goedgekeurd'))
    expect(codes(await logIn(email))).toEqual([])
    expect(codes(await done(agent, approve, { accountId: waiting!.id }))).toEqual(['NOT_AWAITING_APPROVAL'])
  })

  it('is declined with a mail that says why, and nothing of it is kept (ACC-24)', async () => {
    const email = 'declined@example.com'
    await registered(office, email)
    await mailTo(office.app.dataDir, 'admin@example.com', (text) => text.includes(email))
    expect(await listed(agent, { awaitingApproval: true })).toEqual([])
    const [waiting] = await listed(office.admin, { awaitingApproval: true })
    const input = { accountId: waiting!.id, reason: 'We look after buyers only.' }
    expect(codes(await done(agent, decline, input))).toEqual(['NOT_FOUND'])
    expect(codes(await done(office.admin, decline, input))).toEqual([])
    const { text } = await mailTo(office.app.dataDir, email, (mail) => mail.includes('cannot open'))
    expect(text).toContain('We look after buyers only.')
    expect(await listed(office.admin, { awaitingApproval: true })).toEqual([])
    const { services } = office.app.host.open.find(({ subgraph }) => subgraph.name === 'accounts')!
    await eventually(async () => expect(await services.sql`select from registration_decline`).toHaveLength(0))
    // One whose mail could not be sent is forgotten when that is given up.
    await services.sql`insert into registration_decline (company_id, account_id, email, first_name, language, declined_at)
      select company_id, company_id, 'lost@example.com', 'Lo', 'en', now() from company`
    const { forgetOldDeclines } = await import('../../subgraphs/accounts/approval/commands.ts')
    const later = (days: number) => ({ ...services, now: () => new Date(services.now().getTime() + days * 86_400_000) })
    await forgetOldDeclines(later(2), 10)
    expect(await services.sql`select from registration_decline`).toHaveLength(1)
    await forgetOldDeclines(later(4), 10)
    expect(await services.sql`select from registration_decline`).toHaveLength(0)
  })

  it('is over once staff give its person an account in another way (ACC-23, ACC-24)', async () => {
    const email = 'meanwhile@example.com'
    await registered(office, email)
    const [waiting] = await listed(office.admin, { awaitingApproval: true })
    expect(codes(await done(agent, give, { email, lastName: 'Given' }))).toEqual([])
    expect(await listed(office.admin, { awaitingApproval: true })).toEqual([])
    for (const document of [approve, decline]) {
      expect(codes(await done(office.admin, document, { accountId: waiting!.id }))).toEqual(['NOT_FOUND'])
    }
    expect(await mailedPassword(office.app, email)).toHaveLength(8)
    await setRegistration(office.admin, { mode: 'OPEN' })
  })

  it('stays in the review queue while its contact has an account (ACC-8)', async () => {
    const emails = ['has@example.com', 'again@example.com']
    const contactId = await office.contact(agent, { lastName: 'Has', emails })
    await agent.ask('mutation ($input: PortalAccountCreateInput!) { portalAccountCreate(input: $input) { cursor } }', {
      input: { contactId, email: emails[0] },
    })
    expect(await registered(office, emails[1]!)).toMatchObject({ state: 'IN_REVIEW', session: null })
    for (const by of [office.admin, agent, support]) {
      expect((await listed(by, { needsReview: true })).map(({ email }) => email)).toEqual([emails[1]])
    }
    const [inReview] = await listed(agent, { needsReview: true })
    expect((await done(agent, approve, { accountId: inReview!.id })).portalAccount).toMatchObject({
      status: 'DRAFT',
      review: 'ALREADY_HAS_ACCOUNT',
    })
    // They are told once that they wait.
    const applicants = (await mailsTo(office, emails[1]!)).filter(({ subject }) => subject.includes('looked at'))
    expect(applicants).toHaveLength(1)
    expect(codes(await done(agent, decline, { accountId: inReview!.id }))).toEqual([])
    expect(await listed(office.admin, { needsReview: true })).toEqual([])
  })
})

describe('access by a password', () => {
  it('is given to a person without an account, whose contact is made or matched (ACC-23)', async () => {
    const input = { email: 'given@example.com', firstName: 'Gi', lastName: 'Ven' }
    const { portalAccount } = await done(agent, give, input)
    expect(portalAccount).toMatchObject({ email: 'given@example.com', status: 'ACTIVE' })
    const password = await office.mailed('given@example.com')
    await tokens(office.visitor, 'clientLogIn', { portalKey: office.portalKey, email: 'given@example.com', password })
    expect(codes(await done(agent, give, input))).toEqual(['PORTAL_USER_ALREADY_EXISTS'])

    const matched = await office.contact(office.admin, { lastName: 'Known', emails: ['matched@example.com'] })
    const { portalAccount: ofMatched } = await done(office.admin, give, { ...input, email: 'Matched@example.com' })
    expect(ofMatched).toMatchObject({ contact: { id: matched } })

    for (const lastName of ['One', 'Two']) await office.contact(agent, { lastName, emails: ['both@example.com'] })
    expect(codes(await done(agent, give, { ...input, email: 'both@example.com' }))).toEqual(['CONTACT_CHOICE_REQUIRED'])
    const wrong = { email: 'no', firstName: 'x'.repeat(101), lastName: '\u200b\u2060', language: '?' }
    expect(codes(await done(agent, give, wrong))).toEqual([
      'EMAIL_INVALID',
      'NAME_TOO_LONG',
      'NAME_UNREADABLE',
      'LANGUAGE_INVALID',
    ])
    expect(await reason(support, give, input)).toBe('ROLE')
  })

  it('tells an agent nothing of colleagues’ contacts: whoever has one is new to them (ACC-23)', async () => {
    const emails = ['theirs@example.com', 'theirs-too@example.com']
    for (const lastName of ['One', 'Two']) await office.contact(office.admin, { lastName, emails })
    const answers = []
    for (const email of [...emails, 'nobodys@example.com']) {
      const { portalAccount, userErrors } = await done(agent, give, { email, lastName: 'New' })
      answers.push({ ...portalAccount, email: null, id: null, contact: null, userErrors })
    }
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1)
    expect(answers[0]).toMatchObject({ status: 'ACTIVE', userErrors: [] })
    const input = { email: emails[0], lastName: 'Again' }
    expect(codes(await done(office.admin, give, input))).toEqual(['CONTACT_CHOICE_REQUIRED'])
  })
})

describe('a first request for support', () => {
  const request = async (email: string, caller = 'tickets') => {
    const accounts = office.app.host.open.find(({ subgraph }) => subgraph.name === 'accounts')!
    const [row] = await accounts.services.sql<{ id: string }[]>`select company_id as id from company`
    const company: CompanyId = idFrom('company', row!.id)
    return accounts.link.execute({
      document: parse(
        'mutation ($input: SupportAccountOpenInput!) { supportAccountOpen(input: $input) { accountId } }',
      ),
      variables: { input: { email, firstName: 'Su' } },
      actor: { kind: 'service', company },
      caller,
      requestId: 'test',
    }) as Promise<{ data?: { supportAccountOpen: { accountId: string | null } }; errors?: unknown[] }>
  }

  it('opens an account by a mailed link, once, and none while nobody can register (ACC-20)', async () => {
    const email = 'asks@example.com'
    await setRegistration(office.admin, { mode: 'CLOSED' })
    expect((await request(email)).data!.supportAccountOpen.accountId).toBeNull()
    await setRegistration(office.admin, { mode: 'OPEN' })
    const set = 'mutation ($isOn: Boolean!) { portalSettingsUpdate(input: { isOn: $isOn }) { cursor } }'
    await office.admin.ask(set, { isOn: false })
    expect((await request(email)).data!.supportAccountOpen.accountId).toBeNull()
    await office.admin.ask(set, { isOn: true })
    expect((await request(email, 'viewings')).errors).toHaveLength(1)
    // What anybody has begun for this address keeps nobody from it (ACC-10).
    await drafted(office, email)
    expect((await request(email)).data!.supportAccountOpen.accountId).toMatch(/^account_/)
    const token = await linkMailedTo(office, email)
    expect(await mailsTo(office, email)).toHaveLength(2)
    const answer = await registering(office.visitor, 'registrationComplete', { token, password: ownPassword })
    expect(answer).toMatchObject({ state: 'ACTIVE', next: 'HELP_CENTRE' })
    expect(codes(await logIn(email))).toEqual([])
    expect((await request(email)).data!.supportAccountOpen.accountId).toBeNull()
  })
})

describe('what staff make of a lead', () => {
  const viewer = '{ viewer { ... on ClientViewer { account { contact { id } } } } }'
  const leadOf = async (who: Person) =>
    (await who.ask<{ viewer: { account: { contact: { id: string } } } }, object>(viewer)).viewer.account.contact.id

  it('shuts the account of one whom they reject (CON-4, ACC-8)', async () => {
    const { person: lead } = await registered(office, 'unwanted@example.com')
    const { done: rejected } = await office.admin.ask<{ done: Refused }, object>(
      'mutation ($input: ContactReviewInput!) { done: contactReview(input: $input) { userErrors { code } } }',
      { input: { contactId: await leadOf(lead), decision: 'REJECT' } },
    )
    expect(rejected.userErrors).toEqual([])
    await eventually(async () => expect((await lead.send(viewer, {})).errors).toHaveLength(1))
    expect(codes(await logIn('unwanted@example.com'))).toEqual(['CREDENTIALS_INVALID'])
  })

  it('moves the account of one whom they merge into another contact, and ends its sessions (ACC-1, CON-4)', async () => {
    const intoContactId = await office.contact(agent, { lastName: 'Same' })
    const { person: lead } = await registered(office, 'merged@example.com')
    const { done: merged } = await office.admin.ask<{ done: Refused }, object>(
      'mutation ($input: ContactMergeInput!) { done: contactMerge(input: $input) { userErrors { code } } }',
      { input: { contactId: await leadOf(lead), intoContactId } },
    )
    expect(merged.userErrors).toEqual([])
    await eventually(async () => expect((await lead.send(viewer, {})).errors).toHaveLength(1))
    const { session } = await logIn('merged@example.com')
    expect(await leadOf(person(office.app.url, session!.accessToken))).toBe(intoContactId)
  })
})
