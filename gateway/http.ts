import type { FastifyInstance, FastifyRequest } from 'fastify'
import { GraphQLError } from 'graphql'
import { createHandler, parseRequestParams, type OperationContext, type Response } from 'graphql-http'
import { badInput } from '../subgraphs/kernel/errors.ts'
import { afterHeader, cursorsBeside } from './cursors.ts'
import { bodyOf } from './faults.ts'
import { keysBeside } from './idempotency.ts'
import type { Pipeline } from './operation.ts'

export const graphPath = '/graphql'
export const explorerPath = '/graphiql'

/** A request that is no GraphQL request at all; graphql-http answers it with 400. */
class NotGraphql extends Error {
  constructor(
    message: string,
    readonly requestId: string,
  ) {
    super(message)
  }

  toJSON() {
    return { message: this.message, extensions: { code: 'BAD_USER_INPUT', requestId: this.requestId } }
  }
}

/** What graphql-http refuses without a word, by the answer's status. */
const wordless: Readonly<Record<number, string>> = {
  406: 'Accept application/graphql-response+json or application/json, in UTF-8.',
  415: 'Send the operation by POST as JSON in UTF-8, with content-type: application/json.',
}

/** Carries the pipeline over HTTP: POST for queries and mutations, GET for queries only, by graphql-http. */
export function serveHttp(server: FastifyInstance, pipeline: Pipeline): void {
  const handle = createHandler<FastifyRequest, { readonly gone: AbortSignal }, OperationContext>({
    async parseRequestParams(request) {
      try {
        return await parseRequestParams(request)
      } catch (error) {
        throw new NotGraphql(`${(error as Error).message}.`, request.raw.id)
      }
    },
    formatError: (error) => (error instanceof NotGraphql ? (error.toJSON() as never) : error),
    async onSubscribe({ method, raw: { id: requestId, headers, raw }, context: { gone } }, params) {
      const prepared = await pipeline.prepare(
        {
          query: params.query,
          operationName: params.operationName,
          variables: params.variables,
          keysBeside: keysBeside(raw.headersDistinct['idempotency-key'], params.extensions),
          cursorsBeside: cursorsBeside(headers[afterHeader], params.extensions),
          transport: 'http',
          requestId,
          gone,
        },
        { authorization: headers.authorization },
      )
      if ('errors' in prepared) return [...prepared.errors]
      if (prepared.type === 'subscription') return [overStreams(requestId)]
      if (prepared.type === 'mutation' && method === 'GET') return mutationByGet(requestId)
      const result = await prepared.run()
      if ('next' in result) return [overStreams(requestId)]
      return result.data === undefined ? (result.errors ?? []) : result
    },
  })

  server.route({
    method: ['GET', 'POST'],
    url: graphPath,
    exposeHeadRoute: false,
    async handler(request, reply) {
      if (request.method === 'GET' && request.headers.accept?.includes('text/html')) return reply.redirect(explorerPath)
      const leaving = new AbortController()
      reply.raw.once('close', () => {
        if (!reply.raw.writableFinished) leaving.abort()
      })
      const [body, { status, headers }] = await handle({
        method: request.method,
        url: request.url,
        headers: request.headers,
        body: request.body as string | null,
        raw: request,
        context: { gone: leaving.signal },
      })
      return reply
        .status(status)
        .type('application/json; charset=utf-8')
        .headers(headers ?? {})
        .header('cache-control', 'no-store')
        .send(body ?? bodyOf(request.id, wordless[status] ?? 'The request cannot be read.'))
    },
  })
}

function overStreams(requestId: string): GraphQLError {
  const { message, extensions } = badInput(
    `Subscriptions go over WebSocket at ${graphPath} or server-sent events at ${graphPath}/stream.`,
  )
  return new GraphQLError(message, { extensions: { ...extensions, requestId } })
}

function mutationByGet(requestId: string): Response {
  return [
    bodyOf(requestId, 'Mutations are sent by POST.'),
    {
      status: 405,
      statusText: 'Method Not Allowed',
      headers: { allow: 'POST', 'content-type': 'application/json; charset=utf-8' },
    },
  ]
}
