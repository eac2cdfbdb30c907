import type { FastifyRequest } from 'fastify'

/** Host names under which a program on this machine reaches it; a rebound foreign name is none of them. */
const localHost = /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/

/**
 * Whether a request comes from this machine, was meant for it, and is of no page of another origin: such a page may call
 * the graph, but a browser on this machine does not lend it what is shown to this machine.
 */
export function isFromHere({ socket, headers: { host = '', origin } }: FastifyRequest): boolean {
  if (origin !== undefined) return false
  return /^(127\.|::1$|::ffff:127\.)/.test(socket.remoteAddress ?? '') && localHost.test(host)
}
