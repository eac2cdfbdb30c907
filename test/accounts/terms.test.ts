import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { buildSchema } from 'graphql'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newId } from '../../subgraphs/kernel/ids.ts'
import { openSocket } from '../gateway/support/socket.ts'
import { rootRequest } from '../graph/support/ids.ts'
import { eventually } from '../support/eventually.ts'
import { person, type Answer, type Person } from '../support/person.ts'
import {
  codes,
  open as enter,
  openOffice,
  ownPassword,
  tokens,
  type List,
  type Office,
  type Refused,
  type Tokens,
} from './office.ts'

// Terms that clients must accept, and what they may do until they have. The tests follow on one another: versions count up.

const schema = buildSchema(readFileSync(join(import.meta.dirname, '../../schema/api.graphql'), 'utf8'))

let office: Office
/** A client who speaks Dutch. */
let kim: Person & { readonly accountId: string }
beforeAll(async () => {
  office = await openOffice()
  kim = await office.client(office.admin, 'kim@example.com', { language: 'nl' })
}, 90_000)
afterAll(() => office?.stop())

const texts = (version: number) => [
  { language: 'en', title: `Terms ${version}`, body: `Be kind, ${version}.` },
  { language: 'nl', title: `Voorwaarden ${version}`, body: `Wees aardig, ${version}.` },
]

interface Published extends Refused {
  readonly terms: { readonly version: number } | null
}

async function publish(version: number, isRequired: boolean, by = office.admin): Promise<Published> {
  const query = `mutation ($input: TermsPublishInput!) {
    done: termsPublish(input: $input) { terms { version } userErrors { code path } } }`
  return (await by.ask<{ done: Published }, object>(query, { input: { texts: texts(version), isRequired } })).done
}

interface Accepted extends Refused {
  readonly acceptance: { readonly version: number } | null
  readonly session: Tokens | null
}
const ACCEPT = `mutation ($input: TermsAcceptInput!) { done: termsAccept(input: $input) {
  acceptance { version } session { id accessToken refreshToken } userErrors { code path } } }`

async function accept(by: Person, version: number, language?: string): Promise<Accepted> {
  return (await by.ask<{ done: Accepted }, object>(ACCEPT, { input: { version, language } })).done
}

const logIn = (email = 'kim@example.com', password = ownPassword) =>
  tokens(office.visitor, 'clientLogIn', { portalKey: office.portalKey, email, password })
const at = ({ accessToken }: Pick<Tokens, 'accessToken'>) => person(office.app.url, accessToken)

/** Why a query is refused that is not for those who are blocked; null when it is answered. */
async function refusal(by: Person, query = '{ viewings { edges { cursor } } }'): Promise<unknown> {
  const { errors } = await by.send(query)
  return errors?.[0]?.extensions?.['reason'] ?? null
}

interface Told {
  readonly version: number
  readonly language: string
  readonly title: string
  readonly body?: string
}
interface Viewer {
  readonly blocks: readonly string[]
  readonly termsToAccept: Told | null
}
const viewer = async (by: Person) =>
  (
    await by.ask<{ viewer: Viewer }, object>(
      '{ viewer { ... on ClientViewer { blocks termsToAccept { version language title body } } } }',
    )
  ).viewer

interface Acceptance {
  readonly version: number
  readonly language: string
  readonly ipAddress: string
  readonly acceptedAt: string
}

async function acceptances(by: Person, id: string) {
  const fields = '{ version language ipAddress acceptedAt }'
  const query = `query ($id: ID!) { portalAccount(id: $id) {
    termsAcceptance ${fields} termsAcceptances { edges { node ${fields} } } } }`
  type Found = { portalAccount: { termsAcceptance: Acceptance | null; termsAcceptances: List<Acceptance> } }
  const { portalAccount } = await by.ask<Found, object>(query, { id })
  return { latest: portalAccount.termsAcceptance, all: portalAccount.termsAcceptances.edges.map(({ node }) => node) }
}

/** What is open to everybody who is blocked, whatever it is that blocks them. */
const open = [
  ...['viewer', 'portal', 'terms', 'passwordChange', 'sessionEnd'],
  ...['sessionRefresh', 'clientLogIn', 'staffLogIn'],
]

