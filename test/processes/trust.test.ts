import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { connect } from 'node:net'
import { join } from 'node:path'
import { createPrivateKey, generateKeyPairSync } from 'node:crypto'
import { SignJWT } from 'jose'
import { createClient } from 'graphql-ws'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import { anonymous } from '../../subgraphs/kernel/actor.ts'
import { openKeys } from '../../subgraphs/kernel/keys.ts'
import { remoteLink } from '../../subgraphs/kernel/remote-link.ts'
import { parse } from 'graphql'
import { post } from '../support/post.ts'
import { openFirm, type Firm } from './firm.ts'

// What a subgraph alone accepts: signed assertions of the services it knows, made for it, and nothing else.

let firm: Firm
beforeAll(async () => (firm = await openFirm()), 90_000)
afterAll(() => firm.close())

it('says in its own words that there is nothing at an address', async () => {
  const response = await fetch(`${firm.processes.urls.tickets}/nothing`)
  expect([response.status, await response.json()]).toEqual([
    404,
    { code: 'BAD_USER_INPUT', message: expect.stringContaining('POST /graphql') },
  ])
})

const visitor = { 'content-type': 'application/json' }
const query = '{ __typename }'

interface Answered {
  readonly status: number
  readonly code: unknown
}

async function atTickets(headers: Readonly<Record<string, string>>): Promise<Answered> {
  const body = JSON.stringify({ query })
  const response = await fetch(`${firm.processes.urls.tickets}/graphql`, {
    method: 'POST',
    headers: { ...visitor, ...headers },
    body,
  })
  const { errors } = (await response.json()) as { errors?: { extensions: { code: string } }[] }
  return { status: response.status, code: errors?.[0]?.extensions.code }
}

function signed(claims: {
  readonly aud?: string
  readonly iss?: string
  readonly kid?: string
  readonly age?: number
}) {
  const key = createPrivateKey(readFileSync(join(firm.dataDir, 'keys/gateway.pem')))
  return signedBy(key, claims)
}

function signedBy(
  key: ReturnType<typeof createPrivateKey>,
  { aud = 'tickets', iss = 'gateway', kid = iss, age = 0 }: Parameters<typeof signed>[0],
) {
  const issuedAt = Math.floor(Date.now() / 1000) - age
  return new SignJWT({ actor: anonymous as never })
    .setProtectedHeader({ alg: 'EdDSA', kid })
    .setIssuer(iss)
    .setAudience(aud)
    .setIssuedAt(issuedAt)
    .setExpirationTime(issuedAt + 60)
    .sign(key)
}

const refused = { status: 401, code: 'UNAUTHENTICATED' }
const accepted = { status: 200, code: undefined }

describe('a subgraph alone', () => {
  it('answers the gateway’s assertion', async () => {
    expect(await atTickets({ 'portico-actor': await signed({}) })).toEqual(accepted)
  })

  it('refuses whoever has no assertion, and a person’s access token', async () => {
    const token = firm.admin.token!
    expect(await atTickets({})).toEqual(refused)
    expect(await atTickets({ authorization: `Bearer ${token}` })).toEqual(refused)
    expect(await atTickets({ 'portico-actor': token })).toEqual(refused)
  })

  it('refuses an assertion that is stale, for another, of a stranger, or forged', async () => {
    const { privateKey: stranger } = generateKeyPairSync('ed25519')
    const assertions = [
      signed({ age: 120 }),
      signed({ aud: 'contacts' }),
      signed({ iss: 'contacts', kid: 'gateway' }),
      signed({ iss: 'billing' }),
      signed({ kid: '../gateway' }),
      signedBy(stranger, {}),
      Promise.resolve('not.a.token'),
    ]
    for (const assertion of assertions) {
      expect(await atTickets({ 'portico-actor': await assertion })).toEqual(refused)
    }
  })

  it('shows its internal endpoints to services only', async () => {
    const at = (path: string, headers = {}) => fetch(`${firm.processes.urls.tickets}/internal/${path}`, { headers })
    const mine = async () => ({ 'portico-actor': await signed({}) })
    expect((await at('feed')).status).toBe(401)
    expect((await at('feed', await mine())).status).toBe(200)
    expect((await at('feed?after=x', await mine())).status).toBe(400)
    expect((await at('constructor', await mine())).status).toBe(400)
  })

  it('refuses one subscription and leaves the others on the socket alone', async () => {
    const client = createClient({
      url: `${firm.processes.urls.viewings.replace('http', 'ws')}/graphql`,
      webSocketImpl: WebSocket,
      retryAttempts: 0,
      lazyCloseTimeout: 10_000,
      connectionParams: async () => ({ 'portico-actor': await signed({ aud: 'viewings' }) }),
    })
    const codeOf = (query: string, extensions: Record<string, unknown>) =>
      new Promise((resolve) => {
        const told = (errors: unknown) =>
          resolve((errors as { extensions?: { code?: string } }[] | undefined)?.[0]?.extensions?.code ?? null)
        const next = ({ errors }: { errors?: unknown }) => told(errors)
        client.subscribe({ query, extensions }, { next: next as never, error: told, complete: () => {} })
      })
    const follow = 'subscription { viewingChanged { __typename } }'
    const good = { 'portico-actor': await signed({ aud: 'viewings' }) }
    let closes = 0
    client.on('closed', () => closes++)
    expect(await codeOf(follow, {})).toBe('UNAUTHENTICATED')
    expect(await codeOf(follow, { 'portico-actor': 'not.a.token' })).toBe('UNAUTHENTICATED')
    expect(await codeOf('subscription {', good)).toBeNull()
    // A visitor may not follow, but the assertion that says so is accepted.
    expect(await codeOf(follow, good)).toBe('UNAUTHENTICATED')
    expect(closes).toBe(0)
    await client.dispose()
  })

  it('opens no socket for whoever has no assertion', async () => {
    const client = createClient({
      url: `${firm.processes.urls.viewings.replace('http', 'ws')}/graphql`,
      webSocketImpl: WebSocket,
      retryAttempts: 0,
    })
    const closed = new Promise((resolve) => client.on('closed', (event) => resolve((event as CloseEvent).code)))
    client.subscribe({ query }, { next: () => {}, error: () => {}, complete: () => {} })
    expect(await closed).toBe(4403)
  })
})

