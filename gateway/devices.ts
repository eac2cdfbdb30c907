import type { IncomingMessage } from 'node:http'
import proxyAddr from 'proxy-addr'
import { programOf, type Device } from '../subgraphs/kernel/device.ts'

/** Tells what a request came from. */
export type Devices = (request: IncomingMessage) => Device

/**
 * A request comes from whoever is connected, unless that is a proxy named in `TRUSTED_PROXIES`: then from the last address
 * in `X-Forwarded-For` that none of them is. Anybody can write that header, so that without the setting it is not read.
 */
export function openDevices(trustedProxies: readonly string[]): Devices {
  const isTrusted = proxyAddr.compile([...trustedProxies])
  return (request) => ({
    address: addressOf(request, isTrusted),
    program: programOf(request.headers['user-agent']),
  })
}

type Trusted = ReturnType<typeof proxyAddr.compile>

/** An IPv4 address that came over IPv6 is told as what it is. */
function addressOf(request: IncomingMessage, isTrusted: Trusted): string | null {
  const { remoteAddress } = request.socket
  if (remoteAddress === undefined) return null
  return proxyAddr(request, isTrusted).replace(/^::ffff:(?=\d+\.)/, '')
}
