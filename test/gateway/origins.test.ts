import { request } from 'node:http'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { newId } from '../../subgraphs/kernel/ids.ts'
import type { CompanyOrigins } from '../../subgraphs/kernel/session-news.ts'
import { eventually } from '../support/eventually.ts'
import { testAccounts, type TestAccounts } from './support/accounts.ts'
import { openTestGateway, type TestGateway } from './support/gateway.ts'
import { openSocket } from './support/socket.ts'

// Accounts is in the hands of the test; the whole product is asked in test/accounts/portal.test.ts.

const operators = 'https://operator.example'
const wharf = 'https://wharf.example'
const strange = 'https://strange.example'
const companies = { harbour: newId('company'), wharf: newId('company') }

let gateway: TestGateway
let accounts: TestAccounts
/** What accounts tells of the origins; null while it fails. */
let told: CompanyOrigins[] | null
/** How often accounts has failed to tell them. */
let failures: number
let tokens: Readonly<Record<'harbour' | 'wharf', string>>

beforeEach(async () => {
  told = [{ company: companies.wharf, origins: [wharf] }]
  failures = 0
  accounts = testAccounts()
  gateway = await openTestGateway({
    env: { ORIGINS: operators },
    sessionNews: (params) => accounts.sessionNews(params),
    origins: async () => {
      if (told) return told
      failures++
      throw new Error('unreachable')
    },
  })
  tokens = {
    harbour: await gateway.sign({ company: companies.harbour }),
    wharf: await gateway.sign({ company: companies.wharf }),
  }
  await eventually(async () => expect((await preflight(wharf)).status).toBe(204))
})
afterEach(() => gateway.close())

const preflight = (origin: string) =>
  fetch(`${gateway.url}/graphql`, { method: 'OPTIONS', headers: { origin, 'access-control-request-method': 'POST' } })
const refusal = { code: 'FORBIDDEN', reason: 'ORIGIN' }

/** What the companies list from now on. */
function list(...next: CompanyOrigins[]): void {
  told = next
  accounts.tell({ of: companies.wharf, hasNewOrigins: true })
}

async function ask(origin: string, token?: string): Promise<unknown> {
  const { errors, headers } = await gateway.ask('{ viewer { kind } }', { token, headers: { origin } })
  const { code, reason } = errors?.[0]?.extensions ?? {}
  const mirrored = headers.get('access-control-allow-origin')
  return errors ? { code, reason, mirrored } : { mirrored }
}
const socketOf = (origin: string, token?: string) =>
  openSocket(gateway.url, token ? { authorization: `Bearer ${token}` } : undefined, { origin })

async function sse(origin: string, token: string): Promise<Response> {
  return fetch(`${gateway.url}/graphql/stream`, {
    method: 'POST',
    headers: {
      origin,
      authorization: `Bearer ${token}`,
      accept: 'text/event-stream',
      'content-type': 'application/json',
    },
    body: JSON.stringify({ query: 'subscription { viewingChanged { __typename } }' }),
  })
}

describe('a page of an origin that a company lists', () => {
  it('calls for that company and for visitors, and the operator’s for all (API-7)', async () => {
    expect((await preflight(wharf)).headers.get('access-control-allow-origin')).toBe(wharf)
    expect(await ask(wharf)).toEqual({ mirrored: wharf })
    expect(await ask(wharf, tokens.wharf)).toEqual({ mirrored: wharf })
    for (const token of Object.values(tokens)) expect(await ask(operators, token)).toEqual({ mirrored: operators })
    const socket = await socketOf(wharf, tokens.wharf)
    await socket.message('connection_ack')
    socket.close()
  })

  it('is told on every transport that it may not call for another company (API-7)', async () => {
    // The page may read why: its origin is one that calls.
    expect(await ask(wharf, tokens.harbour)).toEqual({ ...refusal, mirrored: wharf })
    expect(await (await socketOf(wharf, tokens.harbour)).closed).toEqual({ code: 4403, reason: 'ORIGIN' })
    const text = await (await sse(wharf, tokens.harbour)).text()
    expect(text).toContain('"reason":"ORIGIN"')
  })

  it('serves each of several companies that list it', async () => {
    list(...Object.values(companies).map((company) => ({ company, origins: [wharf] })))
    await eventually(async () => expect(await ask(wharf, tokens.harbour)).toEqual({ mirrored: wharf }))
    expect(await ask(wharf, tokens.wharf)).toEqual({ mirrored: wharf })
  })
})

describe('a page of any other origin', () => {
  it('is refused with a code, whatever it asks (API-7)', async () => {
    for (const origin of [strange, 'null', `${wharf}.evil.example`, 'http://wharf.example', `${wharf}:8443`]) {
      const answer = await preflight(origin)
      expect([answer.status, answer.headers.get('access-control-allow-origin')], origin).toEqual([403, null])
      expect(await answer.json()).toMatchObject({ errors: [{ extensions: refusal }] })
      for (const token of [undefined, tokens.wharf]) {
        expect(await ask(origin, token), origin).toEqual({ ...refusal, mirrored: null })
      }
    }
  })

  it('opens no socket, and its browser’s console shows why (API-7)', async () => {
    await expect(socketOf(strange)).rejects.toThrow('403')
    const body = await new Promise<string>((resolve) => {
      const headers = { origin: strange, connection: 'upgrade', upgrade: 'websocket' }
      request(`${gateway.url}/graphql`, { headers }, (answer) => {
        let text = ''
        answer.on('data', (part) => (text += String(part))).on('end', () => resolve(text))
      }).end()
    })
    expect(JSON.parse(body)).toMatchObject({ errors: [{ extensions: refusal }] })
  })
})

describe('an origin that a company takes off its list', () => {
  it('is cut off, also what is open from there, and nothing else (API-7)', async () => {
    const [goes, stays] = [await socketOf(wharf, tokens.wharf), await socketOf(operators, tokens.wharf)]
    await Promise.all([goes, stays].map((socket) => socket.message('connection_ack')))
    const stream = await sse(wharf, tokens.wharf)
    await eventually(async () => expect(gateway.topic.listeners).toBe(1))
    list()
    expect(await goes.closed).toEqual({ code: 4403, reason: 'ORIGIN' })
    expect(await stream.text()).toContain('"reason":"ORIGIN"')
    expect(await ask(wharf, tokens.wharf)).toEqual({ ...refusal, mirrored: null })
    stays.send({ id: 'one', type: 'subscribe', payload: { query: '{ viewer { kind } }' } })
    await stays.message('next', 'one')
    stays.close()
  })
})

describe('while accounts tells no origins', () => {
  it('those known last count, and new ones as soon as it does again', async () => {
    told = null
    accounts.tell({ of: companies.wharf, hasNewOrigins: true })
    await eventually(async () => expect(failures).toBeGreaterThan(1))
    expect(await ask(wharf, tokens.wharf)).toEqual({ mirrored: wharf })
    told = [{ company: companies.wharf, origins: ['https://new.example'] }]
    await eventually(async () => expect(await ask('https://new.example')).toEqual({ mirrored: 'https://new.example' }))
    expect(await ask(wharf)).toMatchObject(refusal)
  })

  it('a gateway that knows none yet is not ready', async () => {
    let isUp = false
    const own = await openTestGateway({
      origins: () => (isUp ? Promise.resolve([]) : Promise.reject(new Error('unreachable'))),
    })
    const ready = async () => (await fetch(`${own.url}/ready`)).status
    expect(await ready()).toBe(503)
    isUp = true
    await eventually(async () => expect(await ready()).toBe(200))
    await own.close()
  })
})
