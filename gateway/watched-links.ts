import type { Links, SubgraphLink } from '../subgraphs/kernel/link.ts'
import { outcomeOf } from '../subgraphs/kernel/telemetry/answer.ts'
import type { Telemetry } from '../subgraphs/kernel/telemetry/telemetry.ts'
import { inSpan } from '../subgraphs/kernel/telemetry/tracing.ts'

/** The ways to the subgraphs, each of whose fetches is measured and traced. */
export function watchedLinks(links: Links, telemetry: Telemetry): Links {
  const watched = Object.entries(links).map(([name, link]: [string, SubgraphLink]) => [name, watch(link, telemetry)])
  return Object.fromEntries(watched) as Links
}

function watch(link: SubgraphLink, { metrics: { fetchSeconds }, tracing }: Telemetry): SubgraphLink {
  const { name: subgraph } = link
  const fetched = {
    name: `fetch ${subgraph}`,
    kind: 'client',
    within: 'step',
    attributes: { 'portico.subgraph': subgraph },
  } as const
  return {
    ...link,
    execute: (request) =>
      inSpan(tracing, fetched, async (span) => {
        const startedAt = performance.now()
        const done = (outcome: string) =>
          fetchSeconds.observe({ subgraph, outcome }, (performance.now() - startedAt) / 1000)
        try {
          const result = await link.execute(request)
          const outcome = outcomeOf(result)
          span.note({ 'portico.outcome': outcome })
          done(outcome)
          return result
        } catch (error) {
          done('failed')
          throw error
        }
      }),
  }
}
