import type { JSONWebKeySet } from 'jose'
import type { Config } from '../subgraphs/kernel/config.ts'
import type { Links } from '../subgraphs/kernel/link.ts'
import type { Logger } from '../subgraphs/kernel/log.ts'
import { captureFolder } from '../subgraphs/kernel/mail.ts'
import type { Readiness } from '../subgraphs/kernel/readiness.ts'
import { serveMetrics } from '../subgraphs/kernel/telemetry/metrics-page.ts'
import { unwatched, type Telemetry } from '../subgraphs/kernel/telemetry/telemetry.ts'
import { openApiKeys } from './api-keys.ts'
import { apiSchema } from './api-schema.ts'
import { stitchedEngine } from './engine/stitched.ts'
import { followOrigins } from './company-origins.ts'
import { openDevices } from './devices.ts'
import { serveHttp } from './http.ts'
import { defaultLimits, type Limits } from './limits.ts'
import { serveMailbox } from './mailbox.ts'
import { nodeTable } from './nodes.ts'
import { createPipeline } from './operation.ts'
import { openOrigins } from './origins.ts'
import { servePages } from './pages.ts'
import { serveRoutes } from './routes.ts'
import { openReadiness } from './readiness.ts'
import { listen, openServer } from './server.ts'
import { serveSse } from './sse.ts'
import { followSessions, type SessionsOptions } from './sessions.ts'
import { openTokens } from './tokens.ts'
import { watchedLinks } from './watched-links.ts'
import { serveWebSockets } from './websocket.ts'
import { openWitness } from './witness.ts'

export interface GatewayOptions {
  readonly config: Config
  readonly links: Links
  readonly log: Logger
  readonly telemetry?: Telemetry
  /** The committed `schema/supergraph.graphql`, as text. */
  readonly supergraphSdl: string
  /** The folder of the built GraphiQL page. */
  readonly publicDir: string
  readonly limits?: Partial<Limits>
  /** The time by which access tokens are judged; a test gives its own. */
  readonly now?: () => Date
  /** See `SessionsOptions`. */
  readonly silentAfterMs?: SessionsOptions['silentAfterMs']
}

export interface Gateway {
  readonly port: number
  /** Where a program on this machine reaches it, without a trailing slash. */
  readonly url: string
  /** Takes nothing new, completes the streams, closes the sockets with 1001, and answers what is running. */
  close(): Promise<void>
}

/** How long running requests may take to end once the gateway closes. */
const DRAIN_MS = 5_000

/** Starts a gateway over the given links; it does not own them and leaves them open when it closes. */
export async function startGateway(options: GatewayOptions): Promise<Gateway> {
  const { config, log, telemetry = unwatched(), supergraphSdl, publicDir, now, silentAfterMs } = options
  const { metrics } = telemetry
  const links = watchedLinks(options.links, telemetry)
  const limits = { ...defaultLimits, ...options.limits }
  const schema = apiSchema(supergraphSdl)
  const engine = stitchedEngine({ supergraphSdl, links, nodes: nodeTable(schema) })
  const tokens = openTokens({ jwks: () => links.accounts.get<JSONWebKeySet>('jwks'), now })
  const origins = openOrigins(config)
  const companyOrigins = followOrigins(links.accounts, origins)
  const onNewOrigins = companyOrigins.refresh
  const sessions = followSessions({ accounts: links.accounts, log, now, onNewOrigins, silentAfterMs })
  const apiKeys = openApiKeys({ accounts: links.accounts, sessions, now })
  const witness = openWitness({ telemetry, log, slowMs: config.slowMs })
  const pipeline = createPipeline({
    schema,
    engine,
    links,
    tokens,
    apiKeys,
    sessions,
    origins,
    log,
    limits,
    telemetry,
    witness,
  })

  const stopFollowing = () => {
    sessions.stop()
    companyOrigins.stop()
  }

  let isClosing = false
  const look = openReadiness({ links, tokens, sessions, companyOrigins })
  const ready = async (): Promise<Readiness> =>
    isClosing ? { status: 'not ready', parts: { gateway: 'going down' } } : look()
  const { mayCall } = origins
  const server = openServer({ limits, log, ready, mayCall })
  const deviceOf = openDevices(config.trustedProxies)
  serveHttp(server, pipeline, deviceOf)
  const streams = serveSse(server, pipeline, deviceOf)
  const sockets = serveWebSockets({ server: server.server, pipeline, limits, log, mayCall, deviceOf })
  serveRoutes(server, { pipeline, links, log, telemetry })
  serveMetrics(server, metrics, config)
  servePages(server, publicDir)
  if (config.development && !config.smtpUrl) serveMailbox(server, captureFolder(config))

  const leaveScrapes = metrics.onScrape(() => {
    metrics.sockets.set(sockets.size)
    metrics.subscriptions.set({ transport: 'ws' }, sockets.subscriptions)
    metrics.subscriptions.set({ transport: 'sse' }, streams.size)
  })

  const port = await listen(server, config).catch(async (error: unknown) => {
    leaveScrapes()
    stopFollowing()
    await sockets.close()
    throw error
  })
  origins.listensAt(port)

  return {
    port,
    url: `http://${localName(config.host)}:${port}`,
    async close() {
      isClosing = true
      streams.close()
      await sockets.close()
      const hurry = setTimeout(() => server.server.closeAllConnections(), DRAIN_MS)
      await server.close()
      clearTimeout(hurry)
      leaveScrapes()
      stopFollowing()
    },
  }
}

/** An address that listens everywhere is reached on this machine by its loopback name. */
function localName(host: string): string {
  if (host === '0.0.0.0' || host === '::') return '127.0.0.1'
  return host.includes(':') ? `[${host}]` : host
}
