import { ApolloServer } from '@apollo/server'
import { fastifyApolloHandler } from '@as-integrations/fastify'
import { ApolloServerPluginInlineTraceDisabled } from '@apollo/server/plugin/disabled'
import Fastify, { type FastifyInstance } from 'fastify'
import { GraphQLError, type GraphQLFormattedError } from 'graphql'
import { ConfigError } from './config.ts'
import type { Context } from './context.ts'
import { describeFault, maskUnknown } from './fault.ts'
import { callInternal } from './internal.ts'
import type { Assertion, Keys } from './keys.ts'
import { openContext } from './open-context.ts'
import type { OpenSubgraph } from './open-subgraph.ts'
import { isOutage } from './outage.ts'
import { ACTOR, ASSERTION_REFUSED, carriedIn, LARGEST_REQUEST_BYTES } from './remote-link.ts'
import { callRoute } from './routes/call-route.ts'
import { mountRoutes } from './routes/http.ts'
import { readinessOf } from './readiness.ts'
import { serveStreams } from './serve-streams.ts'
import type { SubgraphName } from './subgraph.ts'
import { servedSpan, tellAnswer } from './telemetry/answer.ts'
import { serveMetrics } from './telemetry/metrics-page.ts'
import { inSpan } from './telemetry/tracing.ts'

/** A subgraph that listens in a process of its own. */
export interface ServedSubgraph {
  readonly url: string
  /** Ends the streams, takes nothing new and answers what is running. */
  stop(): Promise<void>
}

/** How long running requests may take to end once the subgraph stops. */
const DRAIN_MS = 5_000

/**
 * Serves one subgraph over HTTP and WebSocket, to the gateway and to other subgraphs only: every request carries a signed
 * assertion of who asks. Apollo Server answers, so that routers of other makes may stand before it, too.
 */
export async function serveSubgraph(open: OpenSubgraph, keys: Keys, at: URL): Promise<ServedSubgraph> {
  const { services, subgraph } = open
  const server = Fastify({ bodyLimit: LARGEST_REQUEST_BYTES, forceCloseConnections: 'idle' })

  server.get('/health', () => ({ status: 'ok' }))
  server.get('/ready', async (_request, reply) => {
    const readiness = await readinessOf(services)
    return reply.code(readiness.status === 'ok' ? 200 : 503).send(readiness)
  })
  serveMetrics(server, services.metrics, services.config)
  const verify = verifier(keys, open)
  const apollo = await serveGraph(server, open, verify)
  server.get<{ Params: { endpoint: string }; Querystring: Record<string, string> }>(
    '/internal/:endpoint',
    async ({ params, query, headers }, reply) => {
      await verify(headers[ACTOR])
      const answer = await callInternal(subgraph, services, params.endpoint, query)
      // Null is an answer, too, which fastify would send as nothing.
      return reply.type('application/json; charset=utf-8').send(JSON.stringify(answer ?? null))
    },
  )
  mountRoutes(server, async (received, { headers, id }) => {
    const assertion = await verify(headers[ACTOR]).catch(() => null)
    if (!assertion) return { status: ASSERTION_REFUSED, headers: {}, body: null }
    const requestId = String(headers['x-request-id'] ?? id)
    const { traceparent } = headers
    return inSpan(services.tracing, servedSpan(subgraph.name, { traceparent }), () =>
      callRoute(subgraph, services, { ...received, actor: assertion.actor, requestId }),
    )
  })
  server.setErrorHandler((error, _request, reply) => {
    const { statusCode = 500 } = error as { statusCode?: number }
    if (error instanceof GraphQLError) {
      const { message, extensions } = error
      return reply.code(extensions['code'] === 'UNAUTHENTICATED' ? 401 : 400).send({ ...extensions, message })
    }
    if (statusCode < 500)
      return reply.code(statusCode).send({ code: 'BAD_USER_INPUT', message: 'The request cannot be read.' })
    services.log.error({ fault: describeFault(error) }, 'A request failed.')
    return isOutage(error) ? reply.code(503).send({ code: 'NOT_READY' }) : reply.code(500).send({ code: 'INTERNAL' })
  })

  server.setNotFoundHandler((_request, reply) =>
    reply
      .code(404)
      .send({ code: 'BAD_USER_INPUT', message: 'A subgraph answers POST /graphql, as the gateway asks it.' }),
  )

  const streams = serveStreams(server.server, open, verify)
  const stop = async (): Promise<void> => {
    await streams.stop()
    const hurry = setTimeout(() => server.server.closeAllConnections(), DRAIN_MS)
    await server.close()
    clearTimeout(hurry)
    await apollo.stop()
  }
  try {
    return { url: await listen(server, at, subgraph.name), stop }
  } catch (error) {
    await stop()
    throw error
  }
}

