import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { buildSchema } from 'graphql'
import { useServer } from 'graphql-ws/use/ws'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { WebSocketServer } from 'ws'
import { remoteSocket, type RemoteSocket } from '../../subgraphs/kernel/remote-socket.ts'

// The socket that carries all subscriptions to one subgraph, against a server that counts and misbehaves.

const schema = buildSchema('type Query { n: Int } type Subscription { n: Int }')

let server: Server
let sockets: WebSocketServer
let socket: RemoteSocket
/** What is subscribed at the server: each may be told to send. */
let open: Set<(n: number) => void>
let subscribed: number

beforeEach(async () => {
  open = new Set()
  subscribed = 0
  server = createServer()
  sockets = new WebSocketServer({ server })
  useServer({ schema, subscribe: () => source() as never }, sockets)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  socket = to(server)
})
afterEach(async () => {
  await socket.close()
  sockets.clients.forEach((client) => client.terminate())
  await new Promise((resolve) => server.close(resolve))
})

function to(there: Server, pingEveryMs?: number): RemoteSocket {
  const url = `ws://127.0.0.1:${(there.address() as AddressInfo).port}`
  return remoteSocket({ url, params: async () => ({}), broken: () => new Error('broken'), pingEveryMs })
}

function source() {
  subscribed++
  const waiting: number[] = []
  let wake = (): void => {}
  let isOver = false
  const send = (n: number): void => {
    waiting.push(n)
    wake()
  }
  open.add(send)
  return {
    async next() {
      while (waiting.length === 0 && !isOver) await new Promise<void>((resolve) => (wake = resolve))
      return isOver ? { done: true, value: undefined } : { done: false, value: { data: { n: waiting.shift() } } }
    },
    async return() {
      isOver = true
      open.delete(send)
      wake()
      return { done: true, value: undefined }
    },
    [Symbol.asyncIterator]() {
      return this
    },
  }
}

const subscribe = () => socket.subscribe({ query: 'subscription { n }', extensions: {} })
const areOpen = (count: number) => vi.waitFor(() => expect(open.size).toBe(count), { interval: 5 })
const sendAll = (n: number) => open.forEach((send) => send(n))
const item = (n: number) => ({ done: false, value: { data: { n } } })
const end = { done: true, value: undefined }

describe('the socket to a subgraph in another process', () => {
  it('carries all subscriptions, and one that ends is ended there at once, alone', async () => {
    const [first, second] = [subscribe(), subscribe()]
    await areOpen(2)
    expect(sockets.clients.size).toBe(1)
    const awaited = first.next()
    await first.return()
    expect(await awaited).toEqual(end)
    await areOpen(1)
    sendAll(7)
    expect(await second.next()).toEqual(item(7))
    expect(await first.next()).toEqual(end)
  })

  it.each([
    ['breaks', () => sockets.clients.forEach((client) => client.terminate())],
    ['is closed as if nothing were wrong', () => sockets.clients.forEach((client) => client.close(1000))],
    ['is closed because the server goes', () => sockets.clients.forEach((client) => client.close(1001))],
  ])('ends them all with an error when it %s, and the next opens another', async (_how, breakOff) => {
    const [first, second] = [subscribe(), subscribe()]
    await areOpen(2)
    breakOff()
    await expect(first.next()).rejects.toThrow('broken')
    await expect(second.next()).rejects.toThrow('broken')
    expect(await first.next()).toEqual(end)
    await areOpen(0)

    const third = subscribe()
    await areOpen(1)
    sendAll(3)
    expect(await third.next()).toEqual(item(3))
    expect(subscribed).toBe(3)
  })

  it('is given up when it stays silent', async () => {
    const silent = new WebSocketServer({ noServer: true, handleProtocols: () => 'graphql-transport-ws' })
    const mute = createServer().on('upgrade', (request, stream, head) =>
      silent.handleUpgrade(request, stream, head, (client) =>
        client.once('message', () => client.send('{"type":"connection_ack"}')),
      ),
    )
    await new Promise<void>((resolve) => mute.listen(0, '127.0.0.1', resolve))
    const quick = to(mute, 40)
    await expect(quick.subscribe({ query: 'subscription { n }', extensions: {} }).next()).rejects.toThrow('broken')
    await quick.close()
    silent.clients.forEach((client) => client.terminate())
    mute.close()
  })

  it('ends a subscription with an error where nobody listens', async () => {
    const gone = createServer()
    await new Promise<void>((resolve) => gone.listen(0, '127.0.0.1', resolve))
    const nowhere = to(gone)
    await new Promise((resolve) => gone.close(resolve))
    await expect(nowhere.subscribe({ query: 'subscription { n }', extensions: {} }).next()).rejects.toThrow('broken')
    await nowhere.close()
  })

  it('cuts off who lets too much wait, and nobody else', async () => {
    const slow = subscribe()
    await areOpen(1)
    for (let n = 0; n < 1500; n++) sendAll(n)
    await areOpen(0)
    const other = subscribe()
    await areOpen(1)
    sendAll(1)
    expect(await other.next()).toEqual(item(1))
    expect(await slow.next()).toEqual(item(0))
    await expect(
      (async () => {
        for await (const _ of slow) void _
      })(),
    ).rejects.toThrow('broken')
  })
})
