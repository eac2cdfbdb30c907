import type { FastifyInstance } from 'fastify'
import type { Links } from '../subgraphs/kernel/link.ts'
import { preferredLanguage } from '../subgraphs/kernel/language.ts'
import type { Logger } from '../subgraphs/kernel/log.ts'
import { errorAnswer, nothingHere } from '../subgraphs/kernel/routes/answer.ts'
import { mountRoutes } from '../subgraphs/kernel/routes/http.ts'
import { subgraphNames } from '../subgraphs/kernel/subgraph.ts'
import { faultsOf } from './faults.ts'
import { credentialsIn, type Pipeline } from './operation.ts'

/**
 * Serves the subgraphs' routes to everybody, as `/<folder>/<subgraph>/…`. Bodies stream through both ways. Who asks is
 * verified as for an operation; a request without a token is a visitor's.
 */
export function serveRoutes(server: FastifyInstance, pipeline: Pipeline, links: Links, log: Logger): void {
  mountRoutes(server, async (received, { id: requestId, headers }) => {
    const [folder = '', part, ...rest] = received.path
    const name = subgraphNames.find((known) => known === part)
    let language = preferredLanguage(headers['accept-language'])
    try {
      if (!name) throw nothingHere()
      const pass = await pipeline.authenticate(credentialsIn(headers))
      language = pass.language ?? language
      const heard = { ...received.headers, 'accept-language': language }
      const { actor } = pass
      return await links[name].call({ ...received, headers: heard, path: [folder, ...rest], actor, requestId })
    } catch (error) {
      const to = { requestId, language }
      return errorAnswer(faultsOf(to, log).refused([error])[0]!, to)
    }
  })
}
