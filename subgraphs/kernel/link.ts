import type { DocumentNode, ExecutionResult } from 'graphql'
import type { Actor } from './actor.ts'
import type { Device } from './device.ts'
import type { Place } from './events/cursor.ts'
import type { Language } from './language.ts'
import type { RouteAnswer, RouteCall } from './routes/route.ts'
import type { SubgraphName } from './subgraph.ts'

/** The key under which a mutation's field takes effect once for whoever asks (API-6). */
export interface IdempotencyKey {
  readonly key: string
  /** The field's name in the client's response: one key may serve several fields of an operation. */
  readonly path: string
  /** All the fields of the operation that it serves. */
  readonly paths: readonly string[]
}

/** A place in a subgraph's log that the asker has seen, by the cursor of a mutation. */
export interface SeenPlace extends Place {
  readonly source: SubgraphName
}

/** What travels with an operation besides itself and who asks: to another process in the body's `extensions`. */
export interface Carried {
  /** By the names of the mutation's fields in the subgraph's response. */
  readonly keys?: Readonly<Record<string, IdempotencyKey>>
  /** In which what the product says itself is told: refusals, and whatever else stands as a sentence in an answer. */
  readonly language?: Language
  /** What the asker's request came from; absent where none is behind it. */
  readonly device?: Device
}

/** One operation on its way to a subgraph; the document is parsed and valid against that subgraph's schema. */
export interface SubgraphRequest extends Carried {
  readonly document: DocumentNode
  readonly operationName?: string
  readonly variables?: Readonly<Record<string, unknown>>
  readonly actor: Actor
  /** Who carries the actor's word: `gateway`, or the subgraph that asks. */
  readonly caller: string
  readonly requestId: string
  /** Aborts the work when the asker has gone or its deadline has passed. */
  readonly signal?: AbortSignal
}

/**
 * The way to a subgraph: a function call in one process, HTTP and one multiplexed WebSocket across processes.
 * Results of a local link are never mutated by the caller.
 */
export interface SubgraphLink {
  readonly name: SubgraphName
  execute(request: SubgraphRequest): Promise<ExecutionResult>
  /** A stream of results, or one result with errors when it could not be opened; `return()` closes it. */
  subscribe(request: SubgraphRequest): Promise<AsyncIterableIterator<ExecutionResult> | ExecutionResult>
  /** Calls one of the subgraph's internal JSON endpoints: its `feed`, accounts' `jwks` and `sessionNews`. */
  get<T>(endpoint: string, params?: Readonly<Record<string, string>>): Promise<T>
  /** Has a request for one of the subgraph's routes answered, bodies streaming; it is never sent twice. */
  call(request: RouteCall): Promise<RouteAnswer>
  close(): Promise<void>
}

/** One link for each subgraph. */
export type Links = Readonly<Record<SubgraphName, SubgraphLink>>
