import { follow, type Following, type News } from './follow.ts'

/** A following as an async iterator: `for await (const item of items({ … })) …`; leaving the loop closes it. */
export async function* items<Data, Variables extends { readonly after?: string | null }>(
  following: Omit<Following<Data, Variables>, 'onItem' | 'onEnd'>,
): AsyncGenerator<News<Data>, void, void> {
  // One item at a time: the next is handled, and the cursor moves, when the loop has asked for it.
  let offer: (item: News<Data>) => Promise<void>
  let fail: (reason: unknown) => void
  let taken = () => {}
  const turn = () => {
    const next = new Promise<News<Data>>((resolve, reject) => {
      fail = reject
      offer = (item) => {
        resolve(item)
        return new Promise<void>((done) => (taken = done))
      }
    })
    next.catch(() => {})
    return next
  }
  let next = turn()
  const follower = follow<Data, Variables>({
    ...following,
    onItem: (item) => offer(item),
    onEnd: (reason) => fail(reason),
  })
  try {
    for (;;) {
      const item = await next
      yield item
      next = turn()
      taken()
    }
  } finally {
    follower.close()
    taken()
  }
}
