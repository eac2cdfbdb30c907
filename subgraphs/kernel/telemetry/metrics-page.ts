import { createHash, timingSafeEqual } from 'node:crypto'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Config } from '../config.ts'
import { isFromHere } from '../from-here.ts'
import type { Metrics } from './metrics.ts'

export const metricsPath = '/metrics'

/**
 * Serves what is measured, to whoever brings the setting's token and, in development, to this machine. For all others
 * there is nothing at this address.
 */
export function serveMetrics(
  server: FastifyInstance,
  metrics: Metrics,
  { development, metricsToken }: Pick<Config, 'development' | 'metricsToken'>,
): void {
  const hasToken = ({ headers: { authorization = '' } }: FastifyRequest) =>
    metricsToken !== null && isSame(authorization, `Bearer ${metricsToken}`)

  server.get(metricsPath, { exposeHeadRoute: false }, async (request, reply) => {
    if (!hasToken(request) && !(development && isFromHere(request))) return reply.callNotFound()
    return reply
      .type(metrics.contentType)
      .header('cache-control', 'no-store')
      .send(await metrics.text())
  })
}

/** Takes as long for any text, so that it cannot be found letter by letter. */
function isSame(given: string, expected: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest()
  return timingSafeEqual(digest(given), digest(expected))
}
