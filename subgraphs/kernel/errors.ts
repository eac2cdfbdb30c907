import { GraphQLError } from 'graphql'

/** The closed list of `extensions.code` on top-level errors (API-5); the protocol's own stand in the second half. */
export type ErrorCode =
  | 'UNAUTHENTICATED'
  | 'FORBIDDEN'
  | 'BAD_USER_INPUT'
  | 'RATE_LIMITED'
  | 'NOT_READY'
  | 'INTERNAL'
  | 'GRAPHQL_PARSE_FAILED'
  | 'GRAPHQL_VALIDATION_FAILED'

/** The closed list of `extensions.reason`: why, more closely, for a program to act on. */
export type ErrorReason =
  | 'TOKEN_EXPIRED'
  | 'TOKEN_INVALID'
  | 'SESSION_ENDED'
  | 'ROLE'
  | 'CLIENTS_ONLY'
  | 'STAFF_ONLY'
  | 'PASSWORD_CHANGE_REQUIRED'
  | 'TERMS_NOT_ACCEPTED'
  | 'PORTAL_OFF'
  | 'TOO_DEEP'
  | 'TOO_WIDE'
  | 'TOO_MANY_TOKENS'
  | 'TOO_LARGE'
  | 'TOO_MANY_OPERATIONS'
  | 'DEADLINE_EXCEEDED'
  | 'SUBGRAPH_UNREACHABLE'
  | 'IDEMPOTENCY_KEY_INVALID'
  | 'IDEMPOTENCY_KEY_REUSED'
  | 'NOT_IDEMPOTENT'

/** An error that the client may see whole: its code and reason are from the closed lists above. */
export function shown(code: ErrorCode, message: string, reason?: ErrorReason): GraphQLError {
  return new GraphQLError(message, { extensions: reason ? { code, reason } : { code } })
}

export const unauthenticated = (message = 'Log in first.', reason?: ErrorReason) =>
  shown('UNAUTHENTICATED', message, reason)
export const forbidden = (message: string, reason: ErrorReason) => shown('FORBIDDEN', message, reason)
export const badInput = (message: string) => shown('BAD_USER_INPUT', message)

/** Where in a mutation's arguments a refusal points, from `input` on. */
export type InputPath = readonly string[]

/**
 * An expected no, with a stable code: shown in a mutation's `userErrors`. Thrown, never returned, so that it rolls back
 * the transaction it is thrown in.
 */
export class Refusal extends Error {
  constructor(
    readonly code: string,
    message: string,
    readonly data: RefusalData = {},
  ) {
    super(message)
    this.name = 'Refusal'
  }
}

/** `path` points into the input; `type` names the concrete UserError type that carries the rest, `Refused` if absent. */
export interface RefusalData {
  readonly path?: InputPath
  readonly type?: string
  readonly [field: string]: unknown
}

/**
 * A `refuse` bound to one list of codes and their English messages, so that a code cannot be mistyped.
 * `{name}` in a message is filled from the data.
 */
export function refusals<Code extends string>(messages: Readonly<Record<Code, string>>) {
  return (code: Code, data: RefusalData = {}): Refusal =>
    new Refusal(
      code,
      messages[code].replace(/\{(\w+)\}/g, (_, field: string) => String(data[field])),
      data,
    )
}
