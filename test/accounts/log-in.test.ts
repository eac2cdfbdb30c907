import argon2 from 'argon2'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { foundCompany } from '../../subgraphs/accounts/company/commands.ts'
import { publicKeys } from '../../subgraphs/accounts/signing-key/commands.ts'
import { uuidOf, type Id } from '../../subgraphs/kernel/ids.ts'
import { eventually } from '../support/eventually.ts'
import { readMails } from '../support/mails.ts'
import { person, type Person } from '../support/person.ts'
import { codes, open, openOffice, ownPassword, tokens, type List, type Office, type Refused } from './office.ts'

let office: Office
let kim: Person & { readonly accountId: string }

beforeAll(async () => {
  office = await openOffice()
  kim = await office.client(office.admin, 'kim@example.com')
})
afterAll(() => office?.stop())
afterEach(() => vi.restoreAllMocks())

const who = `{ viewer { __typename
  ... on StaffViewer { agent { name email role } company { name } role blocks }
  ... on ClientViewer { account { email status isDisabled } company { name } blocks } } }`
const clientLogIn = () => ({ portalKey: office.portalKey, email: 'kim@example.com', password: ownPassword })
const accounts = () => office.app.host.open.find(({ subgraph }) => subgraph.name === 'accounts')!.services
const at = (token: string) => person(office.app.url, token)

describe('founding a company', () => {
  it('makes a company and its administrator, both or none (ACC-27)', async () => {
    const { db } = accounts()
    const administrator = { email: 'second@example.com', firstName: 'Se', lastName: 'Cond' }
    const founding = (handle: string, password = ownPassword) =>
      foundCompany(db, { company: { name: 'Another', handle }, administrator, password }, new Date())
    await expect(founding(office.handle)).rejects.toMatchObject({ code: 'HANDLE_TAKEN' })
    await expect(founding('No Handle')).rejects.toMatchObject({ code: 'HANDLE_INVALID' })
    await expect(founding('common', 'password')).rejects.toMatchObject({ code: 'PASSWORD_COMMON' })
    const logIn = { company: office.handle, email: 'second@example.com', password: ownPassword }
    expect(codes(await open(office.visitor, 'staffLogIn', logIn))).toEqual(['CREDENTIALS_INVALID'])
  })
})

describe('the viewer', () => {
  it('says who is asking (ACC-28)', async () => {
    expect(await office.admin.ask(who)).toEqual({
      viewer: {
        __typename: 'StaffViewer',
        agent: { name: 'Ada Min', email: 'admin@example.com', role: 'ADMIN' },
        company: { name: 'The harbour-homes' },
        role: 'ADMIN',
        blocks: [],
      },
    })
    expect(await kim.ask(who)).toMatchObject({
      viewer: {
        __typename: 'ClientViewer',
        account: { email: 'kim@example.com', status: 'ACTIVE', isDisabled: false },
        company: { name: 'The harbour-homes' },
        blocks: [],
      },
    })
    expect(await office.visitor.ask(who)).toEqual({ viewer: null })
  })
})

