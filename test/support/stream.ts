import type { Answer } from './person.ts'

/** A subscription as a test reads it: item by item, each waited for. */
export interface Stream<Data> {
  /** The next answer; fails when the stream has ended or nothing came for twenty seconds. */
  next(): Promise<Answer<Data>>
  /** The answers that have come and were not yet read. */
  readonly waiting: readonly Answer<Data>[]
  /** Resolves when the stream has ended: with null when completed, else with the reason. */
  readonly ended: Promise<unknown>
  /** Cuts the connection without a farewell. */
  cut(): void
}

interface Sink<Data> {
  next(answer: Answer<Data>): void
  error(reason: unknown): void
  complete(): void
}

const PATIENCE_MS = 20_000

/** `subscribe` is given a graphql-ws or graphql-sse sink, `cut` breaks its connection. */
export function openStream<Data>(subscribe: (sink: Sink<never>) => () => void, cut: () => void): Stream<Data> {
  const waiting: Answer<Data>[] = []
  let wake = (): void => {}
  let end: (reason: unknown) => void
  let isOver = false
  const ended = new Promise<unknown>((resolve) => (end = resolve))
  const over = (reason: unknown): void => {
    isOver = true
    end(reason)
    wake()
  }
  subscribe({
    next(answer) {
      waiting.push(answer)
      wake()
    },
    error: over,
    complete: () => over(null),
  })
  return {
    waiting,
    ended,
    cut,
    async next() {
      const deadline = Date.now() + PATIENCE_MS
      while (waiting.length === 0) {
        if (isOver) throw new Error(`The stream has ended: ${JSON.stringify(await ended)}`)
        if (Date.now() > deadline) throw new Error('Nothing came for twenty seconds.')
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, deadline - Date.now() + 1)
          wake = () => {
            clearTimeout(timer)
            resolve()
          }
        })
      }
      return waiting.shift()!
    },
  }
}
