import type { FastifyInstance, FastifyRequest } from 'fastify'
import { createHandler, parseRequestParams, type OperationContext, type Response } from 'graphql-http'
import { badInput, messageIn } from '../subgraphs/kernel/errors.ts'
import type { NameOf } from '../subgraphs/kernel/sentences.ts'
import { preferredLanguage, type Language } from '../subgraphs/kernel/language.ts'
import type { Devices } from './devices.ts'
import { afterHeader, cursorsBeside } from './cursors.ts'
import { bodyOf } from './faults.ts'
import { keysBeside } from './idempotency.ts'
import { credentialsIn, type Operation, type Pipeline } from './operation.ts'

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
const wordless: Readonly<Record<number, NameOf<'BAD_USER_INPUT'>>> = { 406: 'ACCEPT_JSON', 415: 'JSON_ONLY' }

/** What a request's handling shares: the language is what it prefers, until it is known who sends it. */
interface Sent {
  readonly gone: AbortSignal
  language: Language
}

/** Carries the pipeline over HTTP: POST for queries and mutations, GET for queries only, by graphql-http. */
export function serveHttp(server: FastifyInstance, pipeline: Pipeline, deviceOf: Devices): void {
  const handle = createHandler<FastifyRequest, Sent, OperationContext>({
    async parseRequestParams(request) {
      try {
        return await parseRequestParams(request)
      } catch (error) {
        throw new NotGraphql(batchRefusal(request) ?? `${(error as Error).message}.`, request.raw.id)
      }
    },
    formatError: (error) => (error instanceof NotGraphql ? (error.toJSON() as never) : error),
    async onSubscribe({ method, raw: { id: requestId, headers, raw }, context: sent }, params) {
      const { gone, language } = sent
      const prepared = await pipeline.prepare(
        {
          query: params.query,
          operationName: params.operationName,
          variables: params.variables,
          keysBeside: keysBeside(raw.headersDistinct['idempotency-key'], params.extensions),
          cursorsBeside: cursorsBeside(headers[afterHeader], params.extensions),
          transport: 'http',
          ...{ requestId, language, gone },
          traceparent: headers['traceparent'],
          device: deviceOf(raw),
        },
        credentialsIn(headers),
      )
      sent.language = prepared.language
      if ('errors' in prepared) return [...prepared.errors]
      if (prepared.type === 'mutation' && method === 'GET') return mutationByGet(prepared)
      const result = prepared.type === 'subscription' ? null : await prepared.run()
      if (!result || 'next' in result) return [...prepared.refuse(overStreams())]
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
      const sent: Sent = { gone: leaving.signal, language: preferredLanguage(request.headers['accept-language']) }
      const [body, { status, headers }] = await handle({
        method: request.method,
        url: request.url,
        headers: request.headers,
        body: request.body as string | null,
        raw: request,
        context: sent,
      })
      return reply
        .status(status)
        .type('application/json; charset=utf-8')
        .headers(headers ?? {})
        .headers({ 'cache-control': 'no-store', 'content-language': sent.language, vary: 'origin, accept-language' })
        .send(
          body ??
            bodyOf(
              { requestId: request.id, language: sent.language },
              badInput(wordless[status] ?? 'REQUEST_UNREADABLE'),
            ),
        )
    },
  })
}

/** What is said of several operations in one body; null where there are none. */
function batchRefusal({ raw: { body, headers } }: { readonly raw: FastifyRequest }): string | null {
  if (typeof body !== 'string' || !body.trimStart().startsWith('[')) return null
  return messageIn(preferredLanguage(headers['accept-language']), badInput('ONE_OPERATION').extensions)
}

const overStreams = () => badInput('SUBSCRIPTION_BY_HTTP', { socket: graphPath, stream: `${graphPath}/stream` })

function mutationByGet({ refuse }: Operation): Response {
  return [
    JSON.stringify({ errors: refuse(badInput('MUTATION_BY_GET')) }),
    {
      status: 405,
      statusText: 'Method Not Allowed',
      headers: { allow: 'POST', 'content-type': 'application/json; charset=utf-8' },
    },
  ]
}
