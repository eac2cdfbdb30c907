import type { Logger } from '../log.ts'
import { codeOf } from './advance.ts'
import type { Place } from './cursor.ts'
import type { Fact, LoggedEvent } from './event.ts'
import type { Cursor, Following, StreamItem } from './event-log.ts'
import { dated } from './happened.ts'
import type { Hub, Interest } from './hub.ts'
import type { LogPage } from './log-page.ts'
import { Mailbox } from './mailbox.ts'

/** What a subscriber's stream is made from. */
export interface FollowSource {
  readonly hub: Hub
  /** One page of the log for this interest. */
  read(after: number, limit: number, interest: Interest): Promise<LogPage>
  /** The log's end behind all that is committed when it is asked for. */
  now(): Promise<Place>
  seal(place: Place): Cursor
  readonly heartbeatMs: number
  /** How many events may wait for a slow client before they are dropped and read from the log again. */
  readonly capacity: number
  readonly log: Logger
}

/** How many events of a backlog one subscriber holds at a time. */
const backlogPage = 100
const longestBackoff = 5000

/**
 * A subscriber's stream from a place on, or from now on: the backlog from memory or the log, then live from the hub,
 * without gap or repeat. It subscribes first and reads then: what the hub had already passed on is in the log by then,
 * what it passes on meanwhile waits in the mailbox, and positions tell the two apart.
 */
export function follow<F extends Fact, Item extends object>(
  source: FollowSource,
  following: Following<F, Item>,
  start: Place | null,
): AsyncIterableIterator<StreamItem<Item>> {
  const mailbox = new Mailbox(source.hub, following, source.capacity)
  return new Closable(items(source, following, start, mailbox), mailbox)
}

async function* items<F extends Fact, Item extends object>(
  source: FollowSource,
  following: Following<F, Item>,
  start: Place | null,
  mailbox: Mailbox,
): AsyncGenerator<StreamItem<Item>, void> {
  const { hub, heartbeatMs } = source
  mailbox.open()
  try {
    const from = start ?? (await patiently(source, mailbox, source.now)) ?? hub.place
    const { epoch } = from
    let { pos } = from
    const seal = () => source.seal({ epoch, pos })
    // Whoever begins now may be ahead of the hub: what it still passes on of the time before is left out by its position.
    let live = hub.place.epoch === epoch && (start ? hub.place.pos === pos : hub.place.pos <= pos)
    let opened = false
    let heartbeatAt = Date.now() + heartbeatMs

    while (!mailbox.closed) {
      if (mailbox.expired) return yield { __typename: 'CursorExpired', cursor: source.seal(hub.place) }
      if (live && mailbox.isEmpty) pos = Math.max(pos, hub.place.pos)
      if (opened && Date.now() >= heartbeatAt) {
        yield { __typename: 'Heartbeat', cursor: seal() }
        heartbeatAt = Date.now() + heartbeatMs
      }

      let backlog: Backlog | null = null
      // What the hub has passed on so far must come from the backlog; a page that others asked for may be older than this.
      const reached = hub.place.pos
      if (!live) {
        mailbox.clear()
        backlog = recent(hub, following, { epoch, pos })
        if (!backlog) {
          const page = await patiently(source, mailbox, () => source.read(pos, backlogPage, following))
          if (!page) continue
          if (page.epoch !== epoch || pos < page.trimmed || pos > page.end) {
            // The client takes this cursor of the present end, reads its lists again, and follows from there.
            return yield { __typename: 'CursorExpired', cursor: source.seal({ epoch: page.epoch, pos: page.end }) }
          }
          backlog = page
        }
      }
      if (!opened) {
        opened = true
        yield { __typename: 'StreamOpened', cursor: seal() }
      }

      const event = backlog ? undefined : mailbox.take()
      for (const found of backlog?.events ?? (event ? [event] : [])) {
        if (found.pos <= pos) continue
        pos = found.pos
        const item = await itemOf(following, found as LoggedEvent<F>)
        if (!item) continue
        // Who had missed it gets it late by their own doing, which is nothing to be measured.
        yield dated({ ...item, cursor: seal() }, backlog ? undefined : found.at.getTime())
        heartbeatAt = Date.now() + heartbeatMs
      }

      if (backlog) {
        pos = backlog.upTo
        live = pos >= backlog.end && pos >= reached
      } else if (mailbox.overflowed) {
        live = false
      } else if (!event) {
        await mailbox.wait(heartbeatAt)
      }
    }
  } finally {
    mailbox.close()
  }
}

/** What lies between a subscriber and the log's end, as far as one page holds it. */
type Backlog = Pick<LogPage, 'events' | 'upTo' | 'end'>

/** The backlog out of memory, where it goes no further back and the log is still the same. */
function recent(hub: Hub, interest: Interest, { epoch, pos }: Place): Backlog | null {
  const { place } = hub
  if (place.epoch !== epoch || pos > place.pos) return null
  const page = hub.recent(pos, backlogPage, interest)
  return page && { ...page, end: place.pos }
}

/** Asks the database until it answers; null when the subscriber has gone, or the log began a new life meanwhile. */
async function patiently<T>({ log }: FollowSource, mailbox: Mailbox, ask: () => Promise<T>): Promise<T | null> {
  for (let failures = 0; !mailbox.closed && !mailbox.expired; failures++) {
    try {
      return await ask()
    } catch (error) {
      if (failures === 0) log.warn({ code: codeOf(error) }, 'Could not read the event log; it is tried again.')
      const timer = setTimeout(() => mailbox.ring(), Math.min(longestBackoff, 50 * 2 ** failures))
      await mailbox.wait()
      clearTimeout(timer)
    }
  }
  return null
}

async function itemOf<F extends Fact, Item extends object>(following: Following<F, Item>, event: LoggedEvent<F>) {
  return (await following.may(event)) ? await following.item(event) : null
}

/**
 * A generator keeps a `return()` waiting until its pending `next()` is over, which for a quiet stream is never: this ends
 * both at once. A pending `next()` is answered with the end.
 */
class Closable<T> implements AsyncIterableIterator<T> {
  private readonly pending = new Set<(end: IteratorReturnResult<undefined>) => void>()

  constructor(
    private readonly inner: AsyncGenerator<T, void>,
    private readonly mailbox: Mailbox,
  ) {}

  next(): Promise<IteratorResult<T, undefined>> {
    if (this.mailbox.closed) return Promise.resolve(end)
    return new Promise((resolve, reject) => {
      this.pending.add(resolve)
      const settle = () => this.pending.delete(resolve)
      this.inner
        .next()
        .then(resolve as never, reject)
        .then(settle, settle)
    })
  }

  return() {
    this.mailbox.close()
    for (const finish of this.pending) finish(end)
    this.pending.clear()
    void this.inner.return().catch(() => {})
    return Promise.resolve(end)
  }

  async throw(error: unknown): Promise<never> {
    await this.return()
    throw error
  }

  [Symbol.asyncIterator]() {
    return this
  }
}

const end = { done: true, value: undefined } as const
