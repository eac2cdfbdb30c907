import type { Services } from './services.ts'
import type { Subgraph } from './subgraph.ts'

/** How many events one page of a feed holds at most. */
const FEED_LIMIT = 500

/** Answers one of a subgraph's internal JSON endpoints: `feed`, which each has, or one of its own. */
export async function callInternal(
  subgraph: Subgraph,
  services: Services,
  endpoint: string,
  params: Readonly<Record<string, string>>,
): Promise<unknown> {
  if (endpoint === 'feed') {
    const after = Number(params['after'] ?? 0)
    const limit = Math.min(Number(params['limit'] ?? FEED_LIMIT), FEED_LIMIT)
    return services.events.feed(after, limit)
  }
  const answer = subgraph.internal?.[endpoint]
  if (!answer) throw new Error(`${subgraph.name} has no internal endpoint ${endpoint}.`)
  return answer(services, params)
}