/** The operations of the whole schema that are not refused to a blocked client for this reason. */
async function openTo(blocked: Person, reason: string): Promise<string[]> {
  const found: string[] = []
  const isRefused = (errors: Answer<unknown>['errors'] = []) =>
    errors.some(({ path = [], extensions }) => path.length <= 1 && extensions?.['reason'] === reason)
  for (const [operation, root] of [
    ['query', schema.getQueryType()],
    ['mutation', schema.getMutationType()],
    ['subscription', schema.getSubscriptionType()],
  ] as const) {
    for (const field of Object.values(root!.getFields())) {
      const { query, variables } = rootRequest(schema, operation, field, () => newId('contact'))
      const kept = query.replace('sessionEnd(input: {})', `sessionEnd(input: { sessionId: "${newId('session')}" })`)
      const errors =
        operation === 'subscription'
          ? ((await blocked.follow<unknown, object>(kept, variables).ended) as Answer<unknown>['errors'])
          : (await blocked.send<unknown, object>(kept, variables)).errors
      if (!isRefused(errors)) found.push(field.name)
    }
  }
  return found.sort()
}

describe('terms that need not be accepted', () => {
  it('are shown to everybody in their language, and block nobody (ACC-16, ACC-28)', async () => {
    const before = '{ terms { version } viewer { ... on ClientViewer { blocks } } }'
    expect(await kim.ask(before)).toEqual({ terms: null, viewer: { blocks: [] } })

    expect(await publish(1, false)).toMatchObject({ terms: { version: 1 }, userErrors: [] })
    expect(await refusal(kim)).toBeNull()
    const query = `query ($language: String) { terms(language: $language) { version isRequired language title body } }`
    const shown = async (language?: string) => (await kim.ask<{ terms: Told }, object>(query, { language })).terms
    expect(await shown()).toMatchObject({ version: 1, isRequired: false, language: 'nl', body: 'Wees aardig, 1.' })
    expect(await shown('en')).toMatchObject({ language: 'en', title: 'Terms 1' })
    // There is no French text, and the portal's own language is English.
    expect(await shown('fr')).toMatchObject({ language: 'en' })

    const portal = `query ($key: String!) { portal(key: $key) { ... on Portal {
      terms { title } dutch: terms(language: "nl") { title publishedBy { id } } } } }`
    expect(await office.visitor.ask(portal, { key: office.portalKey })).toEqual({
      portal: { terms: { title: 'Terms 1' }, dutch: { title: 'Voorwaarden 1', publishedBy: null } },
    })
    expect((await office.visitor.send('{ terms { version } }')).errors![0]!.extensions!['code']).toBe('UNAUTHENTICATED')
  })
})

