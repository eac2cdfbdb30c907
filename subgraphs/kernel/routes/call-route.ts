import { Readable } from 'node:stream'
import { GraphQLError } from 'graphql'
import { mayWrite } from '../actor.ts'
import { maskUnknown } from '../fault.ts'
import { preferredLanguage } from '../language.ts'
import { fileRoutes } from '../files/routes.ts'
import { openContext } from '../open-context.ts'
import { needScope, scopeOf } from '../scopes.ts'
import type { Services } from '../services.ts'
import type { Subgraph } from '../subgraph.ts'
import { errorAnswer, nothingHere } from './answer.ts'
import type { Route, RouteAnswer, RouteCall } from './route.ts'

/** Answers a request for one of a subgraph's routes; what goes wrong is an answer, too. */
export async function callRoute(subgraph: Subgraph, services: Services, call: RouteCall): Promise<RouteAnswer> {
  const { actor, requestId, headers, body, signal } = call
  const language = preferredLanguage(headers['accept-language'])
  try {
    const { route, params } = routeFor(routesOf(subgraph), call)
    needScope(actor, scopeOf(subgraph.name, route.method === 'GET' ? 'READ' : 'WRITE'))
    if (route.method !== 'GET') mayWrite(actor)
    const ctx = openContext(services, { actor, requestId, language, caller: 'gateway' })
    const query = new URLSearchParams(call.query)
    const answer = await route.handle(ctx, { params, query, headers, body, signal })
    return call.method === 'HEAD' ? withoutBody(answer) : answer
  } catch (error) {
    const found = error instanceof GraphQLError ? error : new GraphQLError('', { originalError: error as Error })
    const { name, log } = services
    return errorAnswer(maskUnknown(found.toJSON(), error, { subgraph: name, log, requestId }), { requestId, language })
  }
}

/** Those of its files are every subgraph's. */
function routesOf({ routes = [] }: Subgraph): readonly Route[] {
  return [...fileRoutes, ...routes]
}

function routeFor(routes: readonly Route[], { method, path }: RouteCall) {
  const wanted = method === 'HEAD' ? 'GET' : method
  for (const route of routes) {
    const params = route.method === wanted ? paramsOf(route.path, path) : null
    if (params) return { route, params }
  }
  throw nothingHere()
}

/** What stands in the variable parts of a route's path; null where the path is another one. */
function paramsOf(pattern: string, given: readonly string[]): Record<string, string> | null {
  const [, ...wanted] = pattern.split('/')
  if (wanted.length !== given.length) return null
  const params: Record<string, string> = {}
  for (const [i, part] of wanted.entries()) {
    const text = given[i]!
    if (part.startsWith(':')) params[part.slice(1)] = text
    else if (part !== text) return null
  }
  return params
}

function withoutBody(answer: RouteAnswer): RouteAnswer {
  if (answer.body instanceof Readable) answer.body.destroy()
  return { ...answer, body: null }
}
