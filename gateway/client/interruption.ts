import type { GraphQLFormattedError } from 'graphql'

/** How a subscription was cut off: by errors of the operation, by the socket's end, or by its completion. */
export type Interruption =
  | { readonly errors: readonly GraphQLFormattedError[] }
  | { readonly closed: { readonly code?: number; readonly reason?: string } }
  | { readonly completed: true }

/** Errors that the same subscription gets every time. */
const finalCodes = new Set(['FORBIDDEN', 'BAD_USER_INPUT', 'GRAPHQL_PARSE_FAILED', 'GRAPHQL_VALIDATION_FAILED'])
/** Bad message, subprotocol not acceptable. */
const finalCloses = new Set([4400, 4406])
const UNAUTHORIZED = 4401

/** Whether trying again cannot help. Without a way to a fresh token, a refused one is refused for ever. */
export function isFinal(interruption: Interruption, hasFreshTokens: boolean): boolean {
  if ('errors' in interruption) {
    return interruption.errors.some(({ extensions }) => {
      const code = String(extensions?.['code'])
      return finalCodes.has(code) || (code === 'UNAUTHENTICATED' && !hasFreshTokens)
    })
  }
  if ('closed' in interruption) {
    const { code } = interruption.closed
    return code !== undefined && (finalCloses.has(code) || (code === UNAUTHORIZED && !hasFreshTokens))
  }
  return false
}

const LONGEST_MS = 30_000

/** Milliseconds before the nth attempt in a row: doubling from a quarter of a second, the whole of it jitter. */
export function waitBefore(attempt: number): number {
  return 50 + Math.random() * Math.min(LONGEST_MS, 250 * 2 ** (attempt - 1))
}
