/** Under which a stream's item, and each result made of it, tells when what it is about has happened. No JSON shows it. */
export const happenedAt = Symbol('happenedAt')

interface Happened {
  [happenedAt]?: number
}

/**
 * When what a result tells of has happened, in milliseconds of Unix time; undefined for one that tells of nothing, or of
 * what its reader had missed.
 */
export function timeOf(result: object | null | undefined): number | undefined {
  return (result as Happened | null | undefined)?.[happenedAt]
}

/** Says of a result that was just made, and is nobody else's yet, when what it tells of has happened. */
export function dated<Result extends object>(result: Result, at: number | undefined): Result {
  if (at !== undefined) (result as Happened)[happenedAt] = at
  return result
}
