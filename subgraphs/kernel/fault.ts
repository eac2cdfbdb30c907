import { GraphQLError, type GraphQLFormattedError } from 'graphql'
import type { Logger } from './log.ts'

/**
 * What an asker sees of an error. One with a code was made to be seen; anything else is a fault: logged whole, once,
 * and shown as INTERNAL without its message, which could hold SQL and parameters.
 */
export function maskUnknown(formatted: GraphQLFormattedError, error: unknown, log: Logger): GraphQLFormattedError {
  const original = error instanceof GraphQLError ? (error.originalError ?? error) : error
  const isShown = original instanceof GraphQLError && typeof original.extensions['code'] === 'string'
  if (isShown) return formatted
  log.error({ fault: describeFault(original) }, 'An operation failed.')
  return { ...formatted, message: 'Something went wrong.', extensions: { code: 'INTERNAL' } }
}

/** A fault as the log keeps it: of a database error its SQLSTATE and place, never its message, which quotes parameters. */
export function describeFault(error: unknown): object {
  if (!(error instanceof Error)) return { kind: typeof error }
  const cause = error.cause as
    { code?: string; constraint_name?: string; table_name?: string; routine?: string } | undefined
  if (cause?.code && /^[0-9A-Z]{5}$/.test(cause.code)) {
    const { code, constraint_name, table_name, routine } = cause
    return { sqlstate: code, constraint_name, table_name, routine, at: placeOf(error) }
  }
  return { name: error.name, message: error.message, at: placeOf(error) }
}

/** The stack without its first line, which repeats the message. */
function placeOf(error: Error): string[] {
  return (error.stack ?? '')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line.startsWith('at '))
    .slice(0, 8)
}
