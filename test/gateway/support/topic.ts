/** A small stream of events with numbered cursors, that counts who is listening. */
export interface Topic {
  readonly listeners: number
  /** How often a subscriber's selection of an event has been executed. */
  executed: number
  /** Makes the stream begin with the event of the cursor itself, as a careless server would. */
  repeats: boolean
  /** Another event for all, by its cursor. */
  publish(): string
  /** A heartbeat for all, by its cursor. */
  beat(): string
  /** From after a cursor on; null is from now on. */
  open(
    after: string | null,
    item: (cursor: string) => { readonly cursor: string },
  ): AsyncIterableIterator<{ viewingChanged: object }>
  /** Breaks every open stream. */
  fail(error: unknown): void
}

interface Listener {
  wake(): void
  fail(error: unknown): void
}

export function openTopic(): Topic {
  let end = 0
  const beats = new Set<number>()
  const listeners = new Set<Listener>()

  return {
    get listeners() {
      return listeners.size
    },
    executed: 0,
    repeats: false,
    publish() {
      end += 1
      listeners.forEach((listener) => listener.wake())
      return String(end)
    },
    beat() {
      beats.add(end + 1)
      return this.publish()
    },
    fail: (error) => listeners.forEach((listener) => listener.fail(error)),
    open(after, item) {
      let position = after === null ? end : Number(after)
      if (this.repeats && after !== null && position > 0) position -= 1
      let isOpened = false
      let pending: { resolve(result: IteratorResult<never>): void; reject(error: unknown): void } | null = null
      const listener: Listener = {
        wake() {
          if (!pending) return
          const payload = next()
          if (payload) {
            pending.resolve({ done: false, value: { cursor: payload.cursor, viewingChanged: payload } as never })
            pending = null
          }
        },
        fail: (error) => pending?.reject(error),
      }
      const next = (): { readonly cursor: string; readonly __typename?: string } | null => {
        if (!isOpened) {
          isOpened = true
          return { __typename: after === 'old' ? 'CursorExpired' : 'StreamOpened', cursor: String(position || 0) }
        }
        if (after === 'old' || position >= end) return null
        position += 1
        const cursor = String(position)
        return beats.has(position) ? { __typename: 'Heartbeat', cursor } : item(cursor)
      }
      listeners.add(listener)
      return {
        next: () =>
          new Promise((resolve, reject) => {
            pending = { resolve: resolve as never, reject }
            listener.wake()
          }),
        async return() {
          listeners.delete(listener)
          pending?.resolve({ done: true, value: undefined })
          return { done: true, value: undefined }
        },
        [Symbol.asyncIterator]() {
          return this
        },
      }
    },
  }
}
