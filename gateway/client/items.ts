import { follow, type Following, type News } from './follow.ts'
import { FollowingEnded, type Interruption } from './interruption.ts'

/**
 * A following as an async iterator: `for await (const item of items({ … })) …`. An item counts as handled, and the
 * cursor moves on, when the loop asks for the next one; leaving the loop closes the following. Where trying again cannot
 * help, the loop ends by throwing a `FollowingEnded`.
 */
export function items<Data, Variables extends { readonly after?: string | null }>(
  following: Omit<Following<Data, Variables>, 'onItem' | 'onEnd'>,
): AsyncIterableIterator<News<Data>, undefined> {
  type Result = IteratorResult<News<Data>, undefined>
  const end: Result = { done: true, value: undefined }
  let wanted: PromiseWithResolvers<Result> | null = null
  let offered: { readonly item: News<Data>; readonly handled: () => void; isTaken: boolean } | null = null
  let ended: { readonly reason: unknown } | null = null

  const deliver = () => {
    if (!wanted) return
    if (offered && !offered.isTaken) {
      offered.isTaken = true
      wanted.resolve({ done: false, value: offered.item })
    } else if (ended) {
      if (ended.reason === undefined) wanted.resolve(end)
      else wanted.reject(asError(ended.reason))
    } else return
    wanted = null
  }
  const follower = follow<Data, Variables>({
    ...following,
    onItem: (item) =>
      new Promise<void>((handled) => {
        offered = { item, handled, isTaken: false }
        deliver()
      }),
    onEnd(reason) {
      ended = { reason }
      deliver()
    },
  })

  return {
    next() {
      if (offered?.isTaken) {
        offered.handled()
        offered = null
      }
      wanted = Promise.withResolvers<Result>()
      const { promise } = wanted
      deliver()
      return promise
    },
    async return() {
      follower.close()
      offered?.handled()
      ended = { reason: undefined }
      deliver()
      return end
    },
    [Symbol.asyncIterator]() {
      return this
    },
  }
}

function asError(reason: unknown): unknown {
  return reason instanceof Error ? reason : new FollowingEnded(reason as Interruption)
}
