import type { ExecutionResult } from 'graphql'

/** Results that several subscribers get who wait for the same one at about the same time. */
export interface SharedResults {
  /**
   * The result of that key, made now or by somebody else a moment ago. One with errors is its maker's alone: errors carry
   * the request's id, and what failed for one may go well for the next.
   */
  get(key: string, make: () => Promise<ExecutionResult>): Promise<ExecutionResult>
}

/** No result is older when it is given away, so that what is read with an event is of now. */
const FRESH_MS = 1_000
/** The memory that this may take is that many results. */
const MOST = 500

export function openSharedResults(): SharedResults {
  const results = new Map<string, { readonly at: number; readonly result: Promise<ExecutionResult> }>()

  return {
    async get(key, make) {
      const now = performance.now()
      const found = results.get(key)
      if (found && now - found.at < FRESH_MS) {
        const result = await found.result.catch(() => null)
        return result && !result.errors ? result : make()
      }
      results.delete(key)
      const result = make()
      results.set(key, { at: now, result })
      for (const [oldest, { at }] of results) {
        if (results.size <= MOST && now - at < FRESH_MS) break
        results.delete(oldest)
      }
      return result
    },
  }
}
