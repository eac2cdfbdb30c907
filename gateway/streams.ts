import type { ExecutionResult } from 'graphql'

/** A subscription's results on their way to one client. It never throws: what goes wrong is its last result. */
export interface ResultStream extends AsyncGenerator<ExecutionResult, undefined, undefined> {
  /** Ends it at once with a last result; what was on its way is not delivered. */
  endWith(last: ExecutionResult): void
  /** Calls back once it has ended, whoever ended it. */
  onEnd(listener: () => void): void
}

export interface ResultStreamOptions {
  readonly shown: (result: ExecutionResult) => ExecutionResult
  readonly failed: (error: unknown) => ExecutionResult
  /**
   * While it gives a promise, results are held back until that resolves. Whether their reader may still see them is not
   * known then; they are late, but none is lost, and nobody has to connect again.
   */
  readonly hold: () => Promise<void> | null
}

/**
 * Wraps an engine's stream for a transport. `return()` ends it at once, also while a result is awaited, and returns the
 * source, so that the subgraph's stream closes.
 */
export function resultStream(
  source: AsyncIterator<ExecutionResult>,
  { shown, failed, hold }: ResultStreamOptions,
): ResultStream {
  let isDone = false
  let last: ExecutionResult | null = null
  let wake: ((result: IteratorResult<ExecutionResult, undefined>) => void) | null = null
  const listeners: (() => void)[] = []
  const end = { done: true, value: undefined } as const

  const over = () => {
    if (isDone) return false
    isDone = true
    for (const listener of listeners) listener()
    return true
  }
  const close = () => {
    // The source may be waiting for its next event, so its end is not waited for.
    Promise.resolve(source.return?.()).catch(() => {})
  }
  const finish = async () => {
    last = null
    if (over()) {
      wake?.(end)
      close()
    }
    return end
  }
  const held = async () => {
    for (let holding = hold(); holding && !isDone; holding = hold()) await holding
  }

  return {
    next: () =>
      new Promise((resolve) => {
        if (isDone) {
          resolve(last ? { done: false, value: last } : end)
          last = null
          return
        }
        wake = resolve
        const deliver = (result: IteratorResult<ExecutionResult, undefined>) => {
          if (wake === resolve) wake = null
          resolve(result)
        }
        source
          .next()
          .then(async (result) => {
            await held()
            if (isDone) return
            if (result.done) over()
            deliver(result.done ? end : { done: false, value: shown(result.value) })
          })
          .catch((error: unknown) => {
            if (over()) deliver({ done: false, value: failed(error) })
          })
      }),
    return: finish,
    throw: finish,
    endWith(result) {
      if (!over()) return
      if (wake) wake({ done: false, value: result })
      else last = result
      close()
    },
    onEnd(listener) {
      if (isDone) listener()
      else listeners.push(listener)
    },
    [Symbol.asyncIterator]() {
      return this
    },
    async [Symbol.asyncDispose]() {
      await finish()
    },
  }
}