describe('a subgraph that refuses a socket', () => {
  it('outlives one that breaks at that moment', async () => {
    for (let attempt = 0; attempt < 20; attempt++) {
      const stream = connect(Number(new URL(firm.processes.urls.tickets).port), '127.0.0.1')
      stream.on('error', () => {})
      await once(stream, 'connect')
      const head = 'GET /elsewhere HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n'
      stream.write(head + 'x'.repeat(100_000))
      await new Promise((resolve) => setImmediate(resolve))
      stream.resetAndDestroy()
    }
    expect(await atTickets({ 'portico-actor': await signed({}) })).toEqual(accepted)
  })
})

describe('the way to a subgraph that does not trust us', () => {
  it('is NOT_READY, which says nothing about the one who asks', async () => {
    const keys = openKeys(
      { keysDir: join(firm.dataDir, 'other-keys'), dataDir: firm.dataDir, development: true },
      'gateway',
    )
    const link = remoteLink('tickets', firm.processes.urls.tickets, keys)
    const request = { document: parse(query), actor: anonymous, caller: 'gateway', requestId: 'a-request' }
    await expect(link.execute(request)).rejects.toMatchObject({ extensions: { code: 'NOT_READY' } })
    await link.close()
  })
})

describe('what people are told across processes', () => {
  it('is in their language: refusals, errors, and the errors of streams (API-9)', async () => {
    const { admin, contactId } = firm
    const told = async (query: string, variables: object, language: string) => {
      type Data = { done?: { userErrors: readonly { readonly message: string }[] } }
      const answer = await post<Data>(admin, query, variables, { headers: { 'accept-language': language } })
      return [...(answer.errors ?? []), ...(answer.data?.done?.userErrors ?? [])].map(({ message }) => message)
    }
    const account =
      'mutation ($id: ID!) { done: portalAccountCreate(input: { contactId: $id }) { userErrors { message } } }'
    expect(await told(account, { id: contactId }, 'de')).toEqual(['Der Kontakt hat keine E-Mail-Adresse.'])
    expect(await told(account, { id: contactId }, 'it')).toEqual(['The contact has no email address.'])
    const request = `mutation ($id: ID!) { done: viewingRequest(input: { propertyId: $id, preferredDates: [] }) {
      userErrors { message } } }`
    expect(await told(request, { id: contactId }, 'fr')).toEqual(['Ceci est réservé aux utilisateurs du portail.'])
    const { cursors } = await admin.ask<{ cursors: { eventsCursor: string } }, object>(
      '{ cursors: viewings(first: 1) { eventsCursor } }',
    )
    const stream = await fetch(`${firm.processes.url}/graphql/stream`, {
      method: 'POST',
      headers: {
        ...{ 'content-type': 'application/json', accept: 'text/event-stream', 'accept-language': 'es' },
        authorization: `Bearer ${admin.token}`,
      },
      body: JSON.stringify({
        query: 'subscription ($after: Cursor!) { ticketStatusChanged(after: $after) { __typename } }',
        variables: { after: cursors.eventsCursor },
      }),
    })
    expect(await stream.text()).toContain('Este cursor no pertenece a este flujo.')
  })
})

describe('the gateway', () => {
  it('takes nobody for another on the word of a header', async () => {
    const response = await fetch(`${firm.processes.url}/graphql`, {
      method: 'POST',
      headers: { ...visitor, 'portico-actor': await signed({ aud: 'accounts' }), 'x-actor': 'admin', 'x-user-id': '1' },
      body: JSON.stringify({ query: '{ viewer { __typename } }' }),
    })
    const { data } = (await response.json()) as { data: unknown }
    expect(data).toEqual({ viewer: null })
  })
})
