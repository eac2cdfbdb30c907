import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { parse } from 'graphql'
import { describe, expect, it } from 'vitest'
import { anonymous } from '../../subgraphs/kernel/actor.ts'
import type { Keys } from '../../subgraphs/kernel/keys.ts'
import type { SubgraphRequest } from '../../subgraphs/kernel/link.ts'
import { carriedIn, remoteLink } from '../../subgraphs/kernel/remote-link.ts'

const keys: Keys = { assert: async () => 'an assertion', verify: () => Promise.reject(new Error('Nobody asks.')) }
const once = { key: 'k', path: 'made', paths: ['made'] }

/** Asks a subgraph whose first connection breaks under the request; what has come to it, and what was answered. */
async function askOverBrokenConnection(request: Pick<SubgraphRequest, 'document' | 'keys'>) {
  const bodies: unknown[] = []
  const server = createServer((incoming, response) => {
    let text = ''
    incoming.on('data', (chunk) => (text += String(chunk)))
    incoming.on('end', () => {
      bodies.push(JSON.parse(text))
      if (bodies.length === 1) return incoming.socket.destroy()
      response.end('{"data":{}}')
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const link = remoteLink('contacts', `http://127.0.0.1:${(server.address() as AddressInfo).port}`, keys)
  try {
    const answer = await link
      .execute({ ...request, actor: anonymous, caller: 'gateway', requestId: 'a-request' })
      .catch((error: unknown) => error)
    return { bodies, answer }
  } finally {
    await link.close()
    server.close()
  }
}

describe('an operation whose connection to a subgraph breaks', () => {
  it.each<[string, Pick<SubgraphRequest, 'document' | 'keys'>]>([
    ['a query', { document: parse('{ made }') }],
    ['a mutation under an idempotency key', { document: parse('mutation { made }'), keys: { made: once } }],
  ])('is asked once more if it is %s', async (_, request) => {
    const { bodies, answer } = await askOverBrokenConnection(request)
    expect(answer).toEqual({ data: {} })
    expect(bodies).toHaveLength(2)
    for (const body of bodies) expect(carriedIn(body)).toEqual({ keys: request.keys })
  })

  it.each([
    ['a mutation without a key', { document: parse('mutation { made }') }],
    ['a mutation with a field that has none', { document: parse('mutation { made other }'), keys: { made: once } }],
  ])('is not asked again if it is %s', async (_, request) => {
    const { bodies, answer } = await askOverBrokenConnection(request)
    expect(answer).toMatchObject({ extensions: { code: 'NOT_READY' } })
    expect(bodies).toHaveLength(1)
  })
})

describe('a question to an internal endpoint', () => {
  it.each([
    ['is refused where it is not understood', 400, 'BAD_USER_INPUT', 'limit is a whole number.'],
    ['is to be asked again where the subgraph cannot answer', 503, 'NOT_READY', 'try again'],
  ])('%s, as in one process', async (_, status, code, message) => {
    const server = createServer((_request, response) => {
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify({ code, message }))
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const link = remoteLink('contacts', `http://127.0.0.1:${(server.address() as AddressInfo).port}`, keys)
    try {
      const answer = await link.get('feed', { limit: 'many' }).catch((error: unknown) => error)
      expect(answer).toMatchObject({ message: expect.stringContaining(message), extensions: { code } })
    } finally {
      await link.close()
      server.close()
    }
  })
})
