import type { TypedDocumentNode } from '@graphql-typed-document-node/core'
import type { Actor } from './actor.ts'
import type { SubgraphName } from './subgraph.ts'

/**
 * Asks another subgraph's GraphQL before deciding, on behalf of the actor, with a deadline. Never inside a transaction:
 * it throws there. What was told is re-checked by version or constraint.
 */
export type Ask = <Result, Variables extends object>(
  subgraph: SubgraphName,
  document: TypedDocumentNode<Result, Variables>,
  variables: Variables,
  on: { readonly actor: Actor; readonly requestId: string },
) => Promise<Result>
