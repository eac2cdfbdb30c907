import { lookup as lookUp } from 'node:dns'
import { lookup as lookUpAll } from 'node:dns/promises'
import { isIP, type LookupFunction } from 'node:net'
import { setTimeout as delay } from 'node:timers/promises'
import ipaddr from 'ipaddr.js'
import proxyAddr from 'proxy-addr'
import { Agent, buildConnector, fetch } from 'undici'
import type { Config } from './config.ts'

/**
 * The way to servers whose addresses a company's own people name. In production it leads to the public internet only, with
 * encryption, so that nobody has this process ask what stands beside it. The address is looked at when a connection is made,
 * after names were looked up, and for each hop of a redirect.
 */
export interface Outside {
  readonly fetch: typeof fetch
  /** Whether it does not lead there, as far as can be told now: a name that is not known yet may be later. */
  isClosedTo(address: URL): Promise<boolean>
  close(): Promise<void>
}

/** What an address is refused by; it says nothing of what stands there. */
class NotOutside extends Error {
  override readonly name = 'NotOutside'
}

const CONNECT_WITHIN_MS = 5_000
const LOOK_UP_WITHIN_MS = 3_000
/** Whoever names an address does not have many connections kept open to it. */
const CONNECTIONS = 16
/** What IANA has given out of IPv6 for the whole internet (RFC 4291, section 2.4); the rest leads to nobody, or to somebody near. */
const globalUnicast = ipaddr.IPv6.parseCIDR('2000::/3')

export function openOutside({ development, signOnNetworks }: Pick<Config, 'development' | 'signOnNetworks'>): Outside {
  const isNamed = proxyAddr.compile([...signOnNetworks])
  const mayReach = (address: string) => development || isPublic(address) || isNamed(address, 0)

  const lookup: LookupFunction = (name, options, found) => {
    lookUp(name, { ...options, all: true }, (error, all) => {
      if (error) return found(error, [])
      const reached = all.filter(({ address }) => mayReach(address))
      const [first] = reached
      if (!first) return found(new NotOutside(), [])
      if (options.all) found(null, reached)
      else found(null, first.address, first.family)
    })
  }
  const connect = buildConnector({ lookup, timeout: CONNECT_WITHIN_MS })
  const agent = new Agent({
    connections: CONNECTIONS,
    // An address that stands there as a number is not looked up.
    connect(options, connected) {
      const isPlain = options.protocol !== 'https:' && !development
      const host = bare(options.hostname)
      if (isPlain || (isIP(host) && !mayReach(host))) connected(new NotOutside(), null)
      else connect(options, connected)
    },
  })

  const addressesOf = async (host: string): Promise<readonly string[]> => {
    if (isIP(host)) return [host]
    const all = lookUpAll(host, { all: true }).catch(() => [])
    const found = await Promise.race([all, delay(LOOK_UP_WITHIN_MS, [], { ref: false })])
    return found.map(({ address }) => address)
  }

  return {
    fetch: (input, init) => fetch(input, { ...init, dispatcher: agent }),
    async isClosedTo({ hostname }) {
      const addresses = await addressesOf(bare(hostname))
      return addresses.length > 0 && !addresses.some(mayReach)
    },
    close: () => agent.destroy(),
  }
}

/** Whether an address is anybody's on the internet; one that cannot be read is not. */
export function isPublic(address: string): boolean {
  if (!ipaddr.isValid(address)) return false
  const known = ipaddr.process(address)
  return known.range() === 'unicast' && (!(known instanceof ipaddr.IPv6) || known.match(globalUnicast))
}

const bare = (hostname: string) => hostname.replace(/^\[|\]$/g, '')
