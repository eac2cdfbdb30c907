import type { GraphQLFormattedError } from 'graphql'

/** How a subscription was cut off: by errors of the operation, by the socket's end, or by its completion. */
export type Interruption =
  | { readonly errors: readonly GraphQLFormattedError[] }
  | { readonly closed: { readonly code?: number; readonly reason?: string } }
  | { readonly completed: true }

/** Errors that the same subscription gets every time. */
const finalCodes = new Set(['FORBIDDEN', 'BAD_USER_INPUT', 'GRAPHQL_PARSE_FAILED', 'GRAPHQL_VALIDATION_FAILED'])
/** Bad message, another origin than may call, subprotocol not acceptable. */
const finalCloses = new Set([4400, 4403, 4406])
const UNAUTHORIZED = 4401

/** Why the token was refused; null when something else has happened. */
export function refusalOf(interruption: Interruption): string | null {
  if ('errors' in interruption) {
    const refused = interruption.errors.find(({ extensions }) => extensions?.['code'] === 'UNAUTHENTICATED')
    return refused ? String(refused.extensions?.['reason']) : null
  }
  const isRefused = 'closed' in interruption && interruption.closed.code === UNAUTHORIZED
  return isRefused ? String(interruption.closed.reason) : null
}

/** What somebody comes with: a token or an API key that stays the same, a way to fresh ones, or nothing. */
export type Credential = string | ((isRefused: boolean) => string | null | Promise<string | null>) | undefined

/** An API key whose scopes or member's rights have changed may connect again as it is. */
const isApiKey = (credential: Credential) => typeof credential === 'string' && credential.startsWith('portico_')

/**
 * Whether trying again cannot help. Without a way to a fresh token, a refused one is refused for ever; and a session that
 * has ended has no fresh ones.
 */
export function isFinal(interruption: Interruption, credential: Credential): boolean {
  const refusal = refusalOf(interruption)
  if (refusal === 'TOKEN_EXPIRED' && isApiKey(credential)) return false
  if (refusal !== null) return typeof credential !== 'function' || refusal === 'SESSION_ENDED'
  if ('errors' in interruption) {
    return interruption.errors.some(({ extensions }) => finalCodes.has(String(extensions?.['code'])))
  }
  return 'closed' in interruption && finalCloses.has(interruption.closed.code ?? 0)
}

const LONGEST_MS = 30_000

/** Milliseconds before the nth attempt in a row: doubling from a quarter of a second, the whole of it jitter. */
export function waitBefore(attempt: number): number {
  return 50 + Math.random() * Math.min(LONGEST_MS, 250 * 2 ** (attempt - 1))
}
