import postgres from 'postgres'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { remove } from '../../subgraphs/accounts/profile-deletion/profile-deletion.ts'
import { newId, uuidOf, type AccountId } from '../../subgraphs/kernel/ids.ts'
import { openSocket } from '../gateway/support/socket.ts'
import { eventually } from '../support/eventually.ts'
import { mailTo } from '../support/mails.ts'
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
  type Tokens,
} from './office.ts'
import { registered, setRegistration } from './people.ts'
import { pictureOf } from './profile.ts'

// Clients who delete their profiles in two steps (ACC-19). The tests follow on one another.

const email = 'kim@example.com'
let office: Office
let kim: Person & { readonly accountId: string }
let sql: postgres.Sql
beforeAll(async () => {
  office = await openOffice()
  sql = postgres(office.app.databaseUrl, { max: 1, onnotice: () => {} })
  kim = await office.client(office.admin, email, { firstName: 'Kimberlynn', language: 'nl' })
}, 90_000)
afterAll(async () => {
  await sql?.end()
  await office?.stop()
})

const accounts = () => office.app.host.open.find(({ subgraph }) => subgraph.name === 'accounts')!
const at = ({ accessToken }: Pick<Tokens, 'accessToken'>) => person(office.app.url, accessToken)
const logIn = async () =>
  at(await tokens(office.visitor, 'clientLogIn', { portalKey: office.portalKey, email, password: ownPassword }))

interface Asked extends Refused {
  readonly warning: string | null
  readonly confirmationToken: string | null
  readonly expiresAt: string | null
}
interface Confirmed extends Refused {
  readonly deletedAt: string | null
}

async function ask(by: Person, input: object = {}): Promise<Asked> {
  const query = `mutation ($input: ProfileDeletionStartInput!) { done: profileDeletionStart(input: $input) {
    warning confirmationToken expiresAt userErrors { code path } } }`
  return (await by.ask<{ done: Asked }, object>(query, { input: { password: ownPassword, ...input } })).done
}

async function confirm(by: Person, confirmationToken: string, input: object = { showAs: 'ANONYMOUS' }) {
  const query = `mutation ($input: ProfileDeletionCompleteInput!) { done: profileDeletionComplete(input: $input) {
    deletedAt userErrors { code path } } }`
  const given = { confirmationToken, ...input }
  return (await by.ask<{ done: Confirmed }, object>(query, { input: given })).done
}

/** What is answered at an address that was given to people, which this product has under its own. */
async function statusOf(address: string): Promise<number> {
  const { pathname, search } = new URL(address)
  return (await fetch(`${office.app.url}${pathname}${search}`)).status
}

const emailOf = async (by: Person, id: string) => {
  const query = 'query ($id: ID!) { portalAccount(id: $id) { email } }'
  return (await by.ask<{ portalAccount: { email: string } | null }, object>(query, { id })).portalAccount?.email
}

/** The tables of accounts in which a text stands somewhere. */
async function tablesWith(text: string): Promise<string[]> {
  const tables = await sql<{ name: string }[]>`
    select table_name as name from information_schema.tables where table_schema = 'accounts' and table_type = 'BASE TABLE'`
  const found: string[] = []
  for (const { name } of tables) {
    const [row] = await sql`
      select exists (select from accounts.${sql(name)} t where t::text ilike ${`%${text}%`}) as holds`
    if (row!['holds']) found.push(name)
  }
  return found.sort()
}

