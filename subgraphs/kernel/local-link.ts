import type { GraphQLSchema } from 'graphql'
import { executeRequest, subscribeRequest } from './execution.ts'
import type { SubgraphLink } from './link.ts'
import { callRoute } from './routes/call-route.ts'
import type { Services } from './services.ts'
import type { Subgraph } from './subgraph.ts'
import { callInternal } from './internal.ts'

/** The way to a subgraph of the same process: a function call, the actor by value. */
export function localLink(subgraph: Subgraph, schema: GraphQLSchema, services: Services): SubgraphLink {
  return {
    name: subgraph.name,
    execute: (request) => executeRequest(schema, services, request),
    subscribe: (request) => subscribeRequest(schema, services, request),
    get: (endpoint, params = {}) => callInternal(subgraph, services, endpoint, params) as Promise<never>,
    call: (request) => callRoute(subgraph, services, request),
    close: async () => {},
  }
}
