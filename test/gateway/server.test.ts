import { request } from 'node:http'
import { text } from 'node:stream/consumers'
import { mkdir, mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { serverAudits } from 'graphql-http'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { apiSchema } from '../../gateway/api-schema.ts'
import { openTestGateway, type TestGateway } from './support/gateway.ts'
import { supergraph } from './support/subgraphs.ts'

let gateway: TestGateway
beforeAll(async () => {
  const folder = await mkdtemp(join(tmpdir(), 'portico-gateway-'))
  await mkdir(join(folder, 'mail'))
  await mkdir(join(folder, 'page/assets'), { recursive: true })
  await writeFile(join(folder, 'page/index.html'), '<title>GraphiQL</title>')
  await writeFile(join(folder, 'page/assets/main.js'), 'main()')
  await writeFile(join(folder, 'secret.txt'), 'secret')
  await writeFile(
    join(folder, 'mail/2026-01-01-a.eml'),
    'From: a@example.org\nTo: clara@example.org\nSubject: First <b>\n\nHello <script>alert(1)</script>',
  )
  await writeFile(
    join(folder, 'mail/2026-01-02-b.eml'),
    'From: a@example.org\nTo: clara@example.org\nSubject: Second\n\nYour code is 123456',
  )
  gateway = await openTestGateway({
    env: { DATA_DIR: folder, ORIGINS: 'https://portal.example' },
    publicDir: join(folder, 'page'),
  })
})
afterAll(() => gateway.close())

describe('GraphQL over HTTP', () => {
  // The reference implementation's own audit: https://github.com/graphql/graphql-http
  it('passes all of the reference audit', async () => {
    const audits = serverAudits({ url: `${gateway.url}/graphql` })
    const results = await Promise.all(audits.map((audit) => audit.fn()))
    expect(results.filter(({ status }) => status !== 'ok').map(({ id, name }) => `${id} ${name}`)).toEqual([])
    expect(results).toHaveLength(61)
  })
})

describe('a request that is none', () => {
  const send = async (path: string, init: RequestInit) => {
    const response = await fetch(`${gateway.url}${path}`, init)
    const text = await response.text()
    const { errors } = (text === '' ? {} : JSON.parse(text)) as { errors?: { message: string; extensions: object }[] }
    return { status: response.status, allow: response.headers.get('allow'), error: errors?.[0] }
  }
  const json = { 'content-type': 'application/json' }
  const body = JSON.stringify({ query: '{ viewer { kind } }' })

  it('is told what to send instead, under its request id (API-5)', async () => {
    const refused = {
      xml: { headers: { 'content-type': 'application/xml' }, says: 'content-type: application/json' },
      html: { headers: { ...json, accept: 'text/html' }, says: 'Accept application/graphql-response+json' },
    }
    for (const [status, { headers, says }] of [[415, refused.xml] as const, [406, refused.html] as const]) {
      const answer = await send('/graphql', { method: 'POST', body, headers })
      expect(answer).toMatchObject({
        status,
        error: {
          message: expect.stringContaining(says),
          extensions: { code: 'BAD_USER_INPUT', requestId: expect.any(String) },
        },
      })
    }
  })

  it('carries several operations is told that one is taken (API-5)', async () => {
    const answer = await send('/graphql', { method: 'POST', body: ` [${body}, ${body}]`, headers: json })
    expect(answer).toMatchObject({
      status: 400,
      error: { message: expect.stringContaining('batches are not taken'), extensions: { code: 'BAD_USER_INPUT' } },
    })
    const headers = { ...json, 'accept-language': 'nl' }
    expect((await send('/graphql', { method: 'POST', body: '[]', headers })).error?.message).toContain('batches worden')
  })

  it('by another method is told which there are (API-5)', async () => {
    for (const method of ['PUT', 'DELETE', 'PATCH']) {
      expect(await send('/graphql', { method, body })).toMatchObject({
        status: 405,
        allow: 'GET, POST',
        error: { message: 'This address takes GET, POST.' },
      })
    }
    expect((await send('/graphql', { method: 'HEAD' })).status).toBe(405)
    expect(await send('/graphql', { method: 'OPTIONS' })).toMatchObject({ status: 204, allow: 'GET, POST, OPTIONS' })
    expect(await send('/files/accounts/x', { method: 'DELETE' })).toMatchObject({
      status: 405,
      allow: 'GET, HEAD, POST, PUT',
    })
    expect(await send('/nowhere', { method: 'PUT', body })).toMatchObject({
      status: 404,
      error: { message: 'There is nothing at this address.' },
    })
  })

  it('has two keys as headers is refused, and not taken under both as one (API-6)', async () => {
    const headers = { ...json, authorization: `Bearer ${gateway.clientToken}`, 'idempotency-key': ['one', 'two'] }
    const answer = await new Promise<string>((resolve, reject) =>
      request(`${gateway.url}/graphql`, { method: 'POST', headers }, (response) => resolve(text(response)))
        .on('error', reject)
        .end(JSON.stringify({ query: 'mutation { passwordChange(input: { password: "x" }) }' })),
    )
    expect(JSON.parse(answer)).toMatchObject({ errors: [{ extensions: { reason: 'IDEMPOTENCY_KEY_INVALID' } }] })
  })

  it('has a wrong cursor in its extensions is told where it stands (API-2)', async () => {
    const { data, errors } = await gateway.ask('{ viewings { id } }', {
      token: gateway.staffToken,
      extensions: { after: 'nonsense' },
    })
    expect([data, errors?.[0]?.message]).toEqual([undefined, expect.stringContaining('"after" in its extensions')])
  })
})

describe('whether it can serve', () => {
  const ready = async (url: string) => {
    const response = await fetch(`${url}/ready`)
    return { status: response.status, body: (await response.json()) as object }
  }

  it('is told part by part', async () => {
    const named = ['tokens', 'sessions', 'origins', 'accounts', 'contacts', 'viewings', 'tickets']
    const parts = named.map((part) => [part, 'ok'])
    expect(await ready(gateway.url)).toEqual({
      status: 200,
      body: { status: 'ok', parts: Object.fromEntries(parts) as object },
    })
  })

  it('is not in doubt where one subgraph is away or never answers: the others are served', async () => {
    const own = await openTestGateway({
      ready: async (name) => {
        if (name === 'tickets') throw new Error('unreachable')
        if (name === 'viewings') await new Promise(() => {})
        return { status: name === 'contacts' ? 'not ready' : 'ok', parts: {} }
      },
    })
    const away = { viewings: 'not ready', tickets: 'not ready', contacts: 'not ready' }
    expect(await ready(own.url)).toEqual({
      status: 200,
      body: { status: 'partly', parts: { tokens: 'ok', sessions: 'ok', origins: 'ok', accounts: 'ok', ...away } },
    })
    await own.close()
  })

  it('is denied where all subgraphs are away: nothing is served', async () => {
    const own = await openTestGateway({ ready: () => Promise.reject(new Error('unreachable')) })
    const away = { accounts: 'not ready', contacts: 'not ready', viewings: 'not ready', tickets: 'not ready' }
    expect(await ready(own.url)).toEqual({
      status: 503,
      body: { status: 'not ready', parts: { tokens: 'ok', sessions: 'ok', origins: 'ok', ...away } },
    })
    await own.close()
  })
})

describe('a slow operation', () => {
  it('is one warning, without what it was asked for', async () => {
    const own = await openTestGateway({ env: { SLOW_MS: '1' }, logLevel: 'debug' })
    const { headers } = await own.ask('query Slow($id: ID!) { node(id: $id) { id } viewings { id } }', {
      token: own.staffToken,
      variables: { id: 'somebody private' },
    })
    const requestId = headers.get('x-request-id')
    const lines = own.logged.map((line) => JSON.parse(line) as Record<string, unknown>)
    expect(lines.filter((line) => line['requestId'] === requestId)).toEqual([
      expect.objectContaining({ level: 40, operation: 'Slow', msg: 'An operation was slow.' }),
    ])
    expect(own.logged.join()).not.toContain('private')
    await own.close()
  })
})

describe('origins', () => {
  const preflight = (origin: string) =>
    fetch(`${gateway.url}/graphql`, { method: 'OPTIONS', headers: { origin, 'access-control-request-method': 'POST' } })

  it('of the setting and the own ones may call', async () => {
    for (const origin of ['https://portal.example', gateway.url]) {
      const response = await preflight(origin)
      expect([response.status, response.headers.get('access-control-allow-origin')]).toEqual([204, origin])
      expect(
        (await gateway.ask('{ viewer { kind } }', { headers: { origin } })).headers.get('access-control-allow-origin'),
      ).toBe(origin)
    }
  })

  it('of anyone else are refused and not mirrored', async () => {
    for (const origin of ['https://portal.example.evil', 'null', 'http://portal.example']) {
      const response = await preflight(origin)
      expect([response.status, response.headers.get('access-control-allow-origin')]).toEqual([403, null])
      expect(await response.text()).toContain('ORIGINS')
      const { headers } = await gateway.ask('{ viewer { kind } }', { headers: { origin } })
      expect(headers.get('access-control-allow-origin')).toBeNull()
    }
  })
})

describe('pages', () => {
  const get = async (path: string, headers: Record<string, string> = {}) => {
    const response = await fetch(`${gateway.url}${path}`, { headers, redirect: 'manual' })
    return { status: response.status, headers: response.headers, text: await response.text() }
  }

  it('the front door and the graph’s address lead browsers to GraphiQL', async () => {
    expect((await get('/')).headers.get('location')).toBe('/graphiql/')
    expect((await get('/graphql', { accept: 'text/html,*/*' })).headers.get('location')).toBe('/graphiql')
    expect((await get('/graphiql/')).text).toContain('GraphiQL')
    expect((await get('/graphiql/assets/main.js')).headers.get('content-type')).toContain('javascript')
  })

  it('nothing outside the page’s folder is served', async () => {
    for (const path of [
      '/graphiql/..%2fsecret.txt',
      '/graphiql/%2e%2e/secret.txt',
      '/graphiql/assets/..%2f..%2fsecret.txt',
    ]) {
      expect((await get(path)).text).not.toContain('secret\n')
      expect((await get(path)).status).toBe(404)
    }
  })

  it('captured mails are listed newest first and shown as text, escaped', async () => {
    const { text, headers } = await get('/mail')
    expect(text.indexOf('Second')).toBeLessThan(text.indexOf('First &lt;b&gt;'))
    expect(text.indexOf('Second')).toBeGreaterThan(0)
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    expect((await get('/mail/2026-01-01-a.eml')).text).toContain('Hello &lt;script&gt;')
    expect((await get('/mail/..%2fsecret.txt')).status).toBe(404)
    expect((await get('/mail/none.eml')).status).toBe(404)
  })

  it('captured mails are not for a page that reaches this machine under a foreign name', async () => {
    const status = await new Promise((resolve) =>
      request(`${gateway.url}/mail`, { headers: { host: 'rebound.example' } }, (response) =>
        resolve(response.resume().statusCode),
      ).end(),
    )
    expect(status).toBe(404)
  })

  it('captured mails are not for pages of other origins, also those that may call the graph', async () => {
    for (const origin of ['https://portal.example', 'null', gateway.url]) {
      expect((await fetch(`${gateway.url}/mail`, { headers: { origin } })).status, origin).toBe(404)
    }
  })

  it('captured mails are not served outside development', async () => {
    const own = await openTestGateway({ env: { NODE_ENV: 'production' } })
    expect((await fetch(`${own.url}/mail`)).status).toBe(404)
    await own.close()
  })
})

describe('starting', () => {
  it('on an occupied port: one sentence that says what to do', async () => {
    await expect(openTestGateway({ env: { PORT: String(gateway.port) } })).rejects.toThrow(
      `Port ${gateway.port} is occupied: set PORT to a free one.`,
    )
  })
})

describe('the public schema', () => {
  it('has node and nodes and nothing of federation', () => {
    const schema = apiSchema(supergraph())
    expect(Object.keys(schema.getQueryType()!.getFields())).toEqual(
      expect.arrayContaining(['node', 'nodes', 'viewings']),
    )
    expect(
      Object.keys(schema.getTypeMap()).filter((name) =>
        /__(?!.*(Schema|Type|Field|Input|Enum|Directive))|_Any|Internals/.test(name),
      ),
    ).toEqual([])
    expect(
      schema
        .getDirectives()
        .map(({ name }) => name)
        .sort(),
    ).toEqual(['deprecated', 'idempotent', 'include', 'oneOf', 'skip', 'specifiedBy'])
  })
})
