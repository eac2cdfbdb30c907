import { PassThrough, Readable } from 'node:stream'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { carried, routeFolders, routeMethods, type RouteAnswer, type RouteCall, type RouteFolder } from './route.ts'

/** What a request over HTTP says of itself; who asks is for the server to find out. */
export type Received = Omit<RouteCall, 'actor' | 'requestId'>

/**
 * Serves everything below the folders of routes, where bodies stream through: no limit but the route's own counts there.
 * An address that could be read in two ways is none. One who asks for a stream and stops reading it is cut off after a
 * while, if one is set; else they would hold it open for ever.
 */
export function mountRoutes(
  server: FastifyInstance,
  answer: (received: Received, request: FastifyRequest) => Promise<RouteAnswer>,
  readerPausesAtMostMs = 0,
): void {
  void server.register(async (scope) => {
    scope.removeAllContentTypeParsers()
    scope.addContentTypeParser('*', (_request, _body, done) => done(null))
    for (const folder of routeFolders) {
      scope.route({
        method: [...routeMethods],
        url: patternOf(folder),
        handler: async (request, reply) => {
          const path = pathOf(request.raw.url!)
          if (!path) return reply.callNotFound()
          const answered = await answer({ path, ...receivedBy(request, reply) }, request)
          if (answered.body instanceof Readable) reply.raw.setTimeout(readerPausesAtMostMs, () => reply.raw.destroy())
          return send(reply, answered)
        },
      })
    }
  })
}

/** The pattern by which a path is found to be a route's, if it is one's. */
export function patternOfRoute(path: string): string | null {
  const folder = routeFolders.find((each) => path.startsWith(`/${each}/`))
  return folder ? patternOf(folder) : null
}

/** Whether a request has come to one of these addresses, by the pattern it was found by. */
export function isOfRoute(pattern: string | undefined): boolean {
  return routeFolders.some((folder) => pattern === patternOf(folder))
}

/** The decoded parts of a path. Dots would lead elsewhere once they are put into another address. */
function pathOf(url: string): string[] | null {
  const [path = ''] = url.split('?')
  try {
    const parts = path.split('/').slice(1).map(decodeURIComponent)
    return parts.some((part) => part === '' || part === '.' || part === '..') ? null : parts
  } catch {
    return null
  }
}

function receivedBy({ method, raw, headers }: FastifyRequest, reply: FastifyReply): Omit<Received, 'path'> {
  // Whoever gives up on the body destroys it; with the request itself that would cut off the answer, too.
  const body = raw.pipe(new PassThrough()).on('error', () => {})
  const leaving = new AbortController()
  raw.once('close', () => {
    if (!raw.complete) body.destroy(new Error('The sender has gone.'))
  })
  reply.raw.once('close', () => {
    if (!reply.raw.writableFinished) leaving.abort()
    body.destroy()
    // What was left unread stands before the next request on the same connection.
    raw.unpipe(body).resume()
  })
  const query = raw.url!.split('?').slice(1).join('?')
  return { method, query, headers: carried(headers), body, signal: leaving.signal }
}

/** A stream that breaks ends the connection, by which its reader sees that it has not got all. */
function send(reply: FastifyReply, { status, headers, body }: RouteAnswer): FastifyReply {
  if (body instanceof Readable) body.on('error', () => reply.raw.destroy())
  return reply
    .status(status)
    .headers(headers)
    .send(body ?? undefined)
}

function patternOf(folder: RouteFolder): string {
  return `/${folder}/*`
}
