import { ApolloServer, type ApolloServerPlugin } from '@apollo/server'
import { fastifyApolloDrainPlugin, fastifyApolloHandler } from '@as-integrations/fastify'
import { ApolloServerPluginInlineTraceDisabled } from '@apollo/server/plugin/disabled'
import Fastify, { type FastifyInstance } from 'fastify'
import { parse, validate, type GraphQLFormattedError } from 'graphql'
import { useServer } from 'graphql-ws/use/ws'
import { WebSocketServer } from 'ws'
import { ConfigError } from './config.ts'
import type { Context } from './context.ts'
import { subscribeRequest } from './execution.ts'
import { maskUnknown } from './fault.ts'
import { callInternal } from './internal.ts'
import type { Assertion, Keys } from './keys.ts'
import { openContext } from './open-context.ts'
import type { OpenSubgraph } from './open-subgraph.ts'
import { ACTOR } from './remote-link.ts'

/** A subgraph that listens in a process of its own. */
export interface ServedSubgraph {
  readonly url: string
  stop(): Promise<void>
}

/**
 * Serves one subgraph over HTTP and WebSocket, to the gateway and to other subgraphs only: every request carries a signed
 * assertion of who asks. Apollo Server answers, so that routers of other makes may stand before it, too.
 */
export async function serveSubgraph(open: OpenSubgraph, keys: Keys, at: URL): Promise<ServedSubgraph> {
  const { schema, services, subgraph } = open
  const server = Fastify({ bodyLimit: 2 * 1024 * 1024, forceCloseConnections: true })
  const apollo = new ApolloServer<Context>({
    schema,
    introspection: true,
    includeStacktraceInErrorResponses: false,
    plugins: [fastifyApolloDrainPlugin(server) as ApolloServerPlugin<Context>, ApolloServerPluginInlineTraceDisabled()],
    formatError: (formatted, error) => maskUnknown(formatted, error, services.log) as GraphQLFormattedError,
  })
  await apollo.start()

  server.get('/health', () => ({ status: 'ok' }))
  server.get('/ready', async (_request, reply) => {
    const isReady = await services.sql`select 1`.then(
      () => true,
      () => false,
    )
    return reply.code(isReady ? 200 : 503).send({ status: isReady ? 'ready' : 'database unreachable' })
  })
  server.post(
    '/graphql',
    fastifyApolloHandler(apollo, {
      context: async (request) => {
        const { caller, actor } = await keys.verify(request.headers[ACTOR] as string | undefined)
        return openContext(services, {
          actor,
          caller,
          requestId: String(request.headers['x-request-id'] ?? request.id),
        })
      },
    }),
  )
  server.get<{ Params: { endpoint: string }; Querystring: Record<string, string> }>(
    '/internal/:endpoint',
    async ({ params, query, headers }, reply) => {
      const assertion = await keys.verify(headers[ACTOR] as string | undefined).catch(() => null)
      if (!assertion) return reply.code(401).send({ code: 'UNAUTHENTICATED' })
      return reply.send(await callInternal(subgraph, services, params.endpoint, query))
    },
  )
  const sockets = serveSubscriptions(server, open, keys)

  try {
    const url = await server.listen({ host: at.hostname, port: Number(at.port || 0) })
    return {
      url,
      async stop() {
        await sockets.dispose()
        await apollo.stop()
        await server.close()
      },
    }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error
    throw new ConfigError(
      `Port ${at.port} is taken: stop what listens there, or set SUBGRAPH_URL_${subgraph.name.toUpperCase()} to another address.`,
    )
  }
}

/** One socket carries the subscriptions of many people, so each one brings its own assertion. */
function serveSubscriptions(server: FastifyInstance, { schema, services }: OpenSubgraph, keys: Keys) {
  const assertions = new WeakMap<object, Assertion & { requestId: string }>()
  return useServer(
    {
      schema,
      onConnect: async ({ connectionParams }) => {
        await keys.verify(connectionParams?.[ACTOR] as string | undefined)
      },
      async onSubscribe(_ctx, _id, { query, operationName, variables, extensions }) {
        const document = parse(query)
        const errors = validate(schema, document)
        if (errors.length > 0) return errors
        const assertion = await keys.verify(extensions?.[ACTOR] as string | undefined)
        const args = { schema, document, operationName, variableValues: variables }
        assertions.set(args, { ...assertion, requestId: String(extensions?.['requestId']) })
        return args
      },
      subscribe: (args) =>
        subscribeRequest(schema, services, {
          document: args.document,
          operationName: args.operationName ?? undefined,
          variables: args.variableValues ?? undefined,
          ...assertions.get(args)!,
        }),
      onNext: (_ctx, _id, _payload, _args, result) => ({
        ...result,
        errors: result.errors?.map((error) => maskUnknown(error.toJSON(), error, services.log)) as never,
      }),
    },
    new WebSocketServer({ server: server.server, path: '/graphql', maxPayload: 1024 * 1024 }),
  )
}
