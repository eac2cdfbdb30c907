import type { ExecutionResult } from 'graphql'

/** A subscription's results on their way to one client. It never throws: what goes wrong is its last result. */
export interface ResultStream extends AsyncGenerator<ExecutionResult, undefined, undefined> {}

/**
 * Wraps an engine's stream for a transport. `return()` ends it at once, also while a result is awaited, and returns the
 * source, so that the subgraph's stream closes.
 */
export function resultStream(
  source: AsyncIterator<ExecutionResult>,
  shown: (result: ExecutionResult) => ExecutionResult,
  failed: (error: unknown) => ExecutionResult,
): ResultStream {
  let isDone = false
  let wake: (result: IteratorResult<ExecutionResult, undefined>) => void = () => {}
  const end = { done: true, value: undefined } as const

  const finish = async () => {
    if (!isDone) {
      isDone = true
      wake(end)
      // The source may be waiting for its next event, so its end is not waited for.
      Promise.resolve(source.return?.()).catch(() => {})
    }
    return end
  }
  return {
    next: () =>
      new Promise((resolve) => {
        if (isDone) return resolve(end)
        wake = resolve
        source
          .next()
          .then((result) => {
            if (result.done) isDone = true
            resolve(result.done ? end : { done: false, value: shown(result.value) })
          })
          .catch((error: unknown) => {
            isDone = true
            resolve({ done: false, value: failed(error) })
          })
      }),
    return: finish,
    throw: finish,
    [Symbol.asyncIterator]() {
      return this
    },
    async [Symbol.asyncDispose]() {
      await finish()
    },
  }
}
