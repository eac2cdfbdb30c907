import { GraphQLError } from 'graphql'

/**
 * The closed lists of `extensions.code` on top-level errors (API-5) and, below each, of `extensions.reason`: why, more
 * closely, for a program to act on. The README's tables are made from them.
 */
export const errorCodes = {
  UNAUTHENTICATED: {
    when: 'nobody is logged in, or the token is not valid',
    reasons: {
      TOKEN_EXPIRED: 'refresh the session, then ask or connect again',
      TOKEN_INVALID: 'it was not signed here, or is none: log in',
      SESSION_ENDED: 'logged out, ended elsewhere or by a changed password: log in',
    },
  },
  FORBIDDEN: {
    when: 'not for this kind of person or role, or something is due first; never depends on an id',
    reasons: {
      ROLE: 'for other roles of the staff',
      CLIENTS_ONLY: 'for portal users',
      STAFF_ONLY: 'for staff',
      PASSWORD_CHANGE_REQUIRED: 'change the password first (`passwordChange`)',
      TERMS_NOT_ACCEPTED: 'accept the terms and conditions first',
      PORTAL_OFF: 'the company has switched its portal off',
    },
  },
  BAD_USER_INPUT: {
    when: 'a wrong argument, a foreign or forged cursor, or a request beyond a limit: the same again gets the same answer',
    reasons: {
      TOO_DEEP: 'the selection is nested too deeply',
      TOO_WIDE: 'too many fields or aliases',
      TOO_MANY_TOKENS: 'the document is too long',
      TOO_LARGE: 'the body has too many bytes',
      ADDRESS_UNKNOWN: 'there is nothing at this address',
      IDEMPOTENCY_KEY_INVALID: 'not 1 to 255 printable ASCII characters, or two different ones',
      IDEMPOTENCY_KEY_REUSED: 'the key was used for another field, alias or input',
      NOT_IDEMPOTENT: 'the mutation answers with secrets and takes no key',
    },
  },
  RATE_LIMITED: {
    when: 'too much at once; try again later',
    reasons: { TOO_MANY_OPERATIONS: 'a socket carries no more operations at a time: complete some' },
  },
  NOT_READY: {
    when: 'a part does not answer; try again',
    reasons: {
      SUBGRAPH_UNREACHABLE: 'a subgraph, or its database, is away',
      DEADLINE_EXCEEDED: 'it took too long and was given up',
    },
  },
  INTERNAL: { when: 'our fault; the log has it under the request id', reasons: {} },
  GRAPHQL_PARSE_FAILED: { when: 'the document is not GraphQL', reasons: {} },
  GRAPHQL_VALIDATION_FAILED: { when: 'the document does not fit this schema', reasons: {} },
} as const

export type ErrorCode = keyof typeof errorCodes

type ReasonsOf<Code extends ErrorCode> = Code extends ErrorCode ? keyof (typeof errorCodes)[Code]['reasons'] : never
export type ErrorReason = ReasonsOf<ErrorCode>

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

/** Several at once: each value of one input that is wrong. */
export class Refusals extends Error {
  constructor(readonly each: readonly Refusal[]) {
    super(each.map(({ message }) => message).join(' '))
    this.name = 'Refusals'
  }
}

/** What was refused, one thing or several; null for an error that is no refusal. */
export function refusedIn(error: unknown): readonly Refusal[] | null {
  if (error instanceof Refusals) return error.each
  return error instanceof Refusal ? [error] : null
}

/** The values of all checks by their names; what is refused by any of them is thrown together. */
export function checkAll<Checks extends Readonly<Record<string, () => unknown>>>(
  checks: Checks,
): { [Name in keyof Checks]: ReturnType<Checks[Name]> } {
  const refused: Refusal[] = []
  const checked = Object.entries(checks).map(([name, check]) => {
    try {
      return [name, check()]
    } catch (error) {
      const found = refusedIn(error)
      if (!found) throw error
      refused.push(...found)
      return [name, undefined]
    }
  })
  if (refused.length > 0) throw new Refusals(refused)
  return Object.fromEntries(checked) as { [Name in keyof Checks]: ReturnType<Checks[Name]> }
}

/** The same for the elements of a list. */
export function checkEach<T, U>(list: readonly T[], check: (element: T, index: number) => U): U[] {
  return Object.values(
    checkAll(Object.fromEntries(list.map((element, index) => [index, () => check(element, index)]))),
  ) as U[]
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