describe('logging in', () => {
  it('takes the email and the handle in whatever case (ACC-13)', async () => {
    const input = { company: ' Harbour-HOMES ', email: ' Admin@Example.com', password: ownPassword }
    expect(codes(await open(office.visitor, 'staffLogIn', input))).toEqual([])
    expect(codes(await open(office.visitor, 'clientLogIn', { ...clientLogIn(), email: 'KIM@example.COM' }))).toEqual([])
  })

  it('answers the same, after the same work, whatever is wrong (ACC-9)', async () => {
    const other = await office.found('other-homes')
    const verify = vi.spyOn(argon2, 'verify')
    const staff = { company: office.handle, email: 'admin@example.com', password: ownPassword }
    const wrong = 'not this one at all'
    const answers = [
      await open(office.visitor, 'clientLogIn', { ...clientLogIn(), password: wrong }),
      await open(office.visitor, 'clientLogIn', { ...clientLogIn(), email: 'nobody@example.com' }),
      await open(office.visitor, 'clientLogIn', { ...clientLogIn(), portalKey: 'no-such-portal' }),
      await open(office.visitor, 'clientLogIn', { ...clientLogIn(), portalKey: other.portalKey }),
      await open(office.visitor, 'clientLogIn', { ...clientLogIn(), email: 'admin@example.com' }),
      await open(office.visitor, 'staffLogIn', { ...staff, password: wrong }),
      await open(office.visitor, 'staffLogIn', { ...staff, company: 'no-such-company' }),
      await open(office.visitor, 'staffLogIn', { ...staff, email: 'kim@example.com' }),
    ]
    const refused = { code: 'CREDENTIALS_INVALID', message: expect.stringContaining('wait some minutes'), path: null }
    expect(answers).toEqual(answers.map(() => ({ session: null, userErrors: [refused] })))
    const hashes = verify.mock.calls.map(([hash]) => hash.split('$').slice(1, 4).join(' '))
    expect(hashes).toEqual(answers.map(() => hashes[0]))
  })

  it('is shut to a disabled account and to a draft, with the same answer (ACC-9)', async () => {
    const { accountId } = await office.client(office.admin, 'shut@example.com')
    const logIn = { ...clientLogIn(), email: 'shut@example.com' }
    const { refreshToken } = await tokens(office.visitor, 'clientLogIn', logIn)
    const { sql } = accounts()
    const id = uuidOf(accountId as Id<'account'>)
    for (const shut of [sql`disabled_at = now()`, sql`disabled_at = null, status = 'DRAFT'`]) {
      await sql`update portal_account set ${shut} where id = ${id}`
      expect(codes(await open(office.visitor, 'clientLogIn', logIn))).toEqual(['CREDENTIALS_INVALID'])
      expect(codes(await open(office.visitor, 'sessionRefresh', { refreshToken }))).toEqual(['SESSION_ENDED'])
    }
    await sql`update portal_account set status = 'ACTIVE' where id = ${id}`
    expect(codes(await open(office.visitor, 'clientLogIn', logIn))).toEqual([])
  })

  it('gives an access token of ten minutes, and a refresh token for the next (ACC-13)', async () => {
    const given = await tokens(office.visitor, 'clientLogIn', clientLogIn())
    expect(await at(given.accessToken).ask(who)).toMatchObject({ viewer: { __typename: 'ClientViewer' } })
    office.pass({ minutes: 11 })
    const late = await at(given.accessToken).send(who)
    expect(late.errors?.[0]?.extensions).toMatchObject({ code: 'UNAUTHENTICATED', reason: 'TOKEN_EXPIRED' })
    const next = await tokens(office.visitor, 'sessionRefresh', { refreshToken: given.refreshToken })
    expect(next.id).toBe(given.id)
    expect(next.refreshToken).not.toBe(given.refreshToken)
    expect(await at(next.accessToken).ask(who)).toMatchObject({ viewer: { __typename: 'ClientViewer' } })
  })
})

describe('a refresh token', () => {
  it('used twice at once gives the same next one, which goes on (ACC-13)', async () => {
    const { refreshToken } = await tokens(office.visitor, 'clientLogIn', clientLogIn())
    const twice = await Promise.all([1, 2, 3].map(() => tokens(office.visitor, 'sessionRefresh', { refreshToken })))
    expect(new Set(twice.map((one) => one.refreshToken)).size).toBe(1)
    const next = await open(office.visitor, 'sessionRefresh', { refreshToken: twice[0]!.refreshToken })
    expect(codes(next)).toEqual([])
  })

  it('that comes back after the grace ends the whole family (ACC-13)', async () => {
    const first = await tokens(office.visitor, 'clientLogIn', clientLogIn())
    const second = await tokens(office.visitor, 'sessionRefresh', { refreshToken: first.refreshToken })
    office.pass({ seconds: 11 })
    const reused = await open(office.visitor, 'sessionRefresh', { refreshToken: first.refreshToken })
    expect(codes(reused)).toEqual(['REFRESH_TOKEN_REUSED'])
    const after = await open(office.visitor, 'sessionRefresh', { refreshToken: second.refreshToken })
    expect(codes(after)).toEqual(['SESSION_ENDED'])
  })

  it('that nobody was given is refused, whatever it looks like (ACC-13)', async () => {
    const { refreshToken } = await tokens(office.visitor, 'clientLogIn', clientLogIn())
    const [company] = refreshToken.split('.')
    for (const forged of ['', 'nonsense', refreshToken.slice(0, -2), `${company}.${'a'.repeat(43)}`]) {
      expect(codes(await open(office.visitor, 'sessionRefresh', { refreshToken: forged }))).toEqual(['SESSION_ENDED'])
    }
    expect(codes(await open(office.visitor, 'sessionRefresh', { refreshToken }))).toEqual([])
  })
})

