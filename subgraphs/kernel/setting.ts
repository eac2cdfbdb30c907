import { isIP } from 'node:net'

/**
 * What one environment variable sets: its name, the README's words for it, and how its text becomes a value. `parse` is
 * not asked for an absent or empty one; it throws what is to be done instead, and never shows the text, which may hold a
 * password.
 */
export interface Setting<T> {
  readonly name: string
  /** What holds when it is absent, as the README says it. */
  readonly absent: string
  readonly what: string
  readonly fallback: T
  readonly parse: (text: string) => T
}

/** A setting that cannot be used; its message is one sentence that says what to do. */
export class ConfigError extends Error {
  override name = 'ConfigError'
}

export type Environment = Readonly<Record<string, string | undefined>>

/** The setting's value; throws a ConfigError that names it. */
export function valueOf<T>({ name, fallback, parse }: Setting<T>, env: Environment): T {
  const text = env[name]
  if (text === undefined || text === '') return fallback
  try {
    return parse(text)
  } catch (error) {
    throw new ConfigError(`${name} is not usable: ${(error as Error).message}.`)
  }
}

/** Any text. */
export const text = (given: string): string => given

export function wholeNumber(least: number, most: number) {
  return (given: string): number => {
    const value = Number(given)
    if (Number.isInteger(value) && value >= least && value <= most) return value
    throw new Error(`set it to a whole number from ${least} to ${most}`)
  }
}

export function oneOf<T extends string>(...values: readonly T[]) {
  return (given: string): T => {
    const found = values.find((value) => value === given)
    if (found) return found
    throw new Error(`set it to one of ${values.join(', ')}`)
  }
}

/** A URL of one of the protocols, each with its colon. */
export function url(...protocols: readonly string[]) {
  return (given: string): string => {
    if (URL.canParse(given) && protocols.includes(new URL(given).protocol)) return given
    throw new Error(`set it to a URL that starts with ${protocols.map((each) => `${each}//`).join(' or ')}`)
  }
}

/** One URL or several, each of a server and nothing below it. */
export function servers(...protocols: readonly string[]) {
  const isUsable = (part: string): boolean => {
    if (!URL.canParse(part)) return false
    const { protocol, hostname, pathname } = new URL(part)
    return protocols.includes(protocol) && hostname !== '' && /^\/?$/.test(pathname)
  }
  return (given: string): string => {
    if (given.split(',').every((part) => isUsable(part.trim()))) return given
    const forms = protocols.map((each) => `${each}//host:port`).join(' or ')
    throw new Error(`set it to one or more, separated by commas, of ${forms}`)
  }
}

/** A web address, without the slash at its end. */
export const address = (given: string): string => url('http:', 'https:')(given).replace(/\/+$/, '')

/** A text that nobody guesses. */
export function secret(least: number) {
  return (given: string): string => {
    if (given.length >= least && /^[\x21-\x7e]+$/.test(given)) return given
    throw new Error(`set it to at least ${least} random printable ASCII characters, without blanks`)
  }
}

export function sender(given: string): string {
  if (/^([^<>@]*<[^\s<>@]+@[^\s<>@]+>|[^\s<>@]+@[^\s<>@]+)$/.test(given)) return given
  throw new Error('set it to an address such as Harbour Homes <post@example.com>')
}

/** Addresses and networks in CIDR notation, or `loopback`, `linklocal` and `uniquelocal` for those of RFC 6890. */
export function networks(given: string): readonly string[] {
  const found = given.split(/[\s,]+/).filter((part) => part !== '')
  if (found.every(isNetwork)) return found
  throw new Error('set it to addresses or networks such as 10.0.0.0/8, or loopback, separated by commas')
}

function isNetwork(part: string): boolean {
  if (part === 'loopback' || part === 'linklocal' || part === 'uniquelocal') return true
  const [address = '', bits, ...rest] = part.split('/')
  const version = isIP(address)
  if (version === 0 || rest.length > 0) return false
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (version === 4 ? 32 : 128))
}

/** Each as a browser sends it, or it would never match. */
export function origins(given: string): readonly string[] {
  const found = given.split(/[\s,]+/).filter((part) => part !== '')
  if (found.every((part) => URL.canParse(part) && new URL(part).origin === part)) return found
  throw new Error(
    'set it to origins such as https://portal.example.com, without a path or a slash at the end, separated by commas',
  )
}
