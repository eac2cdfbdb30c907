import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestGateway, type TestGateway } from '../gateway/support/gateway.ts'
import { openSocket } from '../gateway/support/socket.ts'
import { openTcpProxy, type TcpProxy } from '../support/tcp-proxy.ts'

let gateway: TestGateway
let proxy: TcpProxy

beforeAll(async () => {
  gateway = await openTestGateway()
  proxy = await openTcpProxy(gateway.port)
})
afterAll(async () => {
  await proxy.close()
  await gateway.close()
})

describe('a client’s socket that nothing comes through any more', () => {
  it('is given up, and what it followed is followed no more', async () => {
    const query = 'subscription { viewingChanged { __typename } }'
    const sockets = await Promise.all([openSocket(gateway.url), openSocket(`http://127.0.0.1:${proxy.port}`)])
    for (const socket of sockets) {
      await socket.message('connection_ack')
      socket.send({ id: 'a', type: 'subscribe', payload: { query } })
    }
    await expect.poll(() => gateway.topic.listeners).toBe(2)
    expect(proxy.freeze()).toBe(1)
    await expect.poll(() => gateway.topic.listeners, { timeout: 60_000, interval: 100 }).toBe(1)
    gateway.topic.publish()
    await sockets[0]!.message('next', 'a')
    sockets.forEach((socket) => socket.close())
  })
})
