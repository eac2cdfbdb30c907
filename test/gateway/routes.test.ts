import { request as httpRequest, type IncomingMessage } from 'node:http'
import { Readable } from 'node:stream'
import Fastify from 'fastify'
import { pino } from 'pino'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { badInput, shown } from '../../subgraphs/kernel/errors.ts'
import type { Assertion, Keys } from '../../subgraphs/kernel/keys.ts'
import type { SubgraphLink } from '../../subgraphs/kernel/link.ts'
import { remoteLink } from '../../subgraphs/kernel/remote-link.ts'
import { callRoute } from '../../subgraphs/kernel/routes/call-route.ts'
import { mountRoutes } from '../../subgraphs/kernel/routes/http.ts'
import type { Route } from '../../subgraphs/kernel/routes/route.ts'
import type { Services } from '../../subgraphs/kernel/services.ts'
import type { Subgraph } from '../../subgraphs/kernel/subgraph.ts'
import { eventually } from '../support/eventually.ts'
import { openTestGateway, type TestGateway } from './support/gateway.ts'

const PIECE = Buffer.alloc(64 * 1024, 7)
/** What a route has seen of the request before it has come whole. */
let arrived = 0
let hasBroken = false
let hasLeft = false

const text = (body: string | Readable, headers: Record<string, string> = {}) => ({
  status: 200,
  headers: { 'content-type': 'text/plain', ...headers },
  body,
})

const routes: readonly Route[] = [
  {
    method: 'GET',
    path: '/files/a/test/who/:name',
    handle: async (ctx, { params, query, headers }) =>
      text(JSON.stringify({ kind: ctx.actor.kind, requestId: ctx.requestId, params, q: query.get('q'), headers })),
  },
  {
    method: 'PUT',
    path: '/files/a/test/count',
    async handle(_ctx, { body, signal }) {
      signal.addEventListener('abort', () => (hasLeft = true))
      arrived = 0
      hasBroken = false
      try {
        for await (const piece of body) arrived += (piece as Buffer).length
      } catch (error) {
        hasBroken = true
        throw error
      }
      return text(String(arrived))
    },
  },
  {
    method: 'PUT',
    path: '/files/a/test/refused',
    handle: () => Promise.reject(shown('TOO_MANY_LOG_INS')),
  },
  { method: 'GET', path: '/files/a/test/wrong', handle: () => Promise.reject(badInput('REQUEST_UNREADABLE')) },
  { method: 'GET', path: '/files/a/test/broken', handle: () => Promise.reject(new Error('password hunter2')) },
  {
    method: 'GET',
    path: '/files/a/test/long',
    handle: async () =>
      text(
        Readable.from(
          (async function* () {
            for (let i = 0; i < 320; i++) yield PIECE
          })(),
        ),
        { etag: '"long"' },
      ),
  },
  {
    method: 'GET',
    path: '/files/a/test/torn',
    handle: async () =>
      text(
        Readable.from(
          (async function* () {
            yield PIECE
            throw new Error('The disk is gone.')
          })(),
        ),
      ),
  },
]

const services = { name: 'accounts', log: pino({ level: 'silent' }) } as Services
const local: SubgraphLink['call'] = (call) =>
  callRoute({ name: 'accounts', routes } as Subgraph as never, services, call)

/** As a subgraph in another process is reached: over HTTP, with the word of a gateway that is believed. */
async function openRemote(): Promise<{ call: SubgraphLink['call']; close(): Promise<void> }> {
  const keys: Keys = {
    assert: async (_audience, actor) => JSON.stringify({ caller: 'gateway', actor }),
    verify: async (assertion = '') => JSON.parse(assertion) as Assertion,
  }
  const server = Fastify()
  mountRoutes(server, async (received, { headers }) => {
    const { actor } = await keys.verify(String(headers['portico-actor']))
    return local({ ...received, actor, requestId: String(headers['x-request-id']) })
  })
  const link = remoteLink('accounts', await server.listen({ host: '127.0.0.1', port: 0 }), keys)
  const close = async () => {
    await link.close()
    await server.close()
  }
  return { call: link.call, close }
}

