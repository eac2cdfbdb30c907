import type { FastifyRequest } from 'fastify'

/** Host names under which a program on this machine reaches it; a rebound foreign name is none of them. */
const localHost = /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/

/** Whether a request comes from this machine, and was meant for it. */
export function isFromHere({ socket, headers: { host = '' } }: FastifyRequest): boolean {
  return /^(127\.|::1$|::ffff:127\.)/.test(socket.remoteAddress ?? '') && localHost.test(host)
}
