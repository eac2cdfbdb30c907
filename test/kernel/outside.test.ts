import { createServer, type AddressInfo, type Server } from 'node:net'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { readConfig } from '../../subgraphs/kernel/config.ts'
import { isPublic, openOutside, type Outside } from '../../subgraphs/kernel/outside.ts'

/** A server beside the product; what has come to it. */
let server: Server
let port: number
let connections = 0

beforeAll(async () => {
  server = createServer((socket) => {
    connections += 1
    socket.on('error', () => {}).end('HTTP/1.1 200 OK\r\ncontent-length: 2\r\nconnection: close\r\n\r\nhi')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  port = (server.address() as AddressInfo).port
})
afterAll(() => void server.close())
beforeEach(() => {
  connections = 0
})

let outside: Outside
afterEach(() => outside.close())
const open = (env: Readonly<Record<string, string>>) => (outside = openOutside(readConfig(env)))

/** Why an address could not be asked; null when it could. */
async function failure(address: string): Promise<string | null> {
  try {
    await (await outside.fetch(address)).text()
    return null
  } catch (error) {
    return ((error as Error).cause as Error).name
  }
}

describe('the way to addresses that a company names (ACC-21)', () => {
  it('leads to no server beside the product in production, by whatever name (ACC-21)', async () => {
    open({ NODE_ENV: 'production' })
    const hosts = ['127.0.0.1', 'localhost', '2130706433', '0x7f.1', '127.1', '[::ffff:127.0.0.1]', '[::1]', '0.0.0.0']
    for (const host of hosts) {
      const address = `https://${host}:${port}/`
      expect([host, await failure(address)]).toEqual([host, 'NotOutside'])
      expect([host, await outside.isClosedTo(new URL(address))]).toEqual([host, true])
    }
    expect(await failure(`http://127.0.0.1:${port}/`)).toBe('NotOutside')
    expect(connections).toBe(0)
  })

  it('leads into networks of one’s own that the operator names, with encryption only (ACC-21)', async () => {
    open({ NODE_ENV: 'production', SIGN_ON_NETWORKS: '127.0.0.0/8' })
    for (const host of ['127.0.0.1', 'localhost']) {
      expect(await outside.isClosedTo(new URL(`https://${host}:${port}/`))).toBe(false)
      // Nothing there speaks TLS; but it was asked.
      expect(await failure(`https://${host}:${port}/`)).not.toBe('NotOutside')
    }
    expect(connections).toBe(2)
    expect(await failure(`http://127.0.0.1:${port}/`)).toBe('NotOutside')
    expect(await failure('https://10.0.0.1/')).toBe('NotOutside')
    expect(connections).toBe(2)
  })

  it('leads everywhere while one develops', async () => {
    open({})
    for (const host of ['127.0.0.1', 'localhost']) expect(await failure(`http://${host}:${port}/`)).toBeNull()
    expect(await outside.isClosedTo(new URL('https://10.0.0.1/'))).toBe(false)
  })

  it('is not closed to a name that nobody knows yet', async () => {
    open({ NODE_ENV: 'production' })
    expect(await outside.isClosedTo(new URL('https://nobody.invalid/'))).toBe(false)
  })

  it.each([
    ...['127.0.0.1', '10.1.2.3', '172.16.0.1', '192.168.1.1', '169.254.169.254', '100.64.0.1', '0.0.0.0', '224.0.0.1'],
    ...[
      '192.0.2.1',
      '198.18.0.1',
      '203.0.113.9',
      '240.0.0.1',
      '255.255.255.255',
      '::',
      '::1',
      'fe80::1',
      'fe80::1%eth0',
    ],
    ...['fc00::1', 'fd12::1', 'ff02::1', '::ffff:10.0.0.1', '::127.0.0.1', '64:ff9b::a00:1', '2002:7f00:1::', '100::1'],
    ...['2001:db8::1', '4000::1', 'nothing', ''],
  ])('does not take %s for public', (address) => {
    expect(isPublic(address)).toBe(false)
  })

  it.each(['1.1.1.1', '172.15.255.255', '172.32.0.1', '::ffff:8.8.8.8', '2606:4700::1111', '2a00::1'])(
    'takes %s for public',
    (address) => expect(isPublic(address)).toBe(true),
  )
})
