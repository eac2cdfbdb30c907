import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { uuidOf, type AccountId } from '../../subgraphs/kernel/ids.ts'
import type { Person } from '../support/person.ts'
import { codes, open, openOffice, ownPassword, type List, type Office } from './office.ts'

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

  it('finds who is locked out by wrong passwords, until they have waited (ACC-25, ACC-26)', async () => {
    await office.client(admin, 'kim@example.com')
    const from = new Date()
    for (const seconds of [0, 0, 0, 0, 0, 2, 4, 8, 16, 0]) {
      await logIn('kim@example.com', 'wrong')
      office.pass({ seconds })
    }
    const { checks, mayLogIn } = await diagnosis('kim@example.com')
    const [locked, ...others] = checks.filter(({ outcome }) => outcome === 'FAILED')
    expect([locked!.check, others.length, mayLogIn]).toEqual(['NOT_LOCKED', 0, false])
    expect(Date.parse(locked!.since!)).toBeGreaterThanOrEqual(from.getTime())
    expect(codes(await logIn('kim@example.com'))).toEqual(['CREDENTIALS_INVALID'])
    office.pass({ minutes: 2 })
    expect(await failing('kim@example.com')).toEqual([])
    expect(codes(await logIn('kim@example.com'))).toEqual([])
  })

  it('shows each of the staff what they may see, and names what they may do (ACC-25)', async () => {
    const agent = await office.staff('AGENT', 'agent@example.com')
    expect(await failing('well@example.com', office.portalKey, agent)).toEqual(['ACCOUNT_EXISTS: passwordAccessGive'])
    // Whose contact it is they are not told; what they may not do themselves is named to nobody else.
    await office.contact(admin, { lastName: 'Known', emails: ['known@example.com'] })
    const seen = (by: Person) => failing('known@example.com', office.portalKey, by)
    expect(await seen(agent)).toEqual(['ACCOUNT_EXISTS: passwordAccessGive'])
    expect(await seen(admin)).toEqual(['ACCOUNT_EXISTS: portalAccountCreate'])
    expect(await seen(await office.staff('SUPPORT', 'sue@example.com'))).toEqual(['ACCOUNT_EXISTS: null'])
    const other = await office.found('other-homes')
    expect(await failing('well@example.com', other.portalKey)).toEqual(['PORTAL_KEY: null'])
    expect(await failing('well@example.com', office.portalKey, other.admin)).toEqual([
      'PORTAL_KEY: null',
      'ACCOUNT_EXISTS: passwordAccessGive',
    ])
  })
})

describe('the log of sign-ins', () => {
  const log = `signIns(first: 20) { edges { node { outcome way ipAddress program } } }`
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
    expect(edges[0]).toMatchObject({ way: 'PASSWORD', ipAddress: '127.0.0.1', program: 'node' })
    expect(await by.ask(`query ($id: ID!) { portalAccount(id: $id) { ${log} } }`, { id: kim.accountId })).toEqual(seen)
  })

  it('tells staff each reason why somebody was not let in, though the answer tells none (ACC-9, ACC-26)', async () => {
    const by = await office.logIn()
    const { accountId } = await office.client(by, 'denied@example.com')
    const { sql } = accounts()
    const id = uuidOf(accountId as AccountId)
    const account = (change: ReturnType<typeof sql>) => sql`update portal_account set ${change} where id = ${id}`
    const ofPassword = sql`where person_id = ${accountId}`
    const steps: readonly (readonly [outcome: string, ...changes: (() => Promise<unknown>)[]])[] = [
      ['DISABLED', () => account(sql`disabled_at = now()`)],
      ['NOT_VERIFIED', () => account(sql`disabled_at = null, status = 'DRAFT', verified_at = null`)],
      ['AWAITING_APPROVAL', () => account(sql`verified_at = now()`)],
      [
        'TEMPORARY_PASSWORD_EXPIRED',
        () => account(sql`status = 'ACTIVE'`),
        () => sql`update password set temporary_until = now() - interval '1 hour' ${ofPassword}`,
      ],
      ['NO_PASSWORD', () => sql`delete from password ${ofPassword}`],
    ]
    for (const [, ...changes] of steps) {
      for (const change of changes) await change()
      expect(codes(await logIn('denied@example.com'))).toEqual(['CREDENTIALS_INVALID'])
    }
    const { portalAccount } = await by.ask<{ portalAccount: { signIns: Logged } }, object>(
      `query ($id: ID!) { portalAccount(id: $id) { ${log} } }`,
      { id: accountId },
    )
    const outcomes = portalAccount.signIns.edges.map(({ node }) => node.outcome)
    expect(outcomes).toEqual([...steps.map(([outcome]) => outcome).reverse(), 'SUCCEEDED'])
  })

  it('of staff is an administrator’s; of sessions it tells the device (ACC-13, ACC-26)', async () => {
    const by = await office.logIn()
    const sue = await office.logIn('sue@example.com')
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
      '{ sessions(first: 5) { edges { node { ipAddress program way } } } }',
    )
    expect(sessions.edges[0]!.node).toEqual({ ipAddress: '127.0.0.1', program: 'node', way: 'PASSWORD' })
  })

  it('is kept for ninety days, and what is locked for one (ACC-26)', async () => {
    const services = accounts()
    const count = async (what = services.sql`true`) =>
      Number((await services.sql`select count(*) from sign_in where ${what}`)[0]!['count'])
    const { forgetOldSignIns } = await import('../../subgraphs/accounts/sign-in/commands.ts')
    const later = (days: number) => ({ ...services, now: () => new Date(services.now().getTime() + days * 86_400_000) })
    // What was not looked at is as much as somebody likes to make of it.
    const isLocked = services.sql`outcome = 'LOCKED'`
    await services.sql`update sign_in set outcome = 'LOCKED' where id in (select id from sign_in order by id limit 3)`
    const all = await count()
    expect(await count(isLocked)).toBeGreaterThan(2)
    while (await forgetOldSignIns(later(0.9), 10));
    expect(await count()).toBe(all)
    const others = all - (await count(isLocked))
    while (await forgetOldSignIns(later(89), 1));
    expect([await count(), await count(isLocked)]).toEqual([others, 0])
    while (await forgetOldSignIns(later(91), 10));
    expect(await count()).toBe(0)
  })
})
