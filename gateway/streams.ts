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
export function resultStream(source: AsyncIterator<ExecutionResult>, options: ResultStreamOptions): ResultStream {
  return new Results(source, options)
}

type Delivered = IteratorResult<ExecutionResult, undefined>
const end = { done: true, value: undefined } as const

/** A class, as there may be thousands of them that wait: what they do stands on the prototype, once. */
class Results implements ResultStream {
  private isDone = false
  private last: ExecutionResult | null = null
  private wake: ((result: Delivered) => void) | null = null
  private listeners: (() => void)[] | null = null

  constructor(
    private readonly source: AsyncIterator<ExecutionResult>,
    private readonly options: ResultStreamOptions,
  ) {}

  next(): Promise<Delivered> {
    return new Promise((resolve) => {
      if (this.isDone) {
        resolve(this.last ? { done: false, value: this.last } : end)
        this.last = null
        return
      }
      this.wake = resolve
      this.source
        .next()
        .then(async (result) => {
          await this.held()
          if (this.isDone) return
          if (result.done) this.over()
          this.deliver(resolve, result.done ? end : { done: false, value: this.options.shown(result.value) })
        })
        .catch((error: unknown) => {
          if (!this.over()) return
          this.deliver(resolve, { done: false, value: this.options.failed(error) })
          this.close()
        })
    })
  }

  async return(): Promise<Delivered> {
    this.last = null
    if (this.over()) {
      this.wake?.(end)
      this.close()
    }
    return end
  }

  throw() {
    return this.return()
  }

  endWith(result: ExecutionResult): void {
    if (!this.over()) return
    if (this.wake) this.wake({ done: false, value: result })
    else this.last = result
    this.close()
  }

  onEnd(listener: () => void): void {
    if (this.isDone) listener()
    else (this.listeners ??= []).push(listener)
  }

  [Symbol.asyncIterator]() {
    return this
  }

  async [Symbol.asyncDispose]() {
    await this.return()
  }

  private deliver(resolve: (result: Delivered) => void, result: Delivered): void {
    if (this.wake === resolve) this.wake = null
    resolve(result)
  }

  private over(): boolean {
    if (this.isDone) return false
    this.isDone = true
    for (const listener of this.listeners ?? []) listener()
    return true
  }

  private close(): void {
    // The source may be waiting for its next event, so its end is not waited for.
    Promise.resolve(this.source.return?.()).catch(() => {})
  }

  private async held(): Promise<void> {
    const { hold } = this.options
    for (let holding = hold(); holding && !this.isDone; holding = hold()) await holding
  }
}
