import type { ExecutionResult } from 'graphql'

/** A subscription's results as they come from another process. */
export interface RemoteStream extends AsyncIterableIterator<ExecutionResult> {
  return(): Promise<IteratorResult<ExecutionResult>>
  /** Ends it with an error, once what has already come is taken. */
  fail(error: unknown): void
}

interface Sink {
  next(result: ExecutionResult): void
  error(error: unknown): void
  complete(): void
}

/** One socket carries everyone's results, so a slow client must not hold it up, nor fill the memory: it is cut off. */
const MOST_WAITING = 1000

/**
 * A subscription of the socket's client as a stream. `return()` unsubscribes and ends it at once, also while a result is
 * awaited. `tooSlow` makes the error of one that lets too much wait.
 */
export function remoteStream(subscribe: (sink: Sink) => () => void, tooSlow: () => unknown): RemoteStream {
  const waiting: ExecutionResult[] = []
  let wanted: PromiseWithResolvers<IteratorResult<ExecutionResult>> | null = null
  let ended: { readonly error?: unknown } | null = null
  const end = { done: true, value: undefined } as const

  function deliver(): void {
    if (!wanted) return
    const result = waiting.shift()
    if (result) wanted.resolve({ done: false, value: result })
    else if (!ended) return
    else if ('error' in ended) {
      const { error } = ended
      // It is thrown once; who asks on gets the end.
      ended = {}
      wanted.reject(error)
    } else wanted.resolve(end)
    wanted = null
  }
  function finish(how: { readonly error?: unknown }): void {
    if (ended) return
    ended = how
    unsubscribe()
    deliver()
  }

  const sink: Sink = {
    next(result) {
      if (ended) return
      waiting.push(result)
      if (waiting.length > MOST_WAITING) finish({ error: tooSlow() })
      else deliver()
    },
    error: (error) => finish({ error }),
    complete: () => finish({}),
  }
  const unsubscribe = subscribe(sink)

  return {
    next() {
      wanted = Promise.withResolvers()
      const { promise } = wanted
      deliver()
      return promise
    },
    async return() {
      waiting.length = 0
      finish({})
      ended = {}
      deliver()
      return end
    },
    fail: sink.error,
    [Symbol.asyncIterator]() {
      return this
    },
  }
}