describe.each(['in one process', 'over HTTP'])('a route of a subgraph, reached %s (API-10)', (how) => {
  let gateway: TestGateway
  let remote: Awaited<ReturnType<typeof openRemote>> | null = null
  const at = (path: string) => `${gateway.url}/files/accounts/a/test/${path}`

  beforeAll(async () => {
    remote = how === 'over HTTP' ? await openRemote() : null
    const env = { ORIGINS: 'https://portal.example' }
    gateway = await openTestGateway({ env, limits: { bytes: 10_000 }, call: remote?.call ?? local })
  })
  afterAll(async () => {
    await gateway.close()
    await remote?.close()
  })

  it('knows who asks, by a token that is verified, and the request’s id', async () => {
    const headers = { 'x-request-id': 'abcdefgh-1', range: 'bytes=0-1', cookie: 'a=b', 'portico-actor': '{}' }
    const visitor = await fetch(at('who/a%2Fb?q=1%262'), { headers })
    expect(visitor.headers.get('x-request-id')).toBe('abcdefgh-1')
    expect(visitor.headers.get('x-content-type-options')).toBe('nosniff')
    expect(await visitor.json()).toEqual({
      kind: 'anonymous',
      requestId: 'abcdefgh-1',
      params: { name: 'a/b' },
      q: '1&2',
      headers: { range: 'bytes=0-1', 'accept-language': 'en' },
    })
    const staff = await fetch(at('who/me'), { headers: { authorization: `Bearer ${gateway.staffToken}` } })
    expect(await staff.json()).toMatchObject({ kind: 'staff' })
    const forged = await fetch(at('who/me'), { headers: { authorization: 'Bearer nonsense' } })
    expect(forged.status).toBe(401)
    expect(await forged.json()).toMatchObject({
      errors: [{ extensions: { code: 'UNAUTHENTICATED', reason: 'TOKEN_INVALID' } }],
    })
  })

  it('says its refusals as the graph does, and masks its faults', async () => {
    const refused = await fetch(at('wrong'), { headers: { 'x-request-id': 'abcdefgh-2' } })
    expect(refused.status).toBe(400)
    expect(await refused.json()).toEqual({
      errors: [
        { message: 'The request cannot be read.', extensions: { code: 'BAD_USER_INPUT', requestId: 'abcdefgh-2' } },
      ],
    })
    const broken = await fetch(at('broken'))
    expect(broken.status).toBe(500)
    const text = await broken.text()
    expect(text).toContain('INTERNAL')
    expect(text).not.toContain('hunter2')
  })

  it.each(['nowhere', 'who', 'who/', 'who/a/b', 'who/%2e%2e', '..%2fgraphql', ''])(
    'is not found at %j',
    async (path) => {
      const response = await fetch(at(path))
      expect(response.status).toBe(404)
      expect(await response.json()).toMatchObject({ errors: [{ extensions: { code: 'BAD_USER_INPUT' } }] })
    },
  )

  it('is not found below a part that there is not', async () => {
    expect((await fetch(`${gateway.url}/files/nobody/who/me`)).status).toBe(404)
  })

  it('gets a body as it arrives, longer than any operation may be', async () => {
    const upload = httpRequest(at('count'), { method: 'PUT', headers: { 'content-type': 'image/png' } })
    const answered = new Promise<string>((resolve, reject) => {
      upload.on('error', reject).on('response', (response) => {
        response.setEncoding('utf8').on('data', resolve)
      })
    })
    upload.write(PIECE)
    await eventually(async () => expect(arrived).toBe(PIECE.length))
    upload.end(PIECE)
    expect(await answered).toBe(String(2 * PIECE.length))
  })

  it('learns that the sender has gone', async () => {
    hasLeft = false
    const upload = httpRequest(at('count'), { method: 'PUT' }).on('error', () => {})
    upload.write(PIECE)
    await eventually(async () => expect(arrived).toBe(PIECE.length))
    upload.destroy()
    await eventually(async () => expect([hasBroken, hasLeft]).toEqual([true, true]))
  })

  it('may refuse before it has read the body', async () => {
    const response = await fetch(at('refused'), { method: 'PUT', body: new Uint8Array(3_000_000) })
    expect([response.status, response.headers.get('retry-after')]).toEqual([429, '5'])
    expect(await response.json()).toMatchObject({ errors: [{ extensions: { code: 'RATE_LIMITED' } }] })
  })

  it('answers with a stream, and to HEAD without it', async () => {
    const whole = await fetch(at('long'))
    expect((await whole.arrayBuffer()).byteLength).toBe(320 * PIECE.length)
    const head = await fetch(at('long'), { method: 'HEAD' })
    expect([head.status, head.headers.get('etag'), await head.text()]).toEqual([200, '"long"', ''])
  })

  it('breaks the connection when its stream breaks, so that a part is not taken for the whole', async () => {
    const response = await fetch(at('torn'))
    await expect(response.arrayBuffer()).rejects.toThrow()
  })

  it('may be asked by pages of allowed origins, with PUT', async () => {
    const preflight = await fetch(at('count'), { method: 'OPTIONS', headers: { origin: 'https://portal.example' } })
    expect(preflight.headers.get('access-control-allow-methods')).toContain('PUT')
    expect(preflight.headers.get('access-control-allow-headers')).toContain('content-type')
    const forbidden = await fetch(at('count'), { method: 'OPTIONS', headers: { origin: 'https://evil.example' } })
    expect(forbidden.status).toBe(403)
  })
})

describe('a stream that its reader has stopped reading', () => {
  it('is closed after a while (API-10)', async () => {
    const server = Fastify()
    const body = new Readable({ read: () => void body.push(PIECE) })
    mountRoutes(server, async () => text(body), 100)
    const url = await server.listen({ host: '127.0.0.1', port: 0 })
    const left = await new Promise<IncomingMessage>((resolve, reject) => {
      httpRequest(`${url}/files/a`).on('error', reject).on('response', resolve).end()
    })
    await eventually(async () => expect(body.destroyed).toBe(true))
    left.on('error', () => {}).destroy()
    await server.close()
  })
})

describe('a route of a subgraph that does not answer', () => {
  it('is NOT_READY', async () => {
    const keys: Keys = { assert: async () => 'x', verify: () => Promise.reject(new Error('Nobody asks.')) }
    const link = remoteLink('accounts', 'http://127.0.0.1:1', keys)
    const gateway = await openTestGateway({ call: link.call })
    try {
      const response = await fetch(`${gateway.url}/files/accounts/who/me`)
      expect([response.status, response.headers.get('retry-after')]).toEqual([503, '5'])
      expect(await response.json()).toMatchObject({
        errors: [{ extensions: { code: 'NOT_READY', reason: 'SUBGRAPH_UNREACHABLE' } }],
      })
    } finally {
      await gateway.close()
      await link.close()
    }
  })
})
