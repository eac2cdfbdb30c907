import type { IncomingMessage } from 'node:http'
import { describe, expect, it } from 'vitest'
import { openDevices } from '../../gateway/devices.ts'
import { readConfig } from '../../subgraphs/kernel/config.ts'

const request = (remoteAddress: string, headers: Readonly<Record<string, string>> = {}) =>
  ({ socket: { remoteAddress }, connection: { remoteAddress }, headers }) as unknown as IncomingMessage

describe('what a request came from (ACC-26)', () => {
  it('is whoever is connected, whatever they say', () => {
    const deviceOf = openDevices([])
    const told = { 'x-forwarded-for': '203.0.113.9', 'user-agent': 'Firefox' }
    expect(deviceOf(request('198.51.100.7', told))).toEqual({ address: '198.51.100.7', program: 'Firefox' })
    expect(deviceOf(request('::ffff:198.51.100.7'))).toEqual({ address: '198.51.100.7', program: null })
  })

  it('is what a trusted proxy says, and nothing that was said to it', () => {
    const deviceOf = openDevices(['10.0.0.0/8', 'loopback'])
    const told = { 'x-forwarded-for': '192.0.2.66, 203.0.113.9, 10.1.2.3' }
    expect(deviceOf(request('127.0.0.1', told)).address).toBe('203.0.113.9')
    expect(deviceOf(request('198.51.100.7', told)).address).toBe('198.51.100.7')
  })

  it('keeps no more of what a program calls itself than fits', () => {
    const { program } = openDevices([])(request('127.0.0.1', { 'user-agent': 'x'.repeat(5_000) }))
    expect(program).toHaveLength(300)
  })

  it('knows proxies by TRUSTED_PROXIES, which is checked at start', () => {
    expect(readConfig({ TRUSTED_PROXIES: '10.0.0.0/8, ::1 loopback' }).trustedProxies).toHaveLength(3)
    for (const wrong of ['10.0.0.0/33', 'proxy.example.com', '1.2.3.4/8/9', '::/129']) {
      expect(() => readConfig({ TRUSTED_PROXIES: wrong })).toThrow('TRUSTED_PROXIES is not usable')
    }
  })
})