/** Says who asks, by the assertion that came along, or throws UNAUTHENTICATED and notes it for the operator. */
export type Verify = (assertion: unknown) => Promise<Assertion>

function verifier(keys: Keys, { services }: OpenSubgraph): Verify {
  return async (assertion) => {
    try {
      return await keys.verify(typeof assertion === 'string' ? assertion : undefined)
    } catch (error) {
      services.log.warn('A request came without a valid assertion and was refused: see KEYS_DIR and the clocks.')
      throw error
    }
  }
}

async function serveGraph(server: FastifyInstance, open: OpenSubgraph, verify: Verify): Promise<ApolloServer<Context>> {
  const { schema, services } = open
  const { name: subgraph, log } = services
  const apollo = new ApolloServer<Context>({
    schema,
    introspection: true,
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    plugins: [
      ApolloServerPluginInlineTraceDisabled(),
      {
        // Faults are masked here and not in `formatError`, which does not know whose request it is.
        async requestDidStart({ contextValue: { requestId }, request: { operationName } }) {
          const startedAt = performance.now()
          return {
            async willSendResponse({ response, errors }) {
              if (response.body.kind !== 'single') return
              const { singleResult } = response.body
              singleResult.errors &&= singleResult.errors.map((formatted, index) =>
                maskUnknown(formatted, errors?.[index], { subgraph, log, requestId }),
              ) as GraphQLFormattedError[]
              tellAnswer(services, { requestId, operationName, startedAt }, singleResult)
            },
          }
        },
      },
    ],
  })
  await apollo.start()
  const handle = fastifyApolloHandler(apollo, {
    context: async ({ headers, id, body }) => {
      const { caller, actor } = await verify(headers[ACTOR]).catch(refused)
      const requestId = String(headers['x-request-id'] ?? id)
      return openContext(services, { actor, caller, requestId, ...carriedIn(body) })
    },
  })
  server.post('/graphql', function (request, reply) {
    const { traceparent } = request.headers
    return inSpan(services.tracing, servedSpan(subgraph, { traceparent }), async () =>
      handle.call(this, request, reply),
    )
  })
  return apollo
}

/** Apollo answers with the status that such an error names. */
function refused(error: unknown): never {
  const { message, extensions } = error as GraphQLError
  throw new GraphQLError(message, { extensions: { ...extensions, http: { status: 401 } } })
}

async function listen(server: FastifyInstance, at: URL, name: SubgraphName): Promise<string> {
  const setting = `SUBGRAPH_URL_${name.toUpperCase()}`
  const port = Number(at.port || (at.protocol === 'https:' ? 443 : 80))
  try {
    return await server.listen({ host: at.hostname.replace(/^\[|\]$/g, ''), port })
  } catch (error) {
    const { code } = error as { code?: string }
    if (code === 'EADDRINUSE')
      throw new ConfigError(`Port ${port} is occupied: stop what listens there, or set ${setting} to another address.`)
    if (code === 'EACCES')
      throw new ConfigError(`Port ${port} may not be used by this account: set ${setting} to one above 1023.`)
    if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND' || code === 'EAI_AGAIN')
      throw new ConfigError(`The address ${at.hostname} is none of this machine: set ${setting} to one.`)
    throw error
  }
}
