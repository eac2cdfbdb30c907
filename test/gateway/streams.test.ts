import { once } from 'node:events'
import { connect } from 'node:net'
import { createClient as createSseClient } from 'graphql-sse'
import { createClient } from 'graphql-ws'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { WebSocket } from 'ws'
import { openTestGateway, type TestGateway } from './support/gateway.ts'
import { openSocket } from './support/socket.ts'

const subscription = /* GraphQL */ `
  subscription ($after: Cursor) {
    viewingChanged(after: $after) {
      __typename
      ... on ViewingChanged {
        cursor
        viewing {
          property {
            title
          }
          contact {
            name
            agent {
              name
            }
            account {
              email
            }
          }
        }
      }
    }
  }
`
const viewing = {
  property: { title: 'A house by the sea' },
  contact: { name: 'Clara Client', agent: { name: 'Anna Agent' }, account: { email: 'clara@example.org' } },
}

/** A WebSocket's first words, for connections that break in the midst of them. */
const upgrade = [
  'GET /graphql HTTP/1.1',
  'Host: localhost',
  'Connection: Upgrade',
  'Upgrade: websocket',
  'Sec-WebSocket-Version: 13',
  'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==',
  'Sec-WebSocket-Protocol: graphql-transport-ws',
  '\r\n',
].join('\r\n')

/** Waits for a condition, however busy the machine is. */
const until = (check: () => unknown) => vi.waitFor(check, { timeout: 20_000 })

let gateway: TestGateway
beforeEach(async () => {
  gateway = await openTestGateway({ limits: { operationsPerSocket: 3 } })
})
afterEach(() => gateway.close())

const listening = (count: number) => until(() => expect(gateway.topic.listeners).toBe(count))

describe.each([false, true])(
  'a subscription over several subgraphs, their results over JSON: %s (API-1)',
  (overJson) => {
    beforeEach(async () => {
      await gateway.close()
      gateway = await openTestGateway({ overJson })
    })

    it('resolves every event anew over WebSocket, and closes the subgraph’s stream when the client has enough', async () => {
      const client = createClient({
        url: `${gateway.url.replace('http', 'ws')}/graphql`,
        webSocketImpl: WebSocket,
        retryAttempts: 0,
      })
      const results = client.iterate<{ viewingChanged: object }>({ query: subscription })
      expect((await results.next()).value.data.viewingChanged).toEqual({ __typename: 'StreamOpened' })
      for (const cursor of ['1', '2']) {
        gateway.asked.length = 0
        gateway.topic.publish()
        expect((await results.next()).value).toEqual({
          data: { viewingChanged: { __typename: 'ViewingChanged', cursor, viewing } },
        })
        expect(gateway.asked.map(({ subgraph }) => subgraph)).toEqual(['contacts', 'accounts', 'accounts'])
      }
      await listening(1)
      await results.return!()
      await listening(0)
      await client.dispose()
    })

    it('resolves every event anew over server-sent events, and closes the subgraph’s stream when the client has gone', async () => {
      const client = createSseClient({
        url: `${gateway.url}/graphql/stream`,
        headers: { authorization: `Bearer ${gateway.staffToken}` },
        retryAttempts: 0,
      })
      const results = client.iterate<{ viewingChanged: object }>({ query: subscription })
      expect((await results.next()).value.data.viewingChanged).toEqual({ __typename: 'StreamOpened' })
      for (const cursor of ['1', '2']) {
        gateway.topic.publish()
        expect((await results.next()).value).toEqual({
          data: { viewingChanged: { __typename: 'ViewingChanged', cursor, viewing } },
        })
      }
      expect(gateway.asked[0]!.request.actor.kind).toBe('staff')
      await results.return!()
      await listening(0)
      client.dispose()
    })

    it('gives each event its own errors, with its path, code and request id', async () => {
      const socket = await openSocket(gateway.url)
      await socket.message('connection_ack')
      const query =
        'subscription { viewingChanged { ... on ViewingChanged { cursor viewing { contact { name broken } } } } }'
      socket.send({ id: 'a', type: 'subscribe', payload: { query } })
      await socket.message('next', 'a')
      gateway.topic.publish()
      gateway.topic.publish()
      await until(() => expect(socket.messages.filter(({ type }) => type === 'next')).toHaveLength(3))
      for (const { payload } of socket.messages.slice(-2)) {
        expect(payload.errors).toEqual([
          {
            message: 'Something went wrong.',
            path: ['viewingChanged', 'viewing', 'contact', 'broken'],
            extensions: { code: 'INTERNAL', requestId: expect.any(String) },
          },
        ])
      }
      socket.close()
      await listening(0)
    })

    it('ends with an error and completes when the subgraph’s stream breaks', async () => {
      const socket = await openSocket(gateway.url)
      await socket.message('connection_ack')
      socket.send({ id: 'a', type: 'subscribe', payload: { query: subscription } })
      await socket.message('next', 'a')
      gateway.topic.fail({ code: 1006, reason: '', wasClean: false })
      await socket.message('complete', 'a')
      expect(socket.messages.at(-2)).toMatchObject({
        type: 'next',
        payload: { errors: [{ extensions: { code: 'NOT_READY', reason: 'SUBGRAPH_UNREACHABLE' } }] },
      })
      socket.close()
    })

    it('that the subgraph refuses to open is refused with its code', async () => {
      const socket = await openSocket(gateway.url)
      await socket.message('connection_ack')
      socket.send({ id: 'a', type: 'subscribe', payload: { query: subscription, variables: { after: 'forged' } } })
      expect((await socket.message('next', 'a')).errors).toMatchObject([
        { extensions: { code: 'BAD_USER_INPUT', requestId: expect.any(String) } },
      ])
      await socket.message('complete', 'a')
      expect(gateway.topic.listeners).toBe(0)
      socket.close()
    })
  },
)

