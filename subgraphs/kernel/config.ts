import { resolve } from 'node:path'
import {
  address,
  ConfigError,
  networks,
  oneOf,
  origins,
  secret,
  sender,
  servers,
  text,
  url,
  valueOf,
  wholeNumber,
  type Environment,
  type Setting,
} from './setting.ts'
import { subgraphNames, type SubgraphName } from './subgraph.ts'

export { ConfigError }

const setting = <T>(
  name: string,
  absent: string,
  what: string,
  fallback: T,
  parse: (text: string) => T,
): Setting<T> => ({
  name,
  absent,
  what,
  fallback,
  parse,
})

/** A setting without which something is switched off, or is found elsewhere. */
const optional = (name: string, absent: string, what: string, parse: (text: string) => string) =>
  setting<string | null>(name, absent, what, null, parse)

const database = url('postgres:', 'postgresql:')

/**
 * All that can be set from outside, in the README's order: its table is made from this one. The environment is read
 * once, at start, by `readConfig`; nothing else in the product reads it.
 */
export const settings = {
  mode: setting(
    'NODE_ENV',
    '`development`',
    '`production` switches off the demo, the captured mails’ page and keys that make themselves, and refuses a database with the demo’s passwords',
    'development',
    oneOf('development', 'production', 'test'),
  ),
  host: setting('HOST', '`127.0.0.1`', 'where the gateway listens', '127.0.0.1', text),
  port: setting('PORT', '`4000`', 'the port it listens on', 4000, wholeNumber(0, 65_535)),
  publicUrl: optional(
    'PUBLIC_URL',
    '`http://HOST:PORT`',
    'where the outside reaches the gateway; stands in staff’s mails',
    address,
  ),
  portalUrl: optional(
    'PORTAL_URL',
    '`PUBLIC_URL`',
    'the clients’ frontend: their mails lead there, with `?portal=` and the portal’s key',
    address,
  ),
  origins: setting(
    'ORIGINS',
    'none',
    'browser origins that may call for all companies, besides its own; comma-separated',
    [],
    origins,
  ),
  trustedProxies: setting(
    'TRUSTED_PROXIES',
    'none',
    'proxies whose `X-Forwarded-For` is believed, as addresses or networks: without it everybody behind one counts as one caller; comma-separated',
    [],
    networks,
  ),
  signOnNetworks: setting(
    'SIGN_ON_NETWORKS',
    'none',
    'networks of one’s own where companies’ sign-on providers may stand: in production only public addresses are reached, and these; comma-separated',
    [],
    networks,
  ),
  dataDir: setting('DATA_DIR', '`data`', 'embedded database, captured mails, keys, files, backups', 'data', text),
  databaseUrl: optional(
    'DATABASE_URL',
    'the embedded database',
    'one PostgreSQL 15 or later for all subgraphs; its user may create roles',
    database,
  ),
  databasePool: setting(
    'DATABASE_POOL',
    '`8`',
    'connections for requests, per subgraph and process',
    8,
    wholeNumber(1, 100),
  ),
  keysDir: optional(
    'KEYS_DIR',
    '`DATA_DIR/keys`',
    'the services’ keys: each its own `.pem`, everyone’s `.pub.pem`, accounts its `.seal`',
    text,
  ),
  natsUrl: optional(
    'NATS_URL',
    'none',
    'NATS JetStream that broadcasts events: `nats://user:password@host:port`, …',
    servers('nats:', 'tls:'),
  ),
  smtpUrl: optional(
    'SMTP_URL',
    'captured in `DATA_DIR/mail`',
    '`smtp://user:password@host:port`',
    url('smtp:', 'smtps:'),
  ),
  mailFrom: setting('MAIL_FROM', '`Portico <portico@localhost>`', 'the sender', 'Portico <portico@localhost>', sender),
  s3Bucket: optional(
    'S3_BUCKET',
    'files in `DATA_DIR/files`',
    'keeps files in this S3 bucket; wants the next three',
    text,
  ),
  s3Region: optional('S3_REGION', 'none', 'the bucket’s region', text),
  s3AccessKeyId: optional('S3_ACCESS_KEY_ID', 'none', 'a key that may get, put and delete its objects', text),
  s3SecretAccessKey: optional('S3_SECRET_ACCESS_KEY', 'none', 'that key’s secret', text),
  s3Endpoint: optional('S3_ENDPOINT', 'Amazon’s', 'another server of the S3 protocol: `https://host:port`', address),
  s3PathStyle: setting(
    'S3_PATH_STYLE',
    '`false`',
    '`true` where the bucket’s name is part of the path and not of the host',
    false,
    (given) => oneOf('true', 'false')(given) === 'true',
  ),
  logLevel: setting(
    'LOG_LEVEL',
    '`info`',
    '`fatal` to `trace`, or `silent`; from `debug` on with a line for each operation',
    'info',
    oneOf('fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'),
  ),
  slowMs: setting(
    'SLOW_MS',
    '`1000`',
    'an operation that takes more milliseconds is logged as a warning',
    1000,
    wholeNumber(1, 600_000),
  ),
  otlpEndpoint: optional(
    'OTEL_EXPORTER_OTLP_ENDPOINT',
    'none',
    'an OpenTelemetry collector, by OTLP over HTTP: traces go to `/v1/traces` below it',
    address,
  ),
  serviceName: optional(
    'OTEL_SERVICE_NAME',
    '`portico`, `portico-gateway`, …',
    'what this process is called in traces',
    text,
  ),
  metricsToken: optional(
    'METRICS_TOKEN',
    'none',
    'who brings it as a bearer token reads `/metrics`; in development this machine reads it without one',
    secret(16),
  ),
} as const

