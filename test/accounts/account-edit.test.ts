import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newId } from '../../subgraphs/kernel/ids.ts'
import { openSocket } from '../gateway/support/socket.ts'
import { eventually } from '../support/eventually.ts'
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

let office: Office
let agent: Person
let support: Person
const kim = { id: '', email: 'kim@example.com' }

beforeAll(async () => {
  office = await openOffice()
  agent = await office.staff('AGENT', 'agent@example.com')
  support = await office.staff('SUPPORT', 'support@example.com')
  kim.id = (await office.client(agent, kim.email)).accountId
}, 90_000)
afterAll(() => office?.stop())

interface Account {
  readonly id: string
  readonly isDisabled: boolean
}
type Done = Refused & { readonly portalAccount: Account | null }

/** One of staff's mutations of an account: `Disable`, `Enable` … */
async function edit(by: Person, name: string, input: object): Promise<Done> {
  const query = `mutation ($input: PortalAccount${name}Input!) { done: portalAccount${name}(input: $input) {
    portalAccount { id isDisabled } userErrors { code path } } }`
  return (await by.ask<{ done: Done }, object>(query, { input })).done
}
const credentials = () => ({ portalKey: office.portalKey, email: kim.email, password: ownPassword })
const logIn = () => open(office.visitor, 'clientLogIn', credentials())
const logInKim = () => tokens(office.visitor, 'clientLogIn', credentials())
const at = ({ accessToken }: Pick<Tokens, 'accessToken'>) => person(office.app.url, accessToken)
/** Why a query with this access token is refused; null when it is answered. */
async function refusal(session: Pick<Tokens, 'accessToken'>, query = '{ requests { edges { cursor } } }') {
  return (await at(session).send(query)).errors?.[0]?.extensions?.['reason'] ?? null
}

describe('disabling an account', () => {
  it('ends sessions, queries, subscriptions, refresh tokens and feeds at once; enabling restores log-in (ACC-15)', async () => {
    const [first, second] = [await logInKim(), await logInKim()]
    const socket = await openSocket(office.app.url, { authorization: `Bearer ${first.accessToken}` })
    await socket.message('connection_ack')
    const query = 'subscription { ticketStatusChanged { __typename } }'
    socket.send({ id: 'one', type: 'subscribe', payload: { query } })
    await socket.message('next', 'one')
    const stream = at(second).followSse<unknown, object>(query, {})
    await stream.next()
    const { calendarFeedCreate } = await at(first).ask<{ calendarFeedCreate: { url: string } }, object>(
      'mutation { calendarFeedCreate(input: {}) { url } }',
    )
    const feed = async () => (await fetch(`${office.app.url}${new URL(calendarFeedCreate.url).pathname}`)).status
    expect(await feed()).toBe(200)

    expect(await edit(support, 'Disable', { accountId: kim.id })).toEqual({
      portalAccount: { id: kim.id, isDisabled: true },
      userErrors: [],
    })
    expect(await socket.closed).toEqual({ code: 4401, reason: 'SESSION_ENDED' })
    expect((await stream.next()).errors).toMatchObject([{ extensions: { reason: 'SESSION_ENDED' } }])
    expect(await stream.ended).toBeNull()
    for (const session of [first, second]) {
      expect(await refusal(session)).toBe('SESSION_ENDED')
      const { refreshToken } = session
      expect(codes(await open(office.visitor, 'sessionRefresh', { refreshToken }))).toEqual(['SESSION_ENDED'])
    }
    expect(codes(await logIn())).toEqual(['CREDENTIALS_INVALID'])
    expect(await feed()).toBe(404)

    expect(await edit(agent, 'Enable', { accountId: kim.id })).toMatchObject({ portalAccount: { isDisabled: false } })
    await eventually(async () => expect(await refusal(await logInKim())).toBeNull())
    expect(await refusal(first)).toBe('SESSION_ENDED')
    const { refreshToken } = first
    expect(codes(await open(office.visitor, 'sessionRefresh', { refreshToken }))).toEqual(['SESSION_ENDED'])
    expect(await feed()).toBe(200)
  })

  it('leaves no session to somebody who logs in at the same moment (ACC-15)', async () => {
    const begun = await Promise.all([
      ...Array.from({ length: 8 }, () => logIn()),
      edit(office.admin, 'Disable', { accountId: kim.id }).then(() => null),
    ])
    const sessions = begun.flatMap((each) => (each?.session ? [each.session] : []))
    await edit(office.admin, 'Enable', { accountId: kim.id })
    for (const { refreshToken } of sessions) {
      expect(codes(await open(office.visitor, 'sessionRefresh', { refreshToken }))).toEqual(['SESSION_ENDED'])
    }
  })

  it('happens once, however often it is asked for (ACC-15)', async () => {
    const read = async () => {
      const { sql } = office.app.host.open.find(({ subgraph }) => subgraph.name === 'accounts')!.services
      const [row] = await sql`select version, disabled_at from portal_account where email = ${kim.email}`
      return row
    }
    await edit(office.admin, 'Disable', { accountId: kim.id })
    const before = await read()
    expect(codes(await edit(support, 'Disable', { accountId: kim.id }))).toEqual([])
    expect(await read()).toEqual(before)
    await edit(office.admin, 'Enable', { accountId: kim.id })
  })
})

