import { randomUUID } from 'node:crypto'
import { fastify, type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify'
import type { GraphQLError } from 'graphql'
import { ConfigError, type Config } from '../subgraphs/kernel/config.ts'
import { badInput, forbidden, shown } from '../subgraphs/kernel/errors.ts'
import { describeFault } from '../subgraphs/kernel/fault.ts'
import { preferredLanguage } from '../subgraphs/kernel/language.ts'
import type { Logger } from '../subgraphs/kernel/log.ts'
import type { Readiness } from '../subgraphs/kernel/readiness.ts'
import { afterHeader } from './cursors.ts'
import { bodyOf } from './faults.ts'
import type { Limits } from './limits.ts'
import type { MayCall } from './origins.ts'
import { isOfRoute, patternOfRoute } from '../subgraphs/kernel/routes/http.ts'

/** A request id that a caller may choose; anything else is replaced by one of ours. */
const requestIdForm = /^[A-Za-z0-9-]{8,64}$/

/** In which an address may be asked for something. */
const methods = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'] as const

const RECEIVE_WITHIN_MS = 30_000
/** A route takes in whole files, over slow lines, too. */
const RECEIVE_FILE_WITHIN_MS = 15 * 60_000

export interface ServerOptions {
  readonly limits: Limits
  readonly log: Logger
  /** Asked for each request. */
  readonly mayCall: MayCall
  /** Whether the gateway can answer; it never throws, and never takes long. */
  readonly ready: () => Promise<Readiness>
}

/** The HTTP server under every transport: request ids, origins, body size, health, and errors as JSON. */
export function openServer({ limits, log, mayCall, ready }: ServerOptions): FastifyInstance {
  const server = fastify({
    bodyLimit: limits.bytes,
    // Only for a request to arrive in; answers, and streams above all, may take as long as they like.
    requestTimeout: RECEIVE_FILE_WITHIN_MS,
    http: { headersTimeout: RECEIVE_WITHIN_MS },
    forceCloseConnections: 'idle',
    genReqId({ headers }) {
      const given = headers['x-request-id']
      return typeof given === 'string' && requestIdForm.test(given) ? given : randomUUID()
    },
  })

  // Bodies stay text: the transports parse them, and say themselves what a wrong one gets.
  server.removeAllContentTypeParsers()
  server.addContentTypeParser('*', { parseAs: 'string' }, (_request, body, done) => done(null, body))

  server.addHook('onRequest', async (request, reply) => {
    const { origin } = request.headers
    reply.headers({ 'x-request-id': request.id, 'x-content-type-options': 'nosniff', vary: 'origin' })
    if (origin !== undefined && mayCall(origin)) {
      reply.headers({ 'access-control-allow-origin': origin, 'access-control-expose-headers': 'x-request-id' })
    }
  })
  server.addHook('onRequest', async ({ raw, routeOptions }) => {
    if (isOfRoute(routeOptions.url)) return
    const timer = setTimeout(() => {
      if (!raw.complete) raw.destroy()
    }, RECEIVE_WITHIN_MS).unref()
    raw.once('close', () => clearTimeout(timer))
  })
  const methodsAt = (address: string) => {
    const path = address.split('?')[0]!
    const url = patternOfRoute(path) ?? path
    return methods.filter((method) => server.hasRoute({ method, url }))
  }

  server.options('*', async (request, reply) => {
    const { origin } = request.headers
    const all = [...methodsAt(request.url), 'OPTIONS'].join(', ')
    if (origin === undefined) return reply.status(204).header('allow', all).send()
    if (!mayCall(origin)) {
      return refuse(request, reply, 403, forbidden('ORIGIN_NOT_ALLOWED'))
    }
    return reply
      .status(204)
      .headers({
        'access-control-allow-methods': 'GET, POST, PUT',
        'access-control-allow-headers': `authorization, content-type, idempotency-key, ${afterHeader}, traceparent, x-request-id`,
        'access-control-max-age': '600',
      })
      .send()
  })

  server.setErrorHandler((error, request, reply) => {
    const { statusCode = 500 } = error as { statusCode?: number }
    if (statusCode === 413) return refuse(request, reply, 413, badInput('TOO_LARGE', { most: limits.bytes }))
    if (statusCode < 500) return refuse(request, reply, statusCode, badInput('REQUEST_UNREADABLE'))
    log.error({ requestId: request.id, fault: describeFault(error) }, 'A request failed.')
    return refuse(request, reply, 500, shown('INTERNAL'))
  })
  server.setNotFoundHandler((request, reply) => {
    const allowed = methodsAt(request.url)
    // An address may say itself that there is nothing.
    if (allowed.length === 0 || allowed.some((each) => each === request.method)) {
      return refuse(request, reply, 404, badInput('ADDRESS_UNKNOWN'))
    }
    const list = allowed.join(', ')
    return refuse(request, reply.header('allow', list), 405, badInput('METHOD_NOT_ALLOWED', { methods: list }))
  })

  server.get('/health', async () => ({ status: 'ok' }))
  server.get('/ready', async (_request, reply) => {
    const readiness = await ready()
    return reply.status(readiness.status === 'not ready' ? 503 : 200).send(readiness)
  })
  return server
}

/** Answers a request that never reaches the pipeline, in the language it prefers. */
export function refuse({ id, headers }: FastifyRequest, reply: FastifyReply, status: number, error: GraphQLError) {
  const language = preferredLanguage(headers['accept-language'])
  return reply
    .status(status)
    .headers({
      'content-type': 'application/json; charset=utf-8',
      'content-language': language,
      vary: 'origin, accept-language',
    })
    .send(bodyOf({ requestId: id, language }, error))
}

/** Listens where the settings say, and gives the port; an occupied one is said in one sentence. */
export async function listen(server: FastifyInstance, { host, port }: Config): Promise<number> {
  try {
    await server.listen({ host, port })
  } catch (error) {
    const { code } = error as { code?: string }
    if (code === 'EADDRINUSE') throw new ConfigError(`Port ${port} is occupied: set PORT to a free one.`)
    if (code === 'EACCES')
      throw new ConfigError(`Port ${port} may not be used by this account: set PORT to one above 1023.`)
    if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND')
      throw new ConfigError(`HOST ${host} is no address of this machine: set it to one.`)
    throw error
  }
  const address = server.server.address()
  return typeof address === 'object' && address ? address.port : port
}
