import { GraphQLError, type ExecutionResult, type GraphQLErrorOptions, type GraphQLFormattedError } from 'graphql'
import { messageIn, shown, type ErrorCode } from '../subgraphs/kernel/errors.ts'
import { describeFault } from '../subgraphs/kernel/fault.ts'
import type { Language } from '../subgraphs/kernel/language.ts'
import type { Logger } from '../subgraphs/kernel/log.ts'

/** What may stand in an answer for one operation: codes of the closed list, its request id, and nothing of the inside. */
export interface Faults {
  /** Makes errors that stopped an operation before its execution fit to be shown. */
  refused(errors: readonly unknown[]): readonly GraphQLError[]
  /** Makes a result's errors fit to be shown; what is not meant for the client is logged and masked. */
  shownResult(result: ExecutionResult): ExecutionResult
}

/** Which codes a subgraph may give; the others are the gateway's own, and from inside they mean a fault. */
const passed: Readonly<Record<ErrorCode, 'anywhere' | 'before execution' | 'never'>> = {
  UNAUTHENTICATED: 'anywhere',
  FORBIDDEN: 'anywhere',
  BAD_USER_INPUT: 'anywhere',
  RATE_LIMITED: 'anywhere',
  NOT_READY: 'anywhere',
  GRAPHQL_PARSE_FAILED: 'before execution',
  GRAPHQL_VALIDATION_FAILED: 'before execution',
  INTERNAL: 'never',
}

/** Whom an error is shown to: under which request id, and in which language. */
export interface Addressee {
  readonly requestId: string
  readonly language: Language
}

export function faultsOf({ requestId, language }: Addressee, log: Logger): Faults {
  return new RequestFaults(requestId, language, log)
}

/** A class, as every stream that is open holds one: what they do stands on the prototype, once. */
class RequestFaults implements Faults {
  constructor(
    readonly requestId: string,
    readonly language: Language,
    private readonly log: Logger,
  ) {}

  refused(errors: readonly unknown[]) {
    return errors.map((error) => this.show(error, false))
  }

  shownResult(result: ExecutionResult) {
    if (!result.errors) return result
    return { ...result, errors: result.errors.flatMap(apart).map((error) => this.show(error, true)) }
  }

  private show(error: unknown, isExecuted: boolean): GraphQLError {
    const { requestId, log } = this
    const found = asGraphqlError(error)
    const { code } = found.extensions
    const may = typeof code === 'string' && Object.hasOwn(passed, code) ? passed[code as ErrorCode] : 'never'
    if (may === 'anywhere' || (may === 'before execution' && !isExecuted)) {
      const { path, nodes, source, positions } = found
      return shownTo(this, found, isExecuted ? { path } : { nodes, source, positions })
    }
    // A subgraph in another process has logged its own fault under the same request id.
    if (code !== 'INTERNAL') {
      log.error({ requestId, path: found.path, fault: describeFault(found) }, 'An operation failed.')
    }
    return shownTo(this, shown('INTERNAL'), { path: found.path })
  }
}

/** Errors arrive thrown here, or as JSON from another process. */
function asGraphqlError(error: unknown): GraphQLError {
  if (error instanceof GraphQLError) return error
  if (error instanceof Error) return new GraphQLError(error.message, { originalError: error })
  const { message, extensions, path } = (error ?? {}) as Partial<GraphQLFormattedError>
  return new GraphQLError(message ?? 'Something was thrown that is no error.', { extensions, path })
}

/** Several faults of one place arrive as one error around them all. */
function apart(error: GraphQLError): readonly GraphQLError[] {
  const inner: unknown = error.originalError
  if (!(inner instanceof AggregateError)) return [error]
  return inner.errors.map((each: unknown) => {
    const { message, extensions, originalError, path = error.path } = asGraphqlError(each)
    return new GraphQLError(message, { path, extensions, originalError })
  })
}

/** An error as it is shown: what it says in the language, and of its extensions what is meant for the client. */
export function shownTo(
  { requestId, language }: Addressee,
  { message, extensions }: GraphQLError,
  place: GraphQLErrorOptions = {},
): GraphQLError {
  const { code, reason } = extensions
  return new GraphQLError(messageIn(language, extensions) ?? message, {
    ...place,
    extensions: { code, ...(typeof reason === 'string' && { reason }), requestId },
  })
}

/** An error as the JSON body of an HTTP answer that never reached the pipeline. */
export function bodyOf(to: Addressee, error: GraphQLError): string {
  return JSON.stringify({ errors: [shownTo(to, error)] })
}
