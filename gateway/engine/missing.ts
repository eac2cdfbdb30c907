import type { ExecutionResult } from 'graphql'

/**
 * A field that may not be null is missing in what the subgraphs answered: its object is a reference to something that
 * does not exist, or that the asker may not see, which looks the same. The object is null where it stands, and that is
 * no error, as long as there is a nullable place for it.
 */
export class Missing extends Error {
  override name = 'Missing'
}

/** A result without the errors of what is missing; where even the data is null, an error must say so. */
export function withoutMissing(result: ExecutionResult): ExecutionResult {
  if (!result.errors || !result.data) return result
  const errors = result.errors.filter(({ originalError }) => !(originalError instanceof Missing))
  return errors.length > 0 ? { ...result, errors } : { data: result.data }
}
