import { placesIn } from './catch-up.ts'
import { forDevelopers } from './errors.ts'
import { readLogPlace } from './events/log-place.ts'
import { operations } from './operations.ts'
import { readinessOf } from './readiness.ts'
import type { CompanyId } from './ids.ts'
import type { Services } from './services.ts'
import type { Subgraph } from './subgraph.ts'

/** How many events one page of a feed holds at most. */
const FEED_LIMIT = 500

/** Answers one of a subgraph's internal JSON endpoints: one that each has, or one of its own. */
export async function callInternal(
  subgraph: Subgraph,
  services: Services,
  endpoint: string,
  params: Readonly<Record<string, string>>,
): Promise<unknown> {
  if (endpoint === 'feed') {
    const limit = Math.min(wholeNumber(params, 'limit', FEED_LIMIT), FEED_LIMIT)
    return services.events.feed(wholeNumber(params, 'after', 0), limit, params['consumer'])
  }
  if (endpoint === 'ready') return readinessOf(services)
  if (endpoint === 'place') return readLogPlace(services.sql, wholeNumber(params, 'epoch', 0))
  if (endpoint === 'cursor') return services.events.placeOf(params['company'] as CompanyId, params['cursor'] ?? '')
  if (endpoint === 'catchUp') {
    await services.catchUp(placesIn(params['after']))
    return null
  }
  const operation = Object.hasOwn(operations, endpoint) ? operations[endpoint] : undefined
  if (operation) return operation(subgraph, services, params)
  const answer = Object.hasOwn(subgraph.internal ?? {}, endpoint) ? subgraph.internal?.[endpoint] : undefined
  if (!answer) throw forDevelopers('BAD_USER_INPUT', `${subgraph.name} has no internal endpoint of this name.`)
  return answer(services, params)
}

function wholeNumber(params: Readonly<Record<string, string>>, name: string, fallback: number): number {
  const value = Number(params[name] ?? fallback)
  if (Number.isSafeInteger(value) && value >= 0) return value
  throw forDevelopers('BAD_USER_INPUT', `${name} is a whole number.`)
}