/** Settings that each subgraph has one of, by the names `DATABASE_URL_ACCOUNTS`, `…_CONTACTS` and so on. */
export const settingsBySubgraph = {
  databaseUrls: (name: SubgraphName) =>
    optional(
      `DATABASE_URL_${name.toUpperCase()}`,
      '`DATABASE_URL`',
      'a subgraph’s own database, with its own login',
      database,
    ),
  subgraphUrls: (name: SubgraphName) =>
    setting(
      `SUBGRAPH_URL_${name.toUpperCase()}`,
      '`http://127.0.0.1:4001` … `4004`',
      'where each subgraph listens when alone',
      `http://127.0.0.1:${4001 + subgraphNames.indexOf(name)}`,
      address,
    ),
} as const

type Values = { readonly [K in keyof typeof settings]: ReturnType<(typeof settings)[K]['parse']> }

/** A bucket for files, and the right to use it. */
export interface S3Settings {
  readonly bucket: string
  readonly region: string
  readonly accessKeyId: string
  readonly secretAccessKey: string
  /** Amazon's own if null. */
  readonly endpoint: string | null
  readonly pathStyle: boolean
}

type OfS3 = 's3Bucket' | 's3Region' | 's3AccessKeyId' | 's3SecretAccessKey' | 's3Endpoint' | 's3PathStyle'

/** The settings as the product uses them: those that lean on others are filled in, folders are absolute. */
export interface Config extends Omit<Values, 'mode' | OfS3> {
  readonly development: boolean
  /** Without a trailing slash, as is `portalUrl`. */
  readonly publicUrl: string
  readonly portalUrl: string
  readonly keysDir: string
  /** Null where files are kept on this machine. */
  readonly s3: S3Settings | null
  /** Databases of their own, by subgraph. */
  readonly databaseUrls: Readonly<Record<SubgraphName, string | null>>
  readonly subgraphUrls: Readonly<Record<SubgraphName, string>>
}

/** Throws a ConfigError whose one sentence names the first setting that cannot be used, and what to set it to. */
export function readConfig(env: Environment): Config {
  const { mode, s3Bucket, s3Region, s3AccessKeyId, s3SecretAccessKey, s3Endpoint, s3PathStyle, ...values } =
    Object.fromEntries(Object.entries(settings).map(([key, one]) => [key, valueOf<unknown>(one, env)])) as Values
  const dataDir = resolve(values.dataDir)
  const publicUrl = values.publicUrl ?? addressOf(values.host, values.port)
  return {
    ...values,
    development: mode !== 'production',
    dataDir,
    publicUrl,
    portalUrl: values.portalUrl ?? publicUrl,
    keysDir: resolve(values.keysDir ?? resolve(dataDir, 'keys')),
    s3: s3Of({ s3Bucket, s3Region, s3AccessKeyId, s3SecretAccessKey, s3Endpoint, s3PathStyle }),
    databaseUrls: bySubgraph((name) => valueOf(settingsBySubgraph.databaseUrls(name), env)),
    subgraphUrls: bySubgraph((name) => valueOf(settingsBySubgraph.subgraphUrls(name), env)),
  }
}

/** A bucket is named whole or not at all, as half of it would leave the files on one machine without a word. */
function s3Of(given: Pick<Values, OfS3>): S3Settings | null {
  const { s3Bucket: bucket, s3Region: region, s3AccessKeyId: accessKeyId, s3SecretAccessKey: secretAccessKey } = given
  const { s3Endpoint: endpoint, s3PathStyle: pathStyle } = given
  if (bucket && region && accessKeyId && secretAccessKey) {
    return { bucket, region, accessKeyId, secretAccessKey, endpoint, pathStyle }
  }
  if (!bucket && !region && !accessKeyId && !secretAccessKey && !endpoint && !pathStyle) return null
  throw new ConfigError(
    'Files go to S3 only with S3_BUCKET, S3_REGION, S3_ACCESS_KEY_ID and S3_SECRET_ACCESS_KEY: set all four, or none of the settings S3_….',
  )
}

function addressOf(host: string, port: number): string {
  const found = `http://${host.includes(':') ? `[${host}]` : host}:${port}`
  if (URL.canParse(found)) return found
  throw new ConfigError('HOST is not usable: set it to a name or an address of this machine.')
}

function bySubgraph<T>(read: (name: SubgraphName) => T): Record<SubgraphName, T> {
  return Object.fromEntries(subgraphNames.map((name) => [name, read(name)])) as Record<SubgraphName, T>
}
