import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { uuidOf, type Id } from '../../subgraphs/kernel/ids.ts'
import { person, type Person } from '../support/person.ts'
import {
  codes,
  open,
  openOffice,
  ownPassword,
  tokens,
  type List,
  type Office,
  type Refused,
  type SessionPayload,
} from './office.ts'

let office: Office
let admin: Person
beforeAll(async () => {
  office = await openOffice()
  admin = office.admin
})
afterAll(() => office?.stop())

interface Diagnosis {
  readonly mayLogIn: boolean
  readonly account: { readonly email: string } | null
  readonly checks: readonly {
    readonly check: string
    readonly outcome: string
    readonly since: string | null
    readonly remedy: { readonly mutation: string | null; readonly description: string } | null
  }[]
}

const query = `query ($email: String!, $portalKey: String!) { loginDiagnosis(email: $email, portalKey: $portalKey) {
  mayLogIn account { email } checks { check outcome since remedy { mutation description } } } }`
const diagnosis = async (email: string, portalKey = office.portalKey, by = admin) =>
  (await by.ask<{ loginDiagnosis: Diagnosis }, object>(query, { email, portalKey })).loginDiagnosis
/** What fails, with the mutations that mend it. */
const failing = async (email: string, portalKey = office.portalKey, by = admin) =>
  (await diagnosis(email, portalKey, by)).checks
    .filter(({ outcome }) => outcome === 'FAILED')
    .map(({ check, remedy }) => `${check}: ${remedy!.mutation}`)

const accounts = () => office.app.host.open.find(({ subgraph }) => subgraph.name === 'accounts')!.services
const logIn = (email: string, password = ownPassword, portalKey = office.portalKey) =>
  open(office.visitor, 'clientLogIn', { portalKey, email, password })
const uuid = (accountId: string) => uuidOf(accountId as Id<'account'>)

async function mend(by: Person, mutation: string, input: object): Promise<void> {
  const type = `${mutation[0]!.toUpperCase()}${mutation.slice(1)}Input`
  const document = `mutation ($input: ${type}!) { done: ${mutation}(input: $input) { userErrors { code } } }`
  expect(codes((await by.ask<{ done: Refused }, object>(document, { input })).done)).toEqual([])
}

/** What every log-in that does not succeed is answered, whatever is wrong (ACC-9). */
const refusal = {
  session: null,
  userErrors: [{ code: 'CREDENTIALS_INVALID', path: null, message: expect.any(String) }],
}
const messages = new Set<string>()
async function isRefused(answer: Promise<SessionPayload>): Promise<void> {
  const refused = await answer
  expect(refused).toEqual(refusal)
  messages.add(refused.userErrors[0]!.message)
}

describe('the diagnosis of a log-in', () => {
  it('finds nothing where all is well, and leads to the account (ACC-25)', async () => {
    await office.client(admin, 'well@example.com')
    expect(await diagnosis(' WELL@example.com ')).toMatchObject({
      mayLogIn: true,
      account: { email: 'well@example.com' },
    })
    expect(await failing('well@example.com')).toEqual([])
    expect(codes(await logIn('well@example.com'))).toEqual([])
  })

  it('names what mends each state, and log-in succeeds after that (ACC-25)', async () => {
    const { sql } = accounts()
    const { accountId } = await office.client(admin, 'kim@example.com')
    const id = uuid(accountId)
    const { key: retired } = (
      await sql`insert into portal_key select 'an-old-one', company_id, now(), now() from company returning key`
    )[0]!

    expect(await failing('kim@example.com', String(retired))).toEqual(['PORTAL_KEY: null'])
    expect((await diagnosis('kim@example.com', 'nonsense')).checks[1]!.remedy!.description).toContain(office.portalKey)
    await isRefused(logIn('kim@example.com', ownPassword, 'an-old-one'))

    await sql`update portal_account set disabled_at = now() where id = ${id}`
    expect(await failing('kim@example.com')).toEqual(['NOT_DISABLED: portalAccountEnable'])
    await isRefused(logIn('kim@example.com'))
    await mend(admin, 'portalAccountEnable', { accountId })
    expect(codes(await logIn('kim@example.com'))).toEqual([])

    for (let n = 0; n < 7; n++) await isRefused(logIn('kim@example.com', 'wrong'))
    await sql`update streak set locked_until = now() + interval '1 minute' where holder = ${accountId}`
    expect(await failing('kim@example.com')).toEqual(['NOT_LOCKED: passwordResetStart'])
    await isRefused(logIn('kim@example.com'))
    office.pass({ minutes: 2 })
    expect(codes(await logIn('kim@example.com'))).toEqual([])
  })

  it('names what mends a mailed password that is over, or still to be changed (ACC-3, ACC-25)', async () => {
    const email = 'late@example.com'
    const { accountId } = await office.invite(admin, email)
    const over = await office.mailed(email)
    await accounts().sql`update password set temporary_until = now() - interval '1 hour' where person_id = ${accountId}`
    expect(await failing(email)).toEqual(['TEMPORARY_PASSWORD_VALID: portalInvitationResend'])
    await isRefused(logIn(email, over))
    await mend(admin, 'portalInvitationResend', { accountId })
    const temporary = await office.mailed(email, 2)
    expect(await failing(email)).toEqual(['PASSWORD_CHANGE_NOT_DUE: passwordChange'])
    const blocked = (await logIn(email, temporary)).session!
    const changed = { currentPassword: temporary, newPassword: ownPassword }
    await tokens(person(office.app.url, blocked.accessToken), 'passwordChange', changed)
    expect(await failing(email)).toEqual([])
    expect(codes(await logIn(email))).toEqual([])
  })

  it('tells who is not there, or not yet, and the public answer is one for all of them (ACC-9, ACC-25)', async () => {
    const { sql } = accounts()
    expect(await failing('nobody@example.com')).toEqual(['ACCOUNT_EXISTS: portalAccountCreate'])
    await isRefused(logIn('nobody@example.com'))
    const { accountId } = await office.client(admin, 'draft@example.com')
    await sql`update portal_account set status = 'DRAFT', verified_at = null where id = ${uuid(accountId)}`
    expect(await failing('draft@example.com')).toEqual([
      'EMAIL_VERIFIED: portalAccountCreate',
      'ACTIVE: portalAccountCreate',
    ])
    await isRefused(logIn('draft@example.com'))
    await sql`update portal_account set verified_at = now(), awaiting_approval_since = now() where id = ${uuid(accountId)}`
    expect((await failing('draft@example.com'))[0]).toBe('APPROVED: portalAccountApprove')
    await isRefused(logIn('draft@example.com'))
    expect(messages.size).toBe(1)
  })

  it('shows an agent the accounts of their own contacts only (ACC-25)', async () => {
    const agent = await office.staff('AGENT', 'agent@example.com')
    expect(await failing('well@example.com', office.portalKey, agent)).toEqual(['ACCOUNT_EXISTS: portalAccountCreate'])
    const other = await office.found('other-homes')
    expect(await failing('well@example.com', other.portalKey)).toEqual(['PORTAL_KEY: null'])
    expect(await failing('well@example.com', office.portalKey, other.admin)).toEqual([
      'PORTAL_KEY: null',
      'ACCOUNT_EXISTS: portalAccountCreate',
    ])
  })
})

