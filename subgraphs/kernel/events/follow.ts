import type { Logger } from '../log.ts'
import { codeOf } from './advance.ts'
import type { Place } from './cursor.ts'
import type { Fact, LoggedEvent } from './event.ts'
import type { Cursor, Following, StreamItem } from './event-log.ts'
import type { Hub, Interest } from './hub.ts'
import type { LogPage } from './log-page.ts'
import { openMailbox, type Mailbox } from './mailbox.ts'

/** What a subscriber's stream is made from. */
export interface FollowSource {
  readonly hub: Hub
  /** One page of the log for this interest. */
  read(after: number, interest: Interest): Promise<LogPage>
  seal(place: Place): Cursor
  readonly heartbeatMs: number
  /** How many events may wait for a slow client before they are dropped and read from the log again. */
  readonly capacity: number
  readonly log: Logger
}

/**
 * A subscriber's stream from a place on: the backlog from the log, then live from the hub, without gap or repeat. It
 * subscribes first and reads then: what the hub had already passed on is in the log by then, what it passes on
 * meanwhile waits in the mailbox, and positions tell the two apart.
 */
export function follow<F extends Fact, Item extends object>(
  source: FollowSource,
  following: Following<F, Item>,
  start: Place,
): AsyncIterableIterator<StreamItem<Item>> {
  const mailbox = openMailbox(source.hub, following, source.capacity)
  return closable(items(source, following, start, mailbox), mailbox.close)
}

async function* items<F extends Fact, Item extends object>(
  source: FollowSource,
  following: Following<F, Item>,
  start: Place,
  mailbox: Mailbox,
): AsyncGenerator<StreamItem<Item>, void> {
  const { hub, heartbeatMs, log } = source
  const { epoch } = start
  let pos = start.pos
  let opened = false
  let failures = 0
  let heartbeatDue = false
  const seal = () => source.seal({ epoch, pos })
  const heartbeat = setInterval(() => {
    heartbeatDue = true
    mailbox.wake()
  }, heartbeatMs)

  mailbox.open()
  let live = hub.place.epoch === epoch && hub.place.pos === pos
  try {
    while (!mailbox.closed) {
      if (mailbox.expired) return yield { __typename: 'CursorExpired', cursor: source.seal(hub.place) }
      if (live && mailbox.isEmpty) pos = Math.max(pos, hub.place.pos)
      if (opened && heartbeatDue) {
        heartbeatDue = false
        yield { __typename: 'Heartbeat', cursor: seal() }
      }

      let page: LogPage | null = null
      if (!live) {
        mailbox.clear()
        try {
          page = await source.read(pos, following)
          failures = 0
        } catch (error) {
          if (failures++ === 0) log.warn({ code: codeOf(error) }, 'Could not read a backlog; it is tried again.')
          await mailbox.wait(Math.min(5000, 50 * 2 ** failures))
          continue
        }
        if (page.epoch !== epoch || pos < page.trimmed || pos > page.end) {
          // The client takes this cursor of the present end, reads its lists again, and follows from there.
          return yield { __typename: 'CursorExpired', cursor: source.seal({ epoch: page.epoch, pos: page.end }) }
        }
      }
      if (!opened) {
        opened = true
        yield { __typename: 'StreamOpened', cursor: seal() }
      }

      const event = page ? undefined : mailbox.take()
      for (const found of page?.events ?? (event ? [event] : [])) {
        if (found.pos <= pos) continue
        pos = found.pos
        const item = await itemOf(following, found as LoggedEvent<F>)
        if (item) yield { ...item, cursor: seal() }
      }

      if (page) {
        pos = page.upTo
        live = pos >= page.end
      } else if (mailbox.overflowed) {
        live = false
      } else if (!event) {
        await mailbox.wait(heartbeatMs)
      }
    }
  } finally {
    clearInterval(heartbeat)
    mailbox.close()
  }
}

async function itemOf<F extends Fact, Item extends object>(following: Following<F, Item>, event: LoggedEvent<F>) {
  return (await following.may(event)) ? await following.item(event) : null
}

/**
 * A generator keeps a `return()` waiting until its pending `next()` is over, which for a quiet stream is never: this ends
 * both at once. A pending `next()` is answered with the end.
 */
function closable<T>(inner: AsyncGenerator<T, void>, close: () => void): AsyncIterableIterator<T> {
  const end = { done: true, value: undefined } as const
  const pending = new Set<() => void>()
  let closed = false

  function stop() {
    closed = true
    close()
    for (const finish of pending) finish()
    pending.clear()
    void inner.return().catch(() => {})
  }

  return {
    next() {
      if (closed) return Promise.resolve(end)
      return new Promise((resolve, reject) => {
        const finish = () => resolve(end)
        const settle = () => pending.delete(finish)
        pending.add(finish)
        inner.next().then(resolve, reject).then(settle, settle)
      })
    },
    return() {
      stop()
      return Promise.resolve(end)
    },
    throw(error) {
      stop()
      return Promise.reject(error)
    },
    [Symbol.asyncIterator]() {
      return this
    },
  }
}
