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

/** What the refusing closes mean in the graph's own codes. */
const closesAsCodes: Readonly<Record<number, string>> = {
  4400: 'BAD_USER_INPUT',
  4403: 'FORBIDDEN',
  4406: 'BAD_USER_INPUT',
  [UNAUTHORIZED]: 'UNAUTHENTICATED',
}

/** A following has ended by an interruption that trying again cannot mend. */
export class FollowingEnded extends Error {
  override readonly name = 'FollowingEnded'
  /** The server's code, such as FORBIDDEN; null where it has given none. */
  readonly code: string | null
  /** Which case of the code it is, such as PORTAL_OFF; null where it has given none. */
  readonly reason: string | null
  readonly interruption: Interruption

  constructor(interruption: Interruption) {
    const { code, reason, message } = whyOf(interruption)
    super(message ?? `The following has ended: ${reason ?? code ?? 'the connection was closed'}.`)
    this.code = code
    this.reason = reason
    this.interruption = interruption
  }
}

interface Why {
  readonly code: string | null
  readonly reason: string | null
  readonly message?: string
}

function whyOf(interruption: Interruption): Why {
  if ('closed' in interruption) {
    const { code = 0, reason } = interruption.closed
    return { code: closesAsCodes[code] ?? null, reason: reason || null }
  }
  const [first] = 'errors' in interruption ? interruption.errors : []
  const word = (value: unknown) => (typeof value === 'string' ? value : null)
  return {
    code: word(first?.extensions?.['code']),
    reason: word(first?.extensions?.['reason']),
    message: first?.message,
  }
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