describe('the log of sign-ins', () => {
  const log = `signIns(first: 20) { edges { node { outcome way address program } } }`
  type Logged = List<{
    readonly outcome: string
    readonly way: string
    readonly address: string
    readonly program: string
  }>

  it('shows staff and the client themselves why somebody was not let in (ACC-26)', async () => {
    const by = await office.logIn()
    const kim = await office.client(by, 'log@example.com')
    await logIn('log@example.com', 'wrong')
    const seen = await kim.ask<{ portalAccount: { signIns: Logged } }, object>(
      `query ($id: ID!) { portalAccount(id: $id) { ${log} } }`,
      { id: kim.accountId },
    )
    const edges = seen.portalAccount.signIns.edges.map(({ node }) => node)
    expect(edges.map(({ outcome }) => outcome)).toEqual(['PASSWORD_WRONG', 'SUCCEEDED'])
    expect(edges[0]).toMatchObject({ way: 'PASSWORD', address: '127.0.0.1', program: 'node' })
    expect(await by.ask(`query ($id: ID!) { portalAccount(id: $id) { ${log} } }`, { id: kim.accountId })).toEqual(seen)
  })

  it('of staff is an administrator’s; of sessions it tells the device (ACC-13, ACC-26)', async () => {
    const by = await office.logIn()
    const sue = await office.staff('SUPPORT', 'sue@example.com')
    const all = `{ agents(first: 50) { edges { node { email ${log} } } } }`
    type Agents = { readonly agents: List<{ readonly email: string; readonly signIns: Logged | null }> }
    const whose = async (asker: Person) =>
      (await asker.ask<Agents, object>(all)).agents.edges
        .filter(({ node }) => node.signIns)
        .map(({ node }) => node.email)
    expect(await whose(sue)).toEqual([])
    expect(await whose(by)).toEqual(['admin@example.com', 'agent@example.com', 'sue@example.com'])
    type Sessions = { readonly sessions: List<object> }
    const { sessions } = await sue.ask<Sessions, object>(
      '{ sessions(first: 5) { edges { node { address program way } } } }',
    )
    expect(sessions.edges[0]!.node).toEqual({ address: '127.0.0.1', program: 'node', way: 'PASSWORD' })
  })

  it('is kept for ninety days (ACC-26)', async () => {
    const services = accounts()
    const count = async () => Number((await services.sql`select count(*) from sign_in`)[0]!['count'])
    const { forgetOldSignIns } = await import('../../subgraphs/accounts/sign-in/commands.ts')
    const later = (days: number) => ({ ...services, now: () => new Date(services.now().getTime() + days * 86_400_000) })
    const all = await count()
    while (await forgetOldSignIns(later(89), 10));
    expect(await count()).toBe(all)
    while (await forgetOldSignIns(later(91), 10));
    expect(await count()).toBe(0)
  })
})

describe('what blocks a client', () => {
  it('finds what blocks somebody who is let in (ACC-16, ACC-24, ACC-25)', async () => {
    await office.client(admin, 'terms@example.com')
    await mend(admin, 'portalSettingsUpdate', { isOn: false })
    await mend(admin, 'termsPublish', {
      texts: [{ language: 'en', title: 'Terms', body: 'Be kind.' }],
      isRequired: true,
    })
    expect(await failing('terms@example.com')).toEqual([
      'PORTAL_ON: portalSettingsUpdate',
      'TERMS_ACCEPTED: termsAccept',
    ])
    expect((await diagnosis('terms@example.com')).mayLogIn).toBe(true)
    await mend(admin, 'portalSettingsUpdate', { isOn: true })
    const { accessToken } = await tokens(office.visitor, 'clientLogIn', {
      portalKey: office.portalKey,
      email: 'terms@example.com',
      password: ownPassword,
    })
    await mend(person(office.app.url, accessToken), 'termsAccept', { version: 1 })
    expect(await failing('terms@example.com')).toEqual([])
  })
})