describe('asking to have one’s profile deleted', () => {
  it('warns in one’s language, and changes nothing (ACC-19)', async () => {
    const { warning, confirmationToken, expiresAt } = await ask(kim)
    expect(warning).toMatch(/definitief verwijderd/)
    expect(warning).toContain('The harbour-homes')
    expect((await ask(kim, { language: 'en' })).warning).toMatch(/for good/)
    // 128 bits or more, and no longer than ten minutes.
    expect(Buffer.from(confirmationToken!, 'base64url').length).toBeGreaterThanOrEqual(16)
    const minutes = (Date.parse(expiresAt!) - Date.now()) / 60_000
    expect(minutes).toBeGreaterThan(9)
    expect(minutes).toBeLessThanOrEqual(10)
    expect(await tablesWith(confirmationToken!)).toEqual([])
    expect(await emailOf(office.admin, kim.accountId)).toBe(email)
  })

  it('wants the password, or whoever finds a session open could do it (ACC-19)', async () => {
    for (const [password, code] of [
      [null, 'VALUE_MISSING'],
      ['not mine', 'PASSWORD_WRONG'],
    ]) {
      expect(await ask(kim, { password })).toMatchObject({
        confirmationToken: null,
        userErrors: [{ code, path: ['input', 'password'] }],
      })
    }
    const [counted] = await sql`select failures from accounts.streak where holder = ${kim.accountId}`
    expect(counted).toEqual({ failures: 1 })
    expect(codes(await ask(kim))).toEqual([])
    expect(await sql`select from accounts.streak where holder = ${kim.accountId}`).toHaveLength(0)
    // Who comes by single sign-on has none.
    const name = (from: string, to: string) =>
      sql`update accounts.password set person_id = ${to} where person_id = ${from}`
    await name(kim.accountId, 'elsewhere')
    expect(codes(await ask(kim, { password: null }))).toEqual([])
    await name('elsewhere', kim.accountId)
  })

  it('is confirmed by the newest token alone, by its own person, within ten minutes (ACC-19)', async () => {
    const other = await office.client(office.admin, 'other@example.com')
    const first = (await ask(kim)).confirmationToken!
    const second = (await ask(kim)).confirmationToken!
    for (const [by, token] of [
      [kim, first],
      [kim, `${second}x`],
      [kim, ''],
      [other, second],
    ] as const) {
      expect(await confirm(by, token)).toMatchObject({
        deletedAt: null,
        userErrors: [{ code: 'CONFIRMATION_WRONG', path: ['input', 'confirmationToken'] }],
      })
    }
    office.pass({ minutes: 10 })
    kim = { ...(await logIn()), accountId: kim.accountId }
    expect(codes(await confirm(kim, second))).toEqual(['CONFIRMATION_WRONG'])
    expect(await emailOf(await office.logIn(), kim.accountId)).toBe(email)
  })

  it('wants a nickname of 1 to 50 characters from who wants one (ACC-19)', async () => {
    const token = (await ask(kim)).confirmationToken!
    for (const [nickname, code] of [
      ['see www.evil.example', 'NAME_HAS_WEB_ADDRESS'],
      [undefined, 'VALUE_MISSING'],
      [' \n ', 'VALUE_MISSING'],
      ['🦩'.repeat(51), 'TEXT_TOO_LONG'],
    ]) {
      expect(await confirm(kim, token, { showAs: 'NICKNAME', nickname })).toMatchObject({
        userErrors: [{ code, path: ['input', 'nickname'] }],
      })
    }
    expect(await emailOf(kim, kim.accountId)).toBe(email)
  })

  it('is refused where the company does not offer it (ACC-19, ACC-24)', async () => {
    const admin = await office.logIn()
    const token = (await ask(kim)).confirmationToken!
    const offer = (features: readonly string[]) =>
      admin.ask<unknown, object>(
        'mutation ($input: PortalSettingsUpdateInput!) { portalSettingsUpdate(input: $input) { userErrors { code } } }',
        { input: { features } },
      )
    /** Kim, from when the gateway knows what clients have now. */
    const comeIn = async () => {
      const by = await logIn()
      await eventually(() => by.ask('{ viewer { __typename } }'))
      return { ...by, accountId: kim.accountId }
    }
    await offer(['VIEWINGS', 'TICKETS', 'UPLOADS'])
    kim = await comeIn()
    for (const deleting of [() => ask(kim), () => confirm(kim, token)]) {
      await expect(deleting()).rejects.toThrow('"reason":"FEATURE_OFF"')
    }
    await offer(['VIEWINGS', 'TICKETS', 'UPLOADS', 'PROFILE_DELETION'])
    kim = await comeIn()
  })
})