describe('one save of an account', () => {
  it('shuts it as well, and ends its sessions at once with whatever else it changes (ACC-14, ACC-15)', async () => {
    // Tries while the account was shut count as wrong ones, for a minute at most (ACC-26).
    office.pass({ minutes: 2 })
    const session = await logInKim()
    const socket = await openSocket(office.app.url, { authorization: `Bearer ${session.accessToken}` })
    await socket.message('connection_ack')
    const input = { accountId: kim.id, isDisabled: true, lastName: 'Shut' }
    expect(await edit(agent, 'Update', input)).toMatchObject({ portalAccount: { isDisabled: true }, userErrors: [] })
    expect(await socket.closed).toEqual({ code: 4401, reason: 'SESSION_ENDED' })
    await edit(agent, 'Update', { accountId: kim.id, isDisabled: false, lastName: 'Doe' })
    const { refreshToken } = session
    expect(codes(await open(office.visitor, 'sessionRefresh', { refreshToken }))).toEqual(['SESSION_ENDED'])
    await logInKim()
  })

  it('is one of several that have read the same version: the others are told (ACC-14)', async () => {
    const query = 'query ($id: ID!) { portalAccount(id: $id) { version } }'
    const read = await agent.ask<{ portalAccount: { version: number } }, object>(query, { id: kim.id })
    const { version: expectedVersion } = read.portalAccount
    const saves = ['Ann', 'Bea', 'Cem', 'Dov'].map((firstName) =>
      edit(agent, 'Update', { accountId: kim.id, firstName, expectedVersion }),
    )
    const refused = (await Promise.all(saves)).flatMap(codes)
    expect(refused).toEqual(Array(3).fill('VERSION_MISMATCH'))
  })
})

describe('requiring another password', () => {
  it('blocks the client at once, in every session, until one is chosen (ACC-14)', async () => {
    // Tries while the account was shut count as wrong ones, for a minute at most (ACC-26).
    office.pass({ minutes: 2 })
    const session = await logInKim()
    const socket = await openSocket(office.app.url, { authorization: `Bearer ${session.accessToken}` })
    await socket.message('connection_ack')
    expect(codes(await edit(support, 'PasswordChangeRequire', { accountId: kim.id }))).toEqual([])
    expect(await socket.closed).toEqual({ code: 4401, reason: 'TOKEN_EXPIRED' })
    const { refreshToken } = session
    const blocked = await tokens(office.visitor, 'sessionRefresh', { refreshToken })
    expect(await refusal(blocked)).toBe('PASSWORD_CHANGE_REQUIRED')
    expect(await refusal(await logInKim())).toBe('PASSWORD_CHANGE_REQUIRED')

    const [before, after] = [ownPassword, 'twelve loud tricycles']
    const other = { currentPassword: before, newPassword: after }
    const back = { currentPassword: after, newPassword: before }
    const free = await tokens(at(blocked), 'passwordChange', other)
    await eventually(async () => expect(await refusal(free)).toBeNull())
    await tokens(at(free), 'passwordChange', back)
  })

  it('is nothing to somebody whose password is temporary anyway (ACC-3, ACC-14)', async () => {
    const email = 'fresh@example.com'
    const { accountId } = await office.invite(agent, email)
    await office.mailed(email)
    expect(await edit(agent, 'PasswordChangeRequire', { accountId })).toMatchObject({
      portalAccount: { id: accountId },
      userErrors: [],
    })
  })
})

describe('whose accounts staff change', () => {
  it('are all for ADMIN and SUPPORT, and an AGENT’s own contacts’ (ACC-14, ACC-27)', async () => {
    const { accountId } = await office.invite(office.admin, 'theirs@example.com')
    const other = await office.found('elsewhere')
    for (const [by, id] of [
      [agent, accountId],
      [other.admin, accountId],
      [office.admin, newId('account')],
      [office.admin, 'nonsense'],
    ] as const) {
      for (const name of ['Disable', 'Enable', 'PasswordChangeRequire']) {
        expect(codes(await edit(by, name, { accountId: id }))).toEqual(['NOT_FOUND'])
      }
    }
    expect(codes(await edit(agent, 'Disable', { accountId: kim.id }))).toEqual([])
    expect(codes(await edit(agent, 'Enable', { accountId: kim.id }))).toEqual([])
  })
})

