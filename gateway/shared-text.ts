import type { ExecutionResult } from 'graphql'
import type { ResultStream } from './streams.ts'

const texts = new WeakMap<ExecutionResult, string>()

/** A result as JSON, written once however many clients it goes to: a result that several share is one object. */
export function textOf(result: ExecutionResult): string {
  const known = texts.get(result)
  if (known !== undefined) return known
  const text = JSON.stringify(result)
  texts.set(result, text)
  return text
}

/**
 * A subscription's results as `next` messages of graphql-transport-ws, each sent when the one before has left. graphql-ws
 * writes every message as JSON for itself; so this goes by it, by never giving it a result, only the end.
 * https://github.com/enisdenjo/graphql-ws/blob/master/PROTOCOL.md#next
 */
export function sending(
  results: ResultStream,
  id: string,
  send: (message: string) => Promise<void>,
): AsyncGenerator<never, undefined> {
  return new Sending(results, `{"id":${JSON.stringify(id)},"type":"next","payload":`, send)
}

const end = { done: true, value: undefined } as const

/** A class, as there may be thousands: what they do stands on the prototype, once. */
class Sending implements AsyncGenerator<never, undefined> {
  constructor(
    private readonly results: ResultStream,
    private readonly head: string,
    private readonly send: (message: string) => Promise<void>,
  ) {}

  async next() {
    for (;;) {
      const { done, value } = await this.results.next()
      if (done) return end
      await this.send(`${this.head}${textOf(value)}}`)
    }
  }
  async return() {
    await this.results.return(undefined)
    return end
  }
  throw() {
    return this.return()
  }
  [Symbol.asyncIterator]() {
    return this
  }
  async [Symbol.asyncDispose]() {
    await this.return()
  }
}
