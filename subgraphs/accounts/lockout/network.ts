import { isIPv6 } from 'node:net'

/**
 * What is taken for one place: an IPv4 address, or the network of 64 bits that an IPv6 address is in, as whoever has one
 * has all of its addresses (RFC 6177). Who tells no address is in one place with all that tell none.
 */
export function networkOf(address: string | null): string {
  if (address === null) return 'unknown'
  const [plain = ''] = address.toLowerCase().split('%')
  return isIPv6(plain) ? `${groupsOf(plain).slice(0, 4).join(':')}::/64` : plain
}

/** The eight groups of an IPv6 address without leading noughts; one that ends like IPv4 has its last two left out. */
function groupsOf(address: string): string[] {
  const [head = '', tail] = address.split('::')
  const [before, after] = [head, tail ?? ''].map((part) => part.split(':').filter((group) => group !== ''))
  const missing = tail === undefined ? 0 : 8 - before!.length - after!.length
  return [...before!, ...Array<string>(missing).fill('0'), ...after!].map((group) => group.replace(/^0+(?=.)/, ''))
}
