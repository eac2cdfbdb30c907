import type { IncomingMessage, Server } from 'node:http'
import type { Duplex } from 'node:stream'
import { getOperationAST, GraphQLError } from 'graphql'
import { useServer } from 'graphql-ws/use/ws'
import { WebSocketServer } from 'ws'
import { forDevelopers } from './errors.ts'
import { subscribeRequest } from './execution.ts'
import type { SubgraphRequest } from './link.ts'
import type { OpenSubgraph } from './open-subgraph.ts'
import { ACTOR, carriedIn, LARGEST_REQUEST_BYTES } from './remote-link.ts'
import { withName } from './result-identity.ts'
import type { Verify } from './serve.ts'
import { openValidDocuments } from './valid-documents.ts'

/** How long the other side may take to answer the farewell. */
const CLOSE_WITHIN_MS = 1_000

/**
 * Serves a subgraph's subscriptions over WebSocket. One socket carries those of many people, so each one brings its own
 * assertion, and whatever is wrong with one of them ends that one only: nothing may be thrown here.
 */
export function serveStreams(
  server: Server,
  { schema, services }: Pick<OpenSubgraph, 'schema' | 'services'>,
  verify: Verify,
): { stop(): Promise<void> } {
  const documentOf = openValidDocuments(schema)
  const sockets = new WebSocketServer({ noServer: true, maxPayload: LARGEST_REQUEST_BYTES })

  const handler = useServer(
    {
      schema,
      onConnect: ({ connectionParams }) =>
        verify(connectionParams?.[ACTOR]).then(
          () => true,
          () => false,
        ),
      async onSubscribe(_socket, _id, { query, operationName, variables, extensions }) {
        try {
          const document = documentOf(query)
          if (!('kind' in document)) return document
          if (getOperationAST(document, operationName)?.operation !== 'subscription') {
            return [forDevelopers('BAD_USER_INPUT', 'Only subscriptions go over this socket.')]
          }
          const assertion = await verify(extensions?.[ACTOR])
          const request = { document, operationName: operationName ?? undefined, variables: variables ?? undefined }
          const carried = { ...carriedIn({ extensions }), requestId: String(extensions?.['requestId']) }
          const sender: SubgraphRequest = { ...request, ...assertion, ...carried }
          return { schema, document, operationName, contextValue: sender }
        } catch (error) {
          return [error instanceof GraphQLError ? error : new GraphQLError('The subscription cannot be read.')]
        }
      },
      subscribe: ({ contextValue }) => subscribeRequest(schema, services, contextValue as SubgraphRequest),
      onNext: (_socket, _id, _payload, _args, result) => withName(result),
    },
    sockets,
  )

  server.on('upgrade', (request: IncomingMessage, stream: Duplex, head: Buffer) => {
    // From here on the connection is ours: one that breaks before ws has it would end the process.
    stream.on('error', () => stream.destroy())
    if (request.url?.split('?')[0] !== '/graphql') {
      return stream.end('HTTP/1.1 404 Not Found\r\nconnection: close\r\n\r\n')
    }
    sockets.handleUpgrade(request, stream, head, (socket) => sockets.emit('connection', socket, request))
  })
  return {
    async stop() {
      const hurry = setTimeout(() => sockets.clients.forEach((socket) => socket.terminate()), CLOSE_WITHIN_MS)
      await handler.dispose()
      clearTimeout(hurry)
    },
  }
}
