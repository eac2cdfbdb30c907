import { GraphQLError, type ExecutionResult, type GraphQLFormattedError } from 'graphql'
import { shown } from './errors.ts'
import { codeOf } from './events/advance.ts'
import type { Logger } from './log.ts'
import { isOutage } from './outage.ts'
import type { SubgraphName } from './subgraph.ts'

/** Where an error has happened, for the log. */
export interface Place {
  readonly subgraph: SubgraphName
  readonly log: Logger
  readonly requestId?: string
}

/**
 * What an asker sees of an error. One with a code was made to be seen; anything else is a fault: logged once, here where
 * it happened, and shown as INTERNAL without its message, which could hold SQL and parameters. A database that is away
 * for a moment is NOT_READY.
 */
export function maskUnknown(formatted: GraphQLFormattedError, error: unknown, at: Place): GraphQLFormattedError {
  const original = error instanceof GraphQLError ? (error.originalError ?? error) : error
  const isShown = original instanceof GraphQLError && typeof original.extensions['code'] === 'string'
  if (isShown) return formatted
  const { requestId, subgraph, log } = at
  const { path } = formatted
  if (isOutage(original)) {
    log.warn({ requestId, path, code: codeOf(original) }, 'An operation found the database away.')
    return { ...formatted, ...shown('DATABASE_AWAY', { service: subgraph }).toJSON() }
  }
  log.error({ requestId, path, fault: describeFault(original) }, 'An operation failed.')
  return { ...formatted, ...shown('INTERNAL').toJSON() }
}

/** The same for all errors of a result, which stay GraphQL errors with their paths. */
export function maskResult(result: ExecutionResult, at: Place): ExecutionResult {
  if (!result.errors) return result
  const errors = result.errors.map((error) => {
    const formatted = error.toJSON()
    const masked = maskUnknown(formatted, error, at)
    if (masked === formatted) return error
    return new GraphQLError(masked.message, { path: error.path, extensions: masked.extensions })
  })
  return { ...result, errors }
}

/**
 * A fault as the log keeps it, with what caused it. A database's error keeps its SQLSTATE and place, never its message,
 * which quotes values; nor does a failed statement's, which ends with its parameters.
 */
export function describeFault(error: unknown): object {
  if (!(error instanceof Error)) return { kind: typeof error }
  // What GraphQL wraps around an error repeats its message.
  if (error instanceof GraphQLError && error.originalError) return describeFault(error.originalError)
  const { name, message, cause } = error
  const { code, constraint_name, table_name, routine } = error as Error &
    Partial<Record<'code' | 'constraint_name' | 'table_name' | 'routine', string>>
  const isDatabase = typeof code === 'string' && /^[0-9A-Z]{5}$/.test(code)
  const hasParameters = 'params' in error || 'parameters' in error
  return {
    name,
    // Not as `code`: the log redacts what is called so, since people are sent codes.
    ...(code !== undefined && { errorCode: code }),
    ...(isDatabase && { constraint_name, table_name, routine }),
    ...(!isDatabase && !hasParameters && { message }),
    at: placeOf(error),
    ...(cause !== undefined && { cause: describeFault(cause) }),
  }
}

/** The stack without its first lines, which repeat the message. */
function placeOf(error: Error): string[] {
  return (error.stack ?? '')
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .map((line) => line.trim())
    .slice(0, 8)
}
