import type { Readable } from 'node:stream'
import type { Actor } from '../actor.ts'
import type { Context } from '../context.ts'

/** The folders below which the gateway serves subgraphs' routes to everybody: `/files/<subgraph>/…` and the like. */
export const routeFolders = ['files', 'calendar', 'sign-on'] as const
export type RouteFolder = (typeof routeFolders)[number]

/** The methods there are routes for; HEAD is answered as GET is, without the body. */
export const routeMethods = ['GET', 'HEAD', 'PUT', 'POST'] as const

/** What a subgraph serves over plain HTTP, because GraphQL is no way for it: bytes of any length, both ways. */
export interface Route {
  readonly method: Exclude<(typeof routeMethods)[number], 'HEAD'>
  /** From the folder on and without the subgraph's name; `:id` stands for one part of any text. */
  readonly path: `/${RouteFolder}/${string}`
  /**
   * Answers, or throws an error of the closed lists in `errors.ts`. The body may be read or left; nobody has limited its
   * length yet.
   */
  handle(ctx: Context, request: RouteRequest): Promise<RouteAnswer>
}

/** A request as a route sees it. */
export interface RouteRequest {
  /** What stands in the places of `:id` and the like. */
  readonly params: Readonly<Record<string, string>>
  readonly query: URLSearchParams
  /** Those of `carriedHeaders` that came, by their names in small letters. */
  readonly headers: RouteHeaders
  readonly body: Readable
  /** Aborts when the asker has gone. */
  readonly signal: AbortSignal
}

/** A request on its way to a subgraph. */
export interface RouteCall extends Pick<RouteRequest, 'headers' | 'body' | 'signal'> {
  readonly method: string
  /** The parts of a path as `Route.path` is one, decoded; none is `.` or `..`. */
  readonly path: readonly string[]
  /** As text, without the question mark. */
  readonly query: string
  readonly actor: Actor
  readonly requestId: string
}

export interface RouteAnswer {
  readonly status: number
  readonly headers: RouteHeaders
  /** Whoever is given a stream reads it to its end or destroys it. */
  readonly body: Readable | string | null
}

export type RouteHeaders = Readonly<Record<string, string>>

/** The headers of a request that reach a route: none that tells who asks, which is the actor's business. */
const carriedHeaders = ['content-type', 'content-length', 'range', 'if-range', 'if-none-match', 'accept-language']

/** Those of a request's headers that go on to a route. */
export function carried(headers: Readonly<Record<string, string | string[] | undefined>>): RouteHeaders {
  const found = carriedHeaders.map((name) => [name, headers[name]] as const)
  return Object.fromEntries(found.filter((entry): entry is [string, string] => typeof entry[1] === 'string'))
}
