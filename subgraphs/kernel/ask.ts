import { GraphQLError, parse, print, type ExecutionResult } from 'graphql'
import type { TypedDocumentNode } from '@graphql-typed-document-node/core'
import type { Actor } from './actor.ts'
import { shown } from './errors.ts'
import type { Language } from './language.ts'
import type { Links } from './link.ts'
import { isOutage } from './outage.ts'
import type { SubgraphName } from './subgraph.ts'
import { isInTransaction } from './transaction.ts'

/**
 * Asks another subgraph's GraphQL before deciding, on behalf of the actor, in their language, with a deadline. Never inside
 * a transaction: it throws there. What was told is re-checked by version or constraint.
 */
export type Ask = <Result, Variables extends object>(
  subgraph: SubgraphName,
  document: TypedDocumentNode<Result, Variables>,
  variables: Variables,
  on: { readonly actor: Actor; readonly requestId: string; readonly language?: Language },
) => Promise<Result>

const DEADLINE_MS = 5000

/** An `Ask` on behalf of one subgraph, whose name the others check against their lists. */
export function openAsk(caller: SubgraphName, links: Links): Ask {
  return async (subgraph, document, variables, { actor, requestId, language }) => {
    if (isInTransaction()) throw new Error(`${caller} asks ${subgraph} inside a transaction.`)
    const signal = AbortSignal.timeout(DEADLINE_MS)
    const request = {
      document,
      variables: variables as Record<string, unknown>,
      actor,
      caller,
      requestId,
      language,
      signal,
    }
    return dataOf(subgraph, await deadline(links[subgraph].execute(request), signal, subgraph), document)
  }
}

/** Whether what was asked did not answer, or not in time, rather than answered that something is wrong. */
export function isUnanswered(error: unknown): boolean {
  return isOutage(error) || (error instanceof GraphQLError && error.extensions['code'] === 'NOT_READY')
}

function dataOf<Result>(subgraph: string, result: ExecutionResult, document: TypedDocumentNode<Result, never>): Result {
  const [told] = result.errors ?? []
  if (!told) return result.data as Result
  // From another process it comes as JSON, which would be taken for a fault when thrown.
  const error = new GraphQLError(told.message, { extensions: told.extensions })
  const { code } = error.extensions
  if (code === 'UNAUTHENTICATED' || code === 'FORBIDDEN' || code === 'NOT_READY') throw error
  throw new Error(`${subgraph} did not answer ${print(document).split('\n')[0]}`, { cause: error })
}

function deadline<T>(work: Promise<T>, signal: AbortSignal, subgraph: string): Promise<T> {
  return new Promise((resolve, reject) => {
    const late = () => reject(shown('SERVICE_LATE', { service: subgraph }))
    signal.addEventListener('abort', late, { once: true })
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', late))
  })
}

/** A typed question for `ask`: its text is parsed once, when the module loads. */
export function question<Result, Variables extends object>(text: string): TypedDocumentNode<Result, Variables> {
  return parse(text, { noLocation: true }) as TypedDocumentNode<Result, Variables>
}