describe('how somebody is seen who is gone (ACC-19)', () => {
  it('is by a nickname of up to fifty characters, however many bytes they take, or by nothing (ACC-19)', () => {
    const account = { id: newId('account'), contactId: newId('contact'), ownerId: newId('agent') } as never
    const shown = (showAs: 'NICKNAME' | 'ANONYMOUS', nickname: string) =>
      remove(account, { showAs, nickname }, new Date()).left.nickname
    for (const nickname of ['F', '🦩'.repeat(50)]) {
      expect(shown('NICKNAME', ` ${nickname} `)).toBe(nickname)
      expect(shown('ANONYMOUS', nickname)).toBeNull()
    }
  })
})

describe('deleting one’s profile', () => {
  let admin: Person
  let before: { contactId: string; ticketId: string; feed: string; picture: string }

  beforeAll(async () => {
    admin = await office.logIn()
    const { portalAccount } = await admin.ask<{ portalAccount: { contact: { id: string } } }, object>(
      'query ($id: ID!) { portalAccount(id: $id) { contact { id } } }',
      { id: kim.accountId },
    )
    const made = await kim.ask<{ request: { request: { id: string } }; feed: { url: string } }, object>(
      `mutation { request: requestSubmit(input: { subject: "Keys", body: "Where?" }) { request { id } }
        feed: calendarFeedCreate(input: {}) { url } }`,
    )
    const picture = await pictureOf(kim)
    before = {
      contactId: portalAccount.contact.id,
      ticketId: made.request.request.id,
      feed: made.feed.url,
      picture: picture.large,
    }
    await office.app.host.caughtUp()
  })

  it('ends every session at once, and leaves neither credentials nor personal details (ACC-19)', async () => {
    const another = await tokens(office.visitor, 'clientLogIn', {
      portalKey: office.portalKey,
      email,
      password: ownPassword,
    })
    const socket = await openSocket(office.app.url, { authorization: `Bearer ${another.accessToken}` })
    await socket.message('connection_ack')
    expect(await statusOf(before.feed)).toBe(200)
    expect(await statusOf(before.picture)).toBe(200)

    const token = (await ask(kim)).confirmationToken!
    const [one, two] = await Promise.all([
      kim.send<{ done: Confirmed }, object>(CONFIRM, confirming(token)),
      kim.send<{ done: Confirmed }, object>(CONFIRM, confirming(token)),
    ])
    const done = [one, two].filter(({ data }) => data?.done.deletedAt)
    expect(done).toHaveLength(1)

    expect(await socket.closed).toEqual({ code: 4401, reason: 'SESSION_ENDED' })
    await eventually(async () => {
      const { errors } = await kim.send('{ viewer { __typename } }')
      expect(errors).toMatchObject([{ extensions: { reason: 'SESSION_ENDED' } }])
    })
    const again = await open(office.visitor, 'sessionRefresh', { refreshToken: another.refreshToken })
    expect(codes(again)).toEqual(['SESSION_ENDED'])
    const credentials = { portalKey: office.portalKey, email, password: ownPassword }
    expect(codes(await open(office.visitor, 'clientLogIn', credentials))).toEqual(['CREDENTIALS_INVALID'])
    expect(await statusOf(before.feed)).toBe(404)
    expect(await statusOf(before.picture)).toBe(404)
  })

  it('is told to the address a last time, which is kept nowhere then (ACC-19)', async () => {
    const { subject } = await mailTo(office.app.dataDir, email, (text) => text.includes('verwijderd'))
    expect(subject).toBe('Uw profiel bij The harbour-homes is verwijderd')
    // But for the try to log in with it, which is nobody's now and is forgotten like all others.
    await eventually(async () => {
      for (const text of [email, 'Kimberlynn']) expect([text, await tablesWith(text)]).toEqual([text, tried(text)])
    })
    // What happened is remembered for as long as events are; a file goes within the hour.
    const id = kim.accountId as AccountId
    const known = [...(await tablesWith(id)), ...(await tablesWith(uuidOf(id)))]
    const kept = ['deleted_account', 'file', 'idempotency', 'log', 'outbox']
    expect(known.filter((table) => !kept.includes(table))).toEqual([])
  })

  it('leaves the company its contact and requests, and the support team a nickname (ACC-19)', async () => {
    await office.app.host.caughtUp()
    const query = `query ($account: ID!, $contact: ID!, $ticket: ID!) {
      portalAccount(id: $account) { id } node(id: $account) { id }
      contact(id: $contact) { firstName portalAccount { id } } ticket(id: $ticket) { subject account { email } } }`
    const variables = { account: kim.accountId, contact: before.contactId, ticket: before.ticketId }
    expect(await admin.ask(query, variables)).toEqual({
      portalAccount: null,
      node: null,
      contact: { firstName: 'Kimberlynn', portalAccount: null },
      ticket: { subject: 'Keys', account: null },
    })
    const { viewer } = await admin.ask<{ viewer: { company: { id: string } } }, object>(
      '{ viewer { ... on StaffViewer { company { id } } } }',
    )
    const told = (company: string) =>
      accounts().link.get('deletedAccounts', {
        company,
        accounts: [kim.accountId, before.contactId].slice(0, 1).join(),
      })
    expect(await told(viewer.company.id)).toEqual([
      { id: kim.accountId, shownAs: 'NICKNAME', nickname: 'The Flamingo', deletedAt: expect.any(String) },
    ])
  })

  it('shows no name of who wants none, who registers anew as somebody else, without the old requests (ACC-19)', async () => {
    const gone = await office.client(admin, 'gone@example.com')
    const { viewer } = await admin.ask<{ viewer: { company: { id: string } } }, object>(
      '{ viewer { ... on StaffViewer { company { id } } } }',
    )
    await gone.ask('mutation { requestSubmit(input: { subject: "Old", body: "Where?" }) { request { id } } }')
    const token = (await ask(gone)).confirmationToken!
    const unasked = { showAs: 'ANONYMOUS', nickname: 'Nobody' }
    expect((await confirm(gone, token, unasked)).deletedAt).not.toBeNull()
    const params = { company: viewer.company.id, accounts: gone.accountId }
    expect(await accounts().link.get('deletedAccounts', params)).toMatchObject([
      { id: gone.accountId, shownAs: 'ANONYMOUS', nickname: null },
    ])
    await setRegistration(admin, { mode: 'OPEN' })
    const { person: anew, state } = await registered(office, 'gone@example.com')
    expect(state).toBe('ACTIVE')
    type Self = { viewer: { account: { id: string } }; requests: List<object> }
    const { viewer: theirs, requests } = await anew.ask<Self, object>(
      '{ viewer { ... on ClientViewer { account { id } } } requests { edges { cursor } } }',
    )
    expect(theirs.account.id).not.toBe(gone.accountId)
    // The old requests stay the company's, and are not given to the new account.
    expect(requests.edges).toEqual([])
  })

  it('frees the contact and the address for a new account, which is another one (ACC-19)', async () => {
    const { portalAccountCreate } = await admin.ask<Created, object>(
      `mutation ($input: PortalAccountCreateInput!) { portalAccountCreate(input: $input) {
        portalAccount { id email picture { id } termsAcceptance { version } } userErrors { code } } }`,
      { input: { contactId: before.contactId } },
    )
    expect(portalAccountCreate).toMatchObject({
      portalAccount: { email, picture: null, termsAcceptance: null },
      userErrors: [],
    })
    expect(portalAccountCreate.portalAccount!.id).not.toBe(kim.accountId)
    const credentials = { portalKey: office.portalKey, email, password: ownPassword }
    expect(codes(await open(office.visitor, 'clientLogIn', credentials))).toEqual(['CREDENTIALS_INVALID'])
  })
})

interface Created {
  readonly portalAccountCreate: Refused & { readonly portalAccount: { readonly id: string } | null }
}

const CONFIRM = `mutation ($input: ProfileDeletionCompleteInput!) {
  done: profileDeletionComplete(input: $input) { deletedAt userErrors { code } } }`
const confirming = (confirmationToken: string) => ({
  input: { confirmationToken, showAs: 'NICKNAME', nickname: ' The  Flamingo ' },
})
const tried = (text: string) => (text === email ? ['sign_in'] : [])