describe('a socket', () => {
  it('outlives a syntax error, an unknown field and a wrong variable in one of its operations', async () => {
    const socket = await openSocket(gateway.url)
    await socket.message('connection_ack')
    const codes = ['GRAPHQL_PARSE_FAILED', 'GRAPHQL_VALIDATION_FAILED', 'BAD_USER_INPUT', 'BAD_USER_INPUT']
    const payloads = [
      { query: '{ viewer {' },
      { query: '{ nothing }' },
      { query: subscription, variables: { after: 4 } },
      { query: '{ viewings { id } }', operationName: 'Missing' },
    ]
    for (const [index, payload] of payloads.entries()) {
      socket.send({ id: `${index}`, type: 'subscribe', payload })
      expect(await socket.message('error', `${index}`)).toMatchObject([
        { extensions: { code: codes[index], requestId: expect.any(String) } },
      ])
    }
    socket.send({ id: 'good', type: 'subscribe', payload: { query: '{ viewer { kind } }' } })
    expect(await socket.message('next', 'good')).toEqual({ data: { viewer: { kind: 'anonymous' } } })
    socket.close()
  })

  it('takes the actor from its first message and keeps it', async () => {
    const socket = await openSocket(gateway.url, { authorization: `Bearer ${gateway.clientToken}` })
    await socket.message('connection_ack')
    socket.send({ id: 'a', type: 'subscribe', payload: { query: '{ viewer { kind } }' } })
    expect((await socket.message('next', 'a')).data.viewer.kind).toBe('client')
    socket.close()
  })

  it('is closed with 4401 and the reason when its token is not good', async () => {
    const expired = await openSocket(gateway.url, { authorization: `Bearer ${await gateway.sign({ exp: 1 })}` })
    expect(await expired.closed).toEqual({ code: 4401, reason: 'TOKEN_EXPIRED' })
    const forged = await openSocket(gateway.url, { authorization: 'Bearer nonsense' })
    expect(await forged.closed).toEqual({ code: 4401, reason: 'TOKEN_INVALID' })
  })

  it('is closed with 1009 by an oversized frame and with 4400 by what is no message; the server lives', async () => {
    const oversized = await openSocket(gateway.url)
    await oversized.message('connection_ack')
    oversized.send({ id: 'a', type: 'subscribe', payload: { query: '#'.repeat(1024 * 1024) } })
    expect((await oversized.closed).code).toBe(1009)
    for (const text of ['nonsense', '{"type":"nonsense"}']) {
      const unreadable = await openSocket(gateway.url)
      await unreadable.message('connection_ack')
      unreadable.send(text)
      expect((await unreadable.closed).code).toBe(4400)
    }
    expect((await gateway.ask('{ viewer { kind } }')).status).toBe(200)
  })

  it('runs so many operations at a time and no more', async () => {
    const socket = await openSocket(gateway.url)
    await socket.message('connection_ack')
    for (const id of ['1', '2', '3', '4']) socket.send({ id, type: 'subscribe', payload: { query: subscription } })
    expect(await socket.message('error', '4')).toMatchObject([
      { extensions: { code: 'RATE_LIMITED', reason: 'TOO_MANY_OPERATIONS' } },
    ])
    socket.send({ id: '1', type: 'complete' })
    await listening(2)
    socket.send({ id: '5', type: 'subscribe', payload: { query: subscription } })
    await socket.message('next', '5')
    socket.close()
    await listening(0)
  })

  it('is refused to a page of a foreign origin', async () => {
    await expect(openSocket(gateway.url, {}, { origin: 'https://elsewhere.example' })).rejects.toThrow('403')
    const own = await openSocket(gateway.url, {}, { origin: gateway.url })
    await own.message('connection_ack')
    own.close()
  })

  it('that is refused and breaks at that moment does the server no harm', async () => {
    const faults: unknown[] = []
    const note = (fault: unknown) => void faults.push(fault)
    const others = process.listeners('uncaughtException')
    process.removeAllListeners('uncaughtException').on('uncaughtException', note)
    for (let attempt = 0; attempt < 20; attempt++) {
      const stream = connect(gateway.port, '127.0.0.1')
      stream.on('error', () => {})
      await once(stream, 'connect')
      stream.write(`${upgrade.replace('/graphql', '/elsewhere')}${'x'.repeat(100_000)}`)
      await new Promise((resolve) => setImmediate(resolve))
      stream.resetAndDestroy()
    }
    expect((await gateway.ask('{ viewer { kind } }')).status).toBe(200)
    process.removeAllListeners('uncaughtException')
    others.forEach((listener) => process.on('uncaughtException', listener))
    expect(faults).toEqual([])
  })

  it('that comes while the server ends is turned away, and does not hold it up', async () => {
    const early = await openSocket(gateway.url)
    await early.message('connection_ack')
    const late = connect(gateway.port, '127.0.0.1')
    late.on('error', () => {})
    await once(late, 'connect')
    const closing = gateway.close()
    late.write(upgrade)
    const [answer] = (await once(late, 'data')) as [Buffer]
    expect(String(answer)).toContain('503')
    await closing
    expect(await early.closed).toMatchObject({ code: 1001 })
  })

  it('is told of the server’s end: its operations complete, then it closes with 1001', async () => {
    const socket = await openSocket(gateway.url)
    await socket.message('connection_ack')
    socket.send({ id: 'a', type: 'subscribe', payload: { query: subscription } })
    await socket.message('next', 'a')
    const stream = await fetch(`${gateway.url}/graphql/stream`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'text/event-stream' },
      body: JSON.stringify({ query: subscription }),
    })
    await listening(2)
    await gateway.close()
    expect(await socket.closed).toEqual({ code: 1001, reason: 'Going away' })
    expect(socket.messages.at(-1)).toMatchObject({ id: 'a', type: 'complete' })
    expect(await stream.text()).toContain('event: complete')
    expect(gateway.topic.listeners).toBe(0)
    await expect(fetch(`${gateway.url}/health`)).rejects.toThrow()
  })
})

