import type { IncomingHttpHeaders } from 'node:http'
import type { FastifyInstance } from 'fastify'
import type { Links } from '../subgraphs/kernel/link.ts'
import { preferredLanguage } from '../subgraphs/kernel/language.ts'
import type { Logger } from '../subgraphs/kernel/log.ts'
import { errorAnswer, nothingHere } from '../subgraphs/kernel/routes/answer.ts'
import { mountRoutes, type Received } from '../subgraphs/kernel/routes/http.ts'
import type { RouteAnswer } from '../subgraphs/kernel/routes/route.ts'
import { subgraphNames, type SubgraphName } from '../subgraphs/kernel/subgraph.ts'
import type { Telemetry } from '../subgraphs/kernel/telemetry/telemetry.ts'
import { inSpan } from '../subgraphs/kernel/telemetry/tracing.ts'
import { faultsOf } from './faults.ts'
import { credentialsIn, type Pipeline } from './operation.ts'

/** Long enough for a slow line, which takes a piece now and then. */
const READER_PAUSES_AT_MOST_MS = 5 * 60_000

export interface RoutesOptions {
  readonly pipeline: Pipeline
  readonly links: Links
  readonly log: Logger
  readonly telemetry: Telemetry
}

/**
 * Serves the subgraphs' routes to everybody, as `/<folder>/<subgraph>/…`. Bodies stream through both ways. Who asks is
 * verified as for an operation; a request without a token is a visitor's.
 */
export function serveRoutes(server: FastifyInstance, options: RoutesOptions): void {
  const { log, telemetry } = options
  const answerRoute: Parameters<typeof mountRoutes>[1] = (received, { id: requestId, headers }) => {
    const subgraph = subgraphNames.find((known) => known === received.path[1])
    const startedAt = performance.now()
    const traced = {
      name: `route ${subgraph ?? 'none'}`,
      kind: 'server',
      within: { traceparent: headers['traceparent'] },
      attributes: { 'portico.request_id': requestId },
    } as const
    return inSpan(telemetry.tracing, traced, async () => {
      const answered = await answer(options, subgraph, received, { requestId, headers })
      const ms = performance.now() - startedAt
      const status = `${Math.floor(answered.status / 100)}xx`
      telemetry.metrics.routeSeconds.observe({ subgraph: subgraph ?? 'none', status }, ms / 1000)
      // Never the address: it may hold what lets somebody in.
      log.debug({ requestId, subgraph, status: answered.status, ms: Math.round(ms * 10) / 10 }, 'A route was answered.')
      return answered
    })
  }
  mountRoutes(server, answerRoute, READER_PAUSES_AT_MOST_MS)
}

async function answer(
  { pipeline, links, log }: RoutesOptions,
  subgraph: SubgraphName | undefined,
  received: Received,
  { requestId, headers }: { readonly requestId: string; readonly headers: IncomingHttpHeaders },
): Promise<RouteAnswer> {
  const [folder = '', , ...rest] = received.path
  let language = preferredLanguage(headers['accept-language'])
  try {
    if (!subgraph) throw nothingHere()
    const pass = await pipeline.authenticate(credentialsIn(headers))
    language = pass.language ?? language
    const heard = { ...received.headers, 'accept-language': language }
    const { actor } = pass
    return await links[subgraph].call({ ...received, headers: heard, path: [folder, ...rest], actor, requestId })
  } catch (error) {
    const to = { requestId, language }
    return errorAnswer(faultsOf(to, log).refused([error])[0]!, to)
  }
}
