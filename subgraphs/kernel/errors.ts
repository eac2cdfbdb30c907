import { GraphQLError } from 'graphql'
import { fallback, type Language } from './language.ts'
import { sentences, type NameOf, type SentenceName, type ToldOf } from './sentences.ts'
import { said, type Told } from './texts.ts'

/**
 * The closed lists of `extensions.code` on top-level errors (API-5) and, below each, of `extensions.reason`: why, more
 * closely, for a program to act on. The README's tables are made from them.
 */
export const errorCodes = {
  UNAUTHENTICATED: {
    when: 'nobody is logged in, or the token is not valid',
    reasons: {
      TOKEN_EXPIRED: 'refresh the session, then ask or connect again; with an API key just connect again',
      TOKEN_INVALID: 'it was not signed here, or is none, or is an API key in a web page: log in',
      SESSION_ENDED:
        'logged out, ended elsewhere or by a changed password: log in; of an API key: revoked or expired, or its member has left',
    },
  },
  FORBIDDEN: {
    when: 'not for this kind of person or role, or something is due first; never depends on an id',
    reasons: {
      ROLE: 'for other roles of the staff',
      CLIENTS_ONLY: 'for portal users',
      STAFF_ONLY: 'for staff',
      SCOPE: 'the API key lacks a scope, which the message names',
      PEOPLE_ONLY: 'for people who have logged in, not for API keys',
      SERVICES_ONLY: 'for the product’s own services',
      READ_ONLY_VIEW: 'staff who see the portal as a client does change nothing there',
      PASSWORD_CHANGE_REQUIRED: 'change the password first (`passwordChange`)',
      TERMS_NOT_ACCEPTED: 'accept the terms and conditions first',
      PORTAL_OFF: 'the company has switched its portal off',
      FEATURE_OFF: 'the company’s clients do not have this part of the portal, which the message names',
      ORIGIN:
        'a page of this origin may not call, or not for this person’s company: the setting `ORIGINS` and the company’s `portalSettings` list those that may',
      OTHER_PERSON: 'an open socket was given the token of another person: open another one for them',
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
      FILE_URL_INVALID: 'a file’s address that was not signed here, or is over: ask for a new one',
      FILE_NOT_FOUND: 'the file was deleted, or is not in use any more',
      UPLOAD_NOT_FOUND: 'the upload has ended: begin a new one',
      UPLOAD_EXPIRED: 'the upload’s time is over: begin a new one',
      UPLOAD_ALREADY_SENT: 'a file was sent to this address before, or is just being sent',
      UPLOAD_FOREIGN: 'another person has begun the upload',
      UPLOAD_SIZE_WRONG: 'not as many bytes as were announced',
      UPLOAD_INTERRUPTED: 'the file did not come whole: send it again',
      FILE_TYPE_NOT_ALLOWED: 'files of this type are not taken',
      FILE_TYPE_MISMATCH: 'the content is not of the announced type',
      FILE_TOO_LARGE: 'the file has too many bytes',
      FILE_DAMAGED: 'the file is empty or damaged',
      FILE_UNSAFE: 'the file could do harm to those who open it',
      PICTURE_TOO_LARGE: 'more than 50 megapixels',
      AUDIO_TOO_LONG: 'longer than ten minutes',
      IDEMPOTENCY_KEY_INVALID: 'not 1 to 255 printable ASCII characters, or two different ones',
      IDEMPOTENCY_KEY_REUSED: 'the key was used for another field, alias or input',
      NOT_IDEMPOTENT: 'the mutation answers with secrets and takes no key',
    },
  },
  RATE_LIMITED: {
    when: 'too much at once; try again later',
    reasons: {
      TOO_MANY_OPERATIONS: 'a socket carries no more operations at a time: complete some',
      TOO_MANY_FILES: 'too many files are being checked: send it again in a moment',
    },
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

export type ReasonsOf<Code extends ErrorCode> = Code extends ErrorCode
  ? keyof (typeof errorCodes)[Code]['reasons']
  : never
export type ErrorReason = ReasonsOf<ErrorCode>

/** The key in `extensions` under which an error's sentence travels to the gateway, which says it in the asker's language. */
const SAYS = 'says'

/**
 * An error that the client may see whole: its code and reason are from the closed lists above, its message is one of
 * `sentences`. Here and on its way it is English, since what is made for several may be shown to people of different
 * languages; `messageIn` says it where it is shown.
 */
export function shown<Name extends SentenceName>(name: Name, ...[told]: ToldOf<Name>): GraphQLError {
  const { code, reason, ...texts } = sentences[name] as (typeof sentences)[SentenceName] & { reason?: ErrorReason }
  const extensions = { code, ...(reason && { reason }), [SAYS]: { name, told } }
  return new GraphQLError(said(texts, fallback, told), { extensions })
}

export const unauthenticated = (name: NameOf<'UNAUTHENTICATED'> = 'LOG_IN_FIRST') => shown(name)
export const forbidden = <Name extends NameOf<'FORBIDDEN'>>(name: Name, ...told: ToldOf<Name>) => shown(name, ...told)
export const badInput = <Name extends NameOf<'BAD_USER_INPUT'>>(name: Name, ...told: ToldOf<Name>) =>
  shown(name, ...told)

/** An error that only whoever writes a program can meet, such as a wrong variable: as all of GraphQL's own it is English. */
export function forDevelopers(code: ErrorCode, message: string, reason?: ErrorReason): GraphQLError {
  return new GraphQLError(message, { extensions: reason ? { code, reason } : { code } })
}

/** What an error says in a language, by its extensions, also as they came from another process; null if it is none of ours. */
export function messageIn(language: Language, extensions: Readonly<Record<string, unknown>>): string | null {
  const { name, told } = (extensions[SAYS] ?? {}) as { name?: unknown; told?: Readonly<Record<string, Told>> }
  if (typeof name !== 'string' || !Object.hasOwn(sentences, name)) return null
  return said(sentences[name as SentenceName], language, told)
}

/** Where in a mutation's arguments a refusal points, from `input` on. */
export type InputPath = readonly string[]

/**
 * An expected no, with a stable code: shown in a mutation's `userErrors`. Thrown, never returned, so that it rolls back
 * the transaction it is thrown in. Its own message is English, for the log; the asker is told `messageIn` their language.
 */
export class Refusal extends Error {
  constructor(
    readonly code: string,
    readonly data: RefusalData,
    readonly messageIn: (language: Language) => string,
  ) {
    super(messageIn(fallback))
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