describe('a socket on which something runs while the server ends', () => {
  it('is given the answer before it closes, and NOT_READY for what it asks then', async () => {
    await gateway.close()
    gateway = await openTestGateway({ limits: { deadlineMs: 3_000 } })
    const socket = await openSocket(gateway.url)
    await socket.message('connection_ack')
    socket.send({ id: 'running', type: 'subscribe', payload: { query: '{ slow }' } })
    await until(() => expect(gateway.asked.length).toBeGreaterThan(0))
    const closing = gateway.close()
    socket.send({ id: 'late', type: 'subscribe', payload: { query: '{ viewer { kind } }' } })
    await closing
    expect(await socket.closed).toMatchObject({ code: 1001 })
    const answer = (id: string) => socket.messages.find((message) => message.id === id)
    expect(JSON.stringify(answer('running'))).toContain('DEADLINE_EXCEEDED')
    expect(JSON.stringify(answer('late'))).toContain('NOT_READY')
  })
})

describe('server-sent events', () => {
  const post = (body: string, headers: object = {}) =>
    fetch(`${gateway.url}/graphql/stream`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'text/event-stream', ...headers },
      body,
    })

  it('carry queries and refusals as one result', async () => {
    const good = await post(JSON.stringify({ query: '{ viewer { kind } }' }))
    expect(good.headers.get('content-type')).toContain('text/event-stream')
    expect(await good.text()).toContain('event: next\ndata: {"data":{"viewer":{"kind":"anonymous"}}}')
    const wrong = await (await post(JSON.stringify({ query: '{ viewer {' }))).text()
    expect(wrong).toContain('GRAPHQL_PARSE_FAILED')
    expect(wrong).toContain('event: complete')
  })

  it('leave nothing behind on a stream whose reader is slower than its results', async () => {
    await gateway.close()
    gateway = await openTestGateway({ limits: { aliases: 3_000, fields: 3_000, tokens: 10_000 } })
    const titles = Array.from({ length: 2_500 }, (_, n) => `title${n}: title`).join(' ')
    const query = `subscription { viewingChanged { ... on ViewingChanged { viewing { property { ${titles} } } } } }`
    const warnings: Error[] = []
    const note = (warning: Error) => void warnings.push(warning)
    process.on('warning', note)
    const { body } = await post(JSON.stringify({ query }))
    const reader = body!.getReader()
    await listening(1)
    let read = 0
    for (let event = 0; event < 15; event++) {
      gateway.topic.publish()
      const wanted = read + 75_000
      while (read < wanted) read += (await reader.read()).value!.length
    }
    await reader.cancel()
    process.off('warning', note)
    expect(warnings).toEqual([])
  })

  it('refuse another media type, and a body that is no request', async () => {
    expect((await post('{}', { accept: 'application/json' })).status).toBe(406)
    expect((await post('{}', { 'content-type': 'text/plain' })).status).toBe(415)
    expect((await post('[]')).status).toBe(200)
    expect((await post('nonsense')).status).toBe(400)
    expect((await post(JSON.stringify({ query: '{ __typename }', variables: [] }))).status).toBe(400)
  })
})
