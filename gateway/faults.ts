import { GraphQLError, type ExecutionResult, type GraphQLFormattedError } from 'graphql'
import { shown, type ErrorCode } from '../subgraphs/kernel/errors.ts'
import { describeFault } from '../subgraphs/kernel/fault.ts'
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

export function faultsOf(requestId: string, log: Logger): Faults {
  return new RequestFaults(requestId, log)
}

/** A class, as every stream that is open holds one: what they do stands on the prototype, once. */
class RequestFaults implements Faults {
  constructor(
    private readonly requestId: string,
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
    const { code, reason } = found.extensions as { code?: unknown; reason?: unknown }
    const may = typeof code === 'string' && Object.hasOwn(passed, code) ? passed[code as ErrorCode] : 'never'
    if (may === 'anywhere' || (may === 'before execution' && !isExecuted)) {
      return new GraphQLError(found.message, {
        ...(isExecuted
          ? { path: found.path }
          : { nodes: found.nodes, source: found.source, positions: found.positions }),
        extensions: { code, ...(typeof reason === 'string' && { reason }), requestId },
      })
    }
    // A subgraph in another process has logged its own fault under the same request id.
    if (code !== 'INTERNAL') {
      log.error({ requestId, path: found.path, fault: describeFault(found) }, 'An operation failed.')
    }
    return new GraphQLError('Something went wrong.', { path: found.path, extensions: { code: 'INTERNAL', requestId } })
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

/** A GraphQL error as the JSON body of an HTTP answer that never reached the pipeline. */
export function bodyOf(requestId: string, message: string, reason?: Parameters<typeof shown>[2]): string {
  const { extensions } = shown('BAD_USER_INPUT', message, reason)
  return JSON.stringify({ errors: [{ message, extensions: { ...extensions, requestId } }] })
}