describe('terms that must be accepted', () => {
  let session: Tokens

  it('block each client at once, whatever they have open (ACC-16)', async () => {
    session = await logIn()
    const before = at(session)
    const socket = await openSocket(office.app.url, { authorization: `Bearer ${session.accessToken}` })
    await socket.message('connection_ack')
    const stream = before.followSse<unknown, object>('subscription { viewingChanged { __typename } }', {})
    await stream.next()
    await publish(2, true)

    expect(await socket.closed).toEqual({ code: 4401, reason: 'TOKEN_EXPIRED' })
    expect((await stream.next()).errors).toMatchObject([{ extensions: { reason: 'TOKEN_EXPIRED' } }])
    await eventually(async () => expect(await refusal(before)).toBe('TOKEN_EXPIRED'))
    session = await tokens(office.visitor, 'sessionRefresh', { refreshToken: session.refreshToken })
    expect(await refusal(at(session))).toBe('TERMS_NOT_ACCEPTED')
    expect((await at(session).send('{ viewings { edges { cursor } } }')).errors![0]!.extensions!['code']).toBe(
      'FORBIDDEN',
    )
    expect(await viewer(at(session))).toEqual({
      blocks: ['TERMS_NOT_ACCEPTED'],
      termsToAccept: { version: 2, language: 'nl', title: 'Voorwaarden 2', body: 'Wees aardig, 2.' },
    })
    // Staff go on as before.
    expect(await refusal(office.admin, '{ contacts { edges { cursor } } }')).toBeNull()
  })

  it('leave a blocked client who they are, the portal, the terms, the password and the way out (ACC-3, ACC-16)', async () => {
    const blocked = at(session)
    expect(await openTo(blocked, 'TERMS_NOT_ACCEPTED')).toEqual([...open, 'termsAccept'].sort())
    // Who they are leads to nothing beyond.
    const beyond = '{ viewer { ... on ClientViewer { account { email contact { id firstName } } } } }'
    const { errors } = await blocked.send(beyond)
    expect(errors).toMatchObject([{ extensions: { reason: 'TERMS_NOT_ACCEPTED' } }])
  })

  it('open everything again to who accepts the current version, once (ACC-16)', async () => {
    const blocked = at(session)
    expect(codes(await accept(blocked, 1))).toEqual(['TERMS_OUTDATED'])
    expect(codes(await accept(blocked, 3))).toEqual(['NOT_FOUND'])
    expect(await refusal(blocked)).toBe('TERMS_NOT_ACCEPTED')

    expect(codes(await accept(blocked, 2, 'fr'))).toEqual(['TERMS_LANGUAGE_MISSING'])
    const done = await accept(blocked, 2)
    expect(done).toMatchObject({ acceptance: { version: 2 }, session: { id: session.id }, userErrors: [] })
    const free = at(done.session!)
    expect(await refusal(free)).toBeNull()
    expect(await viewer(free)).toEqual({ blocks: [], termsToAccept: null })
    await eventually(async () => expect(await refusal(blocked)).toBe('TOKEN_EXPIRED'))

    const { latest, all } = await acceptances(office.admin, kim.accountId)
    expect(all).toEqual([latest])
    expect(latest).toMatchObject({ version: 2, language: 'nl', ipAddress: expect.stringMatching(/127\.0\.0\.1$/) })
    expect(Math.abs(Date.parse(latest!.acceptedAt) - Date.now())).toBeLessThan(60_000)

    expect(await accept(free, 2, 'en')).toMatchObject({ acceptance: { version: 2 }, userErrors: [] })
    expect((await acceptances(office.admin, kim.accountId)).all).toEqual([latest])
    kim = { ...free, accountId: kim.accountId }
  })

  it('come after a password that is to be changed, where both are due (ACC-16)', async () => {
    await office.invite(office.admin, 'new@example.com')
    const password = await office.mailed('new@example.com')
    const both = at(await logIn('new@example.com', password))
    expect(await viewer(both)).toMatchObject({
      blocks: ['PASSWORD_CHANGE_REQUIRED', 'TERMS_NOT_ACCEPTED'],
      termsToAccept: { version: 2 },
    })
    expect(await refusal(both)).toBe('PASSWORD_CHANGE_REQUIRED')
    const { errors } = await both.send<unknown, object>(ACCEPT, { input: { version: 2 } })
    expect(errors).toMatchObject([{ extensions: { reason: 'PASSWORD_CHANGE_REQUIRED' } }])

    // A temporary password opens no more than that (ACC-3).
    expect(await openTo(both, 'PASSWORD_CHANGE_REQUIRED')).toEqual(open.toSorted())
    const input = { currentPassword: password, newPassword: ownPassword }
    const changed = at((await enter(both, 'passwordChange', input)).session!)
    expect(await refusal(changed)).toBe('TERMS_NOT_ACCEPTED')
    expect(await refusal(at((await accept(changed, 2)).session!))).toBeNull()
  })

  it('are to be accepted anew when another required version comes, and not for one that is none (ACC-16)', async () => {
    await publish(3, false)
    expect(await refusal(kim)).toBeNull()
    // Accepted though nobody had to, it serves where it was required before.
    await accept(kim, 3, 'en')
    expect((await acceptances(kim, kim.accountId)).all).toMatchObject([
      { version: 3, language: 'en' },
      { version: 2, language: 'nl' },
    ])
    await publish(4, true)
    await eventually(async () => expect(await refusal(kim)).toBe('TOKEN_EXPIRED'))
    expect((await viewer(at(await logIn()))).termsToAccept).toMatchObject({ version: 4 })
  })
})

describe('a portal that is off', () => {
  it('leaves its clients no more than terms that are due would (ACC-16, ACC-24)', async () => {
    const accepted = (await accept(at(await logIn()), 4)).session!
    const set = async (isOn: boolean) => {
      const query = 'mutation ($input: PortalSettingsUpdateInput!) { portalSettingsUpdate(input: $input) { cursor } }'
      await office.admin.ask<unknown, object>(query, { input: { isOn } })
    }
    await set(false)
    await eventually(async () => expect(await refusal(at(accepted))).toBe('TOKEN_EXPIRED'))
    expect(await openTo(at(await logIn()), 'PORTAL_OFF')).toEqual(open.toSorted())
    await set(true)
  })
})

describe('the versions of the terms', () => {
  it('are all kept as they were, for staff to read (ACC-16)', async () => {
    const query = '{ termsVersions { edges { node { version isRequired title publishedBy { name } } } } }'
    const { termsVersions } = await office.admin.ask<{ termsVersions: List<Told> }, object>(query)
    expect(termsVersions.edges.map(({ node }) => node)).toMatchObject(
      [4, 3, 2, 1].map((version) => ({ version, title: `Terms ${version}`, publishedBy: { name: 'Ada Min' } })),
    )
    const old = '{ terms(version: 1, language: "nl") { title body } none: terms(version: 9) { title } }'
    expect(await office.admin.ask(old)).toEqual({
      terms: { title: 'Voorwaarden 1', body: 'Wees aardig, 1.' },
      none: null,
    })
    const other = (await office.found('other-homes')).admin
    expect(await other.ask('{ terms { version } termsVersions { edges { cursor } } }')).toEqual({
      terms: null,
      termsVersions: { edges: [] },
    })
  })
})
