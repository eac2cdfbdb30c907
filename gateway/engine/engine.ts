import type { DocumentNode, ExecutionResult, OperationDefinitionNode } from 'graphql'
import type { Actor } from '../../subgraphs/kernel/actor.ts'
import type { Device } from '../../subgraphs/kernel/device.ts'
import type { Language } from '../../subgraphs/kernel/language.ts'
import type { CatchUp } from '../cursors.ts'

/** What an engine has made of one operation of one document; kept with the document, and opaque to all others. */
export interface Plan {
  readonly document: DocumentNode
  readonly operation: OperationDefinitionNode
}

/** One run of an operation: for whom, under which request id, and until when. */
export interface Run {
  readonly actor: Actor
  readonly requestId: string
  /** The asker's. */
  readonly language: Language
  /** What the asker's request came from; an event of a subscription comes from none. */
  readonly device?: Device
  /** Aborts when the caller has gone or the deadline has passed. */
  readonly signal?: AbortSignal
  /** For each call of a subgraph that an event of a subscription makes. */
  readonly deadlineMs: number
  /** The idempotency keys of a mutation's fields, by their names in the response. */
  readonly idempotencyKeys?: Readonly<Record<string, string>>
  /** What is waited for before a subgraph is asked. */
  readonly catchUp?: CatchUp
}

export type Variables = Readonly<Record<string, unknown>>

/**
 * Answers operations out of the subgraphs. The documents it is given are valid against the public schema, and their
 * variables have been checked; its results are right by the GraphQL specification, with errors as the subgraphs gave
 * them: showing and masking are the pipeline's.
 */
export interface Engine {
  plan(document: DocumentNode, operation: OperationDefinitionNode): Plan
  /** Answers a query or mutation. */
  execute(plan: Plan, variables: Variables, run: Run): Promise<ExecutionResult>
  /** Opens a subscription: its results, or one result with errors. `return()` closes the subgraph's stream at once. */
  subscribe(plan: Plan, variables: Variables, run: Run): Promise<AsyncIterator<ExecutionResult> | ExecutionResult>
}
