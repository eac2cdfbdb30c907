import { resolve } from 'node:path'
import { subgraphNames, type SubgraphName } from './subgraph.ts'

/** All that can be set from outside, read once at start; nothing else in the product reads the environment. */
export interface Config {
  readonly development: boolean
  readonly host: string
  readonly port: number
  /** Where the outside reaches the gateway, without a trailing slash. */
  readonly publicUrl: string
  /** Where the clients’ frontend is, without a trailing slash: mails lead there, with `?portal=` and the portal’s key. */
  readonly portalUrl: string
  /** An absolute path: embedded database, captured mails, keys. */
  readonly dataDir: string
  /** One URL for all four subgraphs, or null: the embedded database. */
  readonly databaseUrl: string | null
  /** Databases of their own, by subgraph. */
  readonly databaseUrls: Readonly<Partial<Record<SubgraphName, string>>>
  readonly databasePool: number
  /** Where each subgraph listens when it runs in a process of its own. */
  readonly subgraphUrls: Readonly<Record<SubgraphName, string>>
  /** The folder of service keys: this service's private key, and every service's public one. */
  readonly keysDir: string
  /** The servers that broadcast the events to many processes, or null: each reads them from PostgreSQL. */
  readonly natsUrl: string | null
  /** Where mail goes, or null: mail is captured in `dataDir/mail`. */
  readonly smtpUrl: string | null
  readonly mailFrom: string
  /** Browser origins that may call the gateway, besides its own. */
  readonly origins: readonly string[]
  readonly logLevel: string
}

/** A setting that cannot be used; its message is one sentence that says what to do. */
export class ConfigError extends Error {
  override name = 'ConfigError'
}

type Environment = Readonly<Record<string, string | undefined>>

export function readConfig(env: Environment): Config {
  const host = env['HOST'] || '127.0.0.1'
  const port = wholeNumber(env, 'PORT', 4000, 0, 65_535)
  const dataDir = resolve(env['DATA_DIR'] || 'data')
  const publicUrl = address(env, 'PUBLIC_URL') ?? addressOf(host, port)
  return {
    development: oneOf(env, 'NODE_ENV', ['development', 'production', 'test'], 'development') !== 'production',
    host,
    port,
    publicUrl,
    portalUrl: address(env, 'PORTAL_URL') ?? publicUrl,
    dataDir,
    databaseUrl: url(env, 'DATABASE_URL', ['postgres:', 'postgresql:']),
    databaseUrls: bySubgraph((name) => url(env, `DATABASE_URL_${name.toUpperCase()}`, ['postgres:', 'postgresql:'])),
    databasePool: wholeNumber(env, 'DATABASE_POOL', 8, 1, 100),
    subgraphUrls: bySubgraph(
      (name, index) => address(env, `SUBGRAPH_URL_${name.toUpperCase()}`) ?? `http://127.0.0.1:${4001 + index}`,
    ) as Record<SubgraphName, string>,
    keysDir: resolve(env['KEYS_DIR'] || resolve(dataDir, 'keys')),
    natsUrl: urls(env, 'NATS_URL', ['nats:', 'tls:']),
    smtpUrl: url(env, 'SMTP_URL', ['smtp:', 'smtps:']),
    mailFrom: sender(env, 'MAIL_FROM', 'Portico <portico@localhost>'),
    origins: origins(env, 'ORIGINS'),
    logLevel: oneOf(env, 'LOG_LEVEL', ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'], 'info'),
  }
}

function wholeNumber(env: Environment, name: string, fallback: number, least: number, most: number): number {
  const text = env[name]
  if (text === undefined || text === '') return fallback
  const value = Number(text)
  if (Number.isInteger(value) && value >= least && value <= most) return value
  throw new ConfigError(`${name} is not usable: set it to a whole number from ${least} to ${most}.`)
}

function oneOf<T extends string>(env: Environment, name: string, values: readonly T[], fallback: T): T {
  const text = env[name] || fallback
  const found = values.find((value) => value === text)
  if (found) return found
  throw new ConfigError(`${name} is not usable: set it to one of ${values.join(', ')}.`)
}

/** The value never stands in the message: a URL may hold a password. */
function url(env: Environment, name: string, protocols: readonly string[]): string | null {
  const text = env[name]
  if (!text) return null
  if (URL.canParse(text) && protocols.includes(new URL(text).protocol)) return text
  throw new ConfigError(
    `${name} is not usable: set it to a URL that starts with ${protocols.map((p) => `${p}//`).join(' or ')}.`,
  )
}

/** One URL or several, each of a server and nothing below it. */
function urls(env: Environment, name: string, protocols: readonly string[]): string | null {
  const text = env[name]
  if (!text) return null
  const isUsable = (part: string): boolean => {
    if (!URL.canParse(part)) return false
    const { protocol, hostname, pathname } = new URL(part)
    return protocols.includes(protocol) && hostname !== '' && /^\/?$/.test(pathname)
  }
  if (text.split(',').every((part) => isUsable(part.trim()))) return text
  throw new ConfigError(
    `${name} is not usable: set it to one or more, separated by commas, of ${protocols.map((p) => `${p}//host:port`).join(' or ')}.`,
  )
}

/** A web address, without the slash at its end. */
function address(env: Environment, name: string): string | null {
  return url(env, name, ['http:', 'https:'])?.replace(/\/+$/, '') ?? null
}

function sender(env: Environment, name: string, fallback: string): string {
  const text = env[name] || fallback
  if (/^([^<>@]*<[^\s<>@]+@[^\s<>@]+>|[^\s<>@]+@[^\s<>@]+)$/.test(text)) return text
  throw new ConfigError(`${name} is not usable: set it to an address such as Harbour Homes <post@example.com>.`)
}

/** Each as a browser sends it, or it would never match. */
function origins(env: Environment, name: string): string[] {
  const found = (env[name] ?? '').split(/[\s,]+/).filter((part) => part !== '')
  const wrong = found.find((part) => !URL.canParse(part) || new URL(part).origin !== part)
  if (wrong === undefined) return found
  throw new ConfigError(
    `${name} is not usable: set it to origins such as https://portal.example.com, without a path, separated by commas.`,
  )
}

function addressOf(host: string, port: number): string {
  const address = `http://${host.includes(':') ? `[${host}]` : host}:${port}`
  if (URL.canParse(address)) return address
  throw new ConfigError('HOST is not usable: set it to a name or an address of this machine.')
}

function bySubgraph<T>(read: (name: SubgraphName, index: number) => T | null): Partial<Record<SubgraphName, T>> {
  const found: Partial<Record<SubgraphName, T>> = {}
  subgraphNames.forEach((name, index) => {
    const value = read(name, index)
    if (value !== null) found[name] = value
  })
  return found
}