describe('my sessions', () => {
  type Sessions = { sessions: List<{ id: string; isCurrent: boolean }> }
  type Ended = { sessionEnd: Refused & { sessionId: string | null } }
  type EndedAll = { sessionEndAll: Refused & { endedCount: number } }
  const list = '{ sessions(first: 50) { edges { node { id isCurrent createdAt lastUsedAt expiresAt } } } }'
  const end = 'mutation ($input: SessionEndInput!) { sessionEnd(input: $input) { sessionId userErrors { code } } }'
  const endAll =
    'mutation ($input: SessionEndAllInput!) { sessionEndAll(input: $input) { endedCount userErrors { code } } }'

  it('are listed, ended one by one, and all at once (ACC-13)', async () => {
    const lee = await office.client(await office.logIn(), 'lee@example.com')
    const logIn = { ...clientLogIn(), email: 'lee@example.com' }
    const phone = await tokens(office.visitor, 'clientLogIn', logIn)
    const tablet = await tokens(office.visitor, 'clientLogIn', logIn)
    const sessions = async () => (await lee.ask<Sessions, object>(list)).sessions.edges.map(({ node }) => node)
    const ids = async () => (await sessions()).map(({ id }) => id)
    expect((await ids()).slice(0, 2)).toEqual([tablet.id, phone.id])
    expect((await sessions()).map(({ isCurrent }) => isCurrent)).toEqual([false, false, true])

    const ended = await lee.ask<Ended, object>(end, { input: { sessionId: phone.id } })
    expect(ended.sessionEnd).toEqual({ sessionId: phone.id, userErrors: [] })
    expect(await ids()).not.toContain(phone.id)
    expect(codes(await open(office.visitor, 'sessionRefresh', { refreshToken: phone.refreshToken }))).toEqual([
      'SESSION_ENDED',
    ])
    const foreign = await (await office.logIn()).ask<Ended, object>(end, { input: { sessionId: tablet.id } })
    expect(foreign.sessionEnd.userErrors).toEqual([{ code: 'NOT_FOUND' }])

    expect((await lee.ask<EndedAll, object>(endAll, { input: { keepsCurrent: true } })).sessionEndAll.endedCount).toBe(
      1,
    )
    expect(await ids()).toHaveLength(1)
    expect((await lee.ask<EndedAll, object>(endAll, { input: {} })).sessionEndAll.endedCount).toBe(1)
    expect(await ids()).toEqual([])
    expect(codes(await open(office.visitor, 'sessionRefresh', { refreshToken: tablet.refreshToken }))).toEqual([
      'SESSION_ENDED',
    ])
  })

  it('end by logging out, told to the gateway as a fact with the person (ACC-13)', async () => {
    const given = await tokens(office.visitor, 'clientLogIn', clientLogIn())
    const out = await at(given.accessToken).ask<Ended, object>(end, { input: {} })
    expect(out.sessionEnd.sessionId).toBe(given.id)
    const { sql } = accounts()
    const facts =
      await sql`select type, version, to_json(persons)::text as persons from outbox where subject = ${given.id}
      union all select type, version, to_json(persons)::text from log where subject = ${given.id}`
    expect([...facts]).toEqual([{ type: 'session.ended', version: 1, persons: JSON.stringify([kim.accountId]) }])
    expect((await office.visitor.send(end, { input: {} })).errors?.[0]?.extensions).toMatchObject({
      code: 'UNAUTHENTICATED',
    })
  })
})

describe('changing the password', () => {
  it('ends the other sessions, goes on with new tokens, and is told by mail (ACC-13)', async () => {
    await office.client(await office.logIn(), 'mio@example.com')
    const logIn = { ...clientLogIn(), email: 'mio@example.com' }
    const here = await tokens(office.visitor, 'clientLogIn', logIn)
    const elsewhere = await tokens(office.visitor, 'clientLogIn', logIn)
    const change = (currentPassword: string, newPassword: string) =>
      open(at(here.accessToken), 'passwordChange', { currentPassword, newPassword })

    expect(await change('wrong', 'a lantern in the harbour')).toMatchObject({
      session: null,
      userErrors: [{ code: 'PASSWORD_WRONG', path: ['input', 'currentPassword'] }],
    })
    expect(codes(await change(ownPassword, 'short'))).toEqual(['PASSWORD_TOO_SHORT'])
    expect(codes(await change(ownPassword, ownPassword))).toEqual(['PASSWORD_UNCHANGED'])

    const changed = await change(ownPassword, 'a lantern in the harbour')
    expect(changed.session?.id).toBe(here.id)
    // Of the temporary one before it nobody was told: that is what it is for.
    const told = async () =>
      (await readMails(office.app.dataDir)).filter(({ text }) => /has just been changed/.test(text))
    await eventually(async () => expect((await told()).map(({ to }) => to)).toEqual(['mio@example.com']))
    expect(codes(await open(office.visitor, 'sessionRefresh', { refreshToken: elsewhere.refreshToken }))).toEqual([
      'SESSION_ENDED',
    ])
    expect(codes(await open(office.visitor, 'clientLogIn', logIn))).toEqual(['CREDENTIALS_INVALID'])
    const old = await open(office.visitor, 'sessionRefresh', { refreshToken: here.refreshToken })
    expect(codes(old)).toEqual([])
    const { refreshToken } = changed.session!
    expect(codes(await open(office.visitor, 'sessionRefresh', { refreshToken }))).toEqual([])
  })
})

describe('the key that signs access tokens', () => {
  it('is one, however many processes need the first one at once, and keeps its private half', async () => {
    await accounts().sql`delete from signing_key`
    const asked = await Promise.all(Array.from({ length: 10 }, () => publicKeys(accounts())))
    expect(new Set(asked.map(({ keys }) => JSON.stringify(keys))).size).toBe(1)
    expect(asked[0]!.keys).toEqual([
      { kty: 'OKP', crv: 'Ed25519', x: expect.any(String), kid: expect.any(String), alg: 'EdDSA', use: 'sig' },
    ])
  })
})