describe('client accounts', () => {
  interface ClientAccount {
    readonly id: string
    readonly version: number
  }
  const write = async (by: Person, name: string, input: object) => {
    const query = `mutation ($input: ClientAccount${name}Input!) { done: clientAccount${name}(input: $input) {
      clientAccount { id version } userErrors { code path } } }`
    return (
      await by.ask<{ done: Refused & { readonly clientAccount: ClientAccount | null } }, object>(query, { input })
    ).done
  }
  const links = async (by: Person, id: string) => {
    const query = `query ($id: ID!) { portalAccount(id: $id) {
      clientAccounts(first: 50) { edges { node { reference balance { amount currency } } } } } }`
    const { portalAccount } = await by.ask<{ portalAccount: { clientAccounts: List<object> } }, object>(query, { id })
    return portalAccount.clientAccounts.edges.map(({ node }) => node)
  }
  const sees = async (by: Person, id: string) =>
    (
      await by.ask<{ clientAccount: object | null }, object>('query ($id: ID!) { clientAccount(id: $id) { name } }', {
        id,
      })
    ).clientAccount !== null

  it('are made by staff, linked in the one save of an account, and seen by their clients (ACC-14)', async () => {
    const balance = { amount: -125_000_000_000, currency: 'EUR' }
    const tenancy = { kind: 'TENANCY', reference: 'T-1', name: 'Rua Nova 1', balance }
    const made = (await write(agent, 'Create', tenancy)).clientAccount!
    expect((await write(office.admin, 'Create', tenancy)).userErrors).toEqual([
      { code: 'REFERENCE_TAKEN', path: ['input', 'reference'] },
    ])
    const wrong = { ...tenancy, reference: '\u200b', name: 'x'.repeat(201), balance: { amount: 1, currency: 'EURO' } }
    expect(codes(await write(agent, 'Create', wrong))).toEqual(['VALUE_MISSING', 'TEXT_TOO_LONG', 'CURRENCY_UNKNOWN'])
    const ownership = (await write(office.admin, 'Create', { ...tenancy, kind: 'OWNERSHIP' })).clientAccount!

    type Listed = { clientAccounts: List<{ id: string }> }
    const list = async (kinds: readonly string[] | null) => {
      const query =
        'query ($kinds: [ClientAccountKind!]) { clientAccounts(filter: { kinds: $kinds }) { edges { node { id } } } }'
      return (await office.admin.ask<Listed, object>(query, { kinds })).clientAccounts.edges.map(({ node }) => node.id)
    }
    for (const kinds of [null, ['TENANCY', 'OWNERSHIP']]) expect(await list(kinds)).toEqual([ownership.id, made.id])
    expect(await list(['TENANCY'])).toEqual([made.id])
    expect(await list([])).toEqual([])

    const sam = await office.client(agent, 'sam@example.com')
    const pat = await office.client(agent, 'pat@example.com')
    const update = (by: Person, accountId: string, input: object) => edit(by, 'Update', { accountId, ...input })
    expect((await update(agent, sam.accountId, { linkClientAccountIds: [made.id, ownership.id] })).userErrors).toEqual([
      { code: 'NOT_FOUND', path: ['input', 'linkClientAccountIds', '1'] },
    ])
    expect(await links(sam, sam.accountId)).toEqual([])
    const both = { linkClientAccountIds: [made.id, ownership.id], firstName: 'Sam' }
    expect(codes(await update(office.admin, sam.accountId, both))).toEqual([])
    expect(codes(await update(agent, pat.accountId, { linkClientAccountIds: [made.id] }))).toEqual([])
    const shown = { reference: 'T-1', balance }
    expect(await links(sam, sam.accountId)).toEqual([shown, shown])
    expect(await links(pat, pat.accountId)).toEqual([shown])
    expect([await sees(pat, made.id), await sees(pat, ownership.id)]).toEqual([true, false])
    // The agent sees it now: it is their client's.
    expect(await sees(agent, ownership.id)).toBe(true)
    expect(await sees(support, ownership.id)).toBe(true)
    expect(await sees((await office.found('further')).admin, made.id)).toBe(false)

    const paid = { clientAccountId: made.id, balance: { amount: 0, currency: 'EUR' }, expectedVersion: made.version }
    expect((await write(agent, 'Update', paid)).clientAccount!.version).toBe(2)
    expect(codes(await write(agent, 'Update', paid))).toEqual(['VERSION_MISMATCH'])
    expect(codes(await update(agent, pat.accountId, { unlinkClientAccountIds: [made.id] }))).toEqual([])
    expect(await links(pat, pat.accountId)).toEqual([])
  })
})
