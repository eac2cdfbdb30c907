import { setTimeout as delay } from 'node:timers/promises'
import { jetstream, jetstreamManager, type JetStreamClient, type JetStreamManager } from '@nats-io/jetstream'
import { connect, type ConnectionOptions, type NatsConnection } from '@nats-io/transport-node'
import { codeOf } from '../advance.ts'
import type { NatsNews } from './news.ts'

/** NATS while it answers. */
export interface Nats {
  readonly connection: NatsConnection
  readonly streams: JetStreamManager['streams']
  readonly jetstream: JetStreamClient
}

/** A connection that is tried for ever. */
export interface KeptConnection {
  /** Null while there is none. */
  readonly nats: Nats | null
  stop(): Promise<void>
}

/** What hears of the connection; neither function may throw. */
export interface ConnectionListener {
  /** It stands, for the first time or again. */
  up(nats: Nats): void
  down(): void
}

/** How long an answer of NATS is waited for; whoever waits in vain has PostgreSQL. */
const timeout = 2000
const longestBackoff = 5000

/** Connects without anybody having to wait for it, and again after each loss; says once that it is away and once that it is back. */
export function keepConnected(url: string, name: string, news: NatsNews, listener: ConnectionListener): KeptConnection {
  const ended = new AbortController()
  let connection: NatsConnection | null = null
  let nats: Nats | null = null
  let isMissed = false

  async function up(opened: NatsConnection) {
    const { streams } = await jetstreamManager(opened, { timeout, checkAPI: false })
    if (isMissed) news.back()
    isMissed = false
    nats = { connection: opened, streams, jetstream: jetstream(opened, { timeout }) }
    listener.up(nats)
  }

  function down(code: string) {
    if (!isMissed) news.missed(code)
    isMissed = true
    nats = null
    listener.down()
  }

  async function hold(opened: NatsConnection) {
    await up(opened)
    for await (const { type } of opened.status()) {
      if (ended.signal.aborted) return
      if (type === 'disconnect') down('DISCONNECTED')
      if (type === 'reconnect') await up(opened)
    }
  }

  async function run() {
    for (let failures = 0; !ended.signal.aborted; failures++) {
      try {
        connection = await connect({ ...optionsOf(url), name: `portico-${name}` })
        failures = 0
        try {
          if (!ended.signal.aborted) await hold(connection)
        } finally {
          // Or it would connect again for ever, beside the next one.
          await connection.close()
        }
        if (!ended.signal.aborted) down('CLOSED')
      } catch (error) {
        if (!ended.signal.aborted) down(codeOf(error))
      }
      const rest = Math.min(longestBackoff, 100 * 2 ** failures)
      await delay(rest, null, { signal: ended.signal, ref: false }).catch(() => {})
    }
  }

  const running = run()
  return {
    get nats() {
      return nats
    },
    async stop() {
      ended.abort()
      nats = null
      await connection?.close()
      await running
    },
  }
}

/** The servers of a checked `NATS_URL`; the first one's credentials serve for all. */
export function optionsOf(url: string): ConnectionOptions {
  const servers = url.split(',').map((part) => new URL(part.trim()))
  const { username, password } = servers[0]!
  const user = decodeURIComponent(username)
  return {
    servers: servers.map(({ hostname, port }) => `${hostname}:${port || 4222}`),
    ...(password ? { user, pass: decodeURIComponent(password) } : user && { token: user }),
    ...(servers.some(({ protocol }) => protocol === 'tls:') && { tls: {} }),
    timeout,
    maxReconnectAttempts: -1,
    reconnectTimeWait: 250,
    // Credentials that are refused now are in force once the operator has mended them.
    ignoreAuthErrorAbort: true,
    // A connection that is half open is given up after ten to fifteen seconds.
    pingInterval: 5000,
    noEcho: true,
  }
}
