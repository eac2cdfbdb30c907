import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { appendAs } from '../../../subgraphs/kernel/events/append.ts'
import type { Fact, LoggedEvent } from '../../../subgraphs/kernel/events/event.ts'
import type { Following, StreamItem } from '../../../subgraphs/kernel/events/event-log.ts'
import { follow } from '../../../subgraphs/kernel/events/follow.ts'
import { trimLog } from '../../../subgraphs/kernel/events/retention.ts'
import { openHub } from '../../../subgraphs/kernel/events/hub.ts'
import type { LogPage } from '../../../subgraphs/kernel/events/log-page.ts'
import { sharedReads } from '../../../subgraphs/kernel/events/shared-reads.ts'
import type { HostedEventLog } from '../../../subgraphs/kernel/events/open-event-log.ts'
import { newId } from '../../../subgraphs/kernel/ids.ts'
import { administer, freshDatabase, type FreshDatabase } from '../../support/database.ts'
import { company, happened, openLogUnderTest, quiet, type LogUnderTest, patient } from './log-under-test.ts'

type Shown = { __typename: 'ThingHappened'; n: number }
type Stream = AsyncIterableIterator<StreamItem<Shown>>
type Changes = Partial<Following<Fact<string, { n: number }>, Shown>>

let database: FreshDatabase
let log: LogUnderTest
const open: Stream[] = []
let n = 0

beforeAll(async () => {
  database = await freshDatabase()
  log = await openLogUnderTest(database.url, 'tickets')
})
afterEach(() => Promise.all(open.splice(0).map((stream) => stream.return?.())))
afterAll(async () => {
  await log.stop()
  await database.drop()
})

function wanted(changes: Changes = {}): Following<Fact<string, { n: number }>, Shown> {
  return {
    company,
    after: null,
    types: ['thing.happened'],
    may: () => true,
    item: (event) => ({ __typename: 'ThingHappened', n: event.data.n }),
    ...changes,
  }
}

function followed(changes: Changes = {}, events: HostedEventLog = log.events): Stream {
  const stream = events.follow(wanted(changes))
  open.push(stream)
  return stream
}

/** The next items of a stream that are no heartbeats. */
async function take(stream: Stream, count: number): Promise<StreamItem<Shown>[]> {
  const items: StreamItem<Shown>[] = []
  while (items.length < count) {
    const { value, done } = await stream.next()
    if (done) throw new Error(`The stream ended after ${items.length} items.`)
    if (value.__typename !== 'Heartbeat') items.push(value)
  }
  return items
}

async function numbers(stream: Stream, count: number): Promise<number[]> {
  return (await take(stream, count)).map((item) => ('n' in item ? item.n : -1))
}

/** Writes so many events, and says their numbers. */
async function write(count: number, more: Partial<Fact> = {}): Promise<number[]> {
  const written = Array.from({ length: count }, () => ++n)
  await log.write(...written.map((each) => happened(each, more)))
  return written
}

/** The numbers in the log above one, in the log's order. */
async function logged(above: number): Promise<number[]> {
  const rows = await log.sql<{ n: number }[]>`
    select (data->>'n')::int as n from log where (data->>'n')::int > ${above} order by pos`
  return rows.map((row) => row.n)
}

/** An event as it would stand in the log, whose number is its position. */
function eventAt(pos: number): LoggedEvent<Fact<string, { n: number }>> {
  return { ...happened(pos), version: 1, persons: [], pos, company, at: new Date(), by: null }
}

/** Until a log in this process has read all that was written. */
async function settled(events = log.events) {
  const { end } = await log.events.feed(0, 1)
  const [last] = await log.sql<{ outbox_id: string }[]>`select outbox_id from log where pos = ${end}`
  const cursor = await log.events.cursorOf(company, Number(last!.outbox_id))
  await expect.poll(() => events.cursorNow(company), patient).toBe(cursor)
}

describe('following the log', () => {
  it('begins with the place where it begins, then sends what happens from now on (API-2)', async () => {
    await write(3)
    await settled()
    const stream = followed()
    expect(await take(stream, 1)).toEqual([{ __typename: 'StreamOpened', cursor: await log.events.cursorNow(company) }])
    const later = await write(2)
    expect(await numbers(stream, 2)).toEqual(later)
  })

  it('resumes at every cursor, amid writers, with nothing lost or repeated (API-2)', async () => {
    let after = await log.events.cursorNow(company)
    const before = n
    const writing = Promise.all(Array.from({ length: 4 }, () => write(60)))
    const seen: number[] = []
    while (seen.length < 240) {
      const stream = followed({ after })
      const items = await take(stream, Math.min(2 + (seen.length % 40), 241 - seen.length))
      await stream.return!()
      after = items.at(-1)!.cursor
      seen.push(...items.slice(1).map((item) => ('n' in item ? item.n : -1)))
    }
    await writing
    expect(seen).toEqual(await logged(before))
  })

  it('narrows to types, one entity and one person, in the backlog as live', async () => {
    const [other, person] = [newId('thing'), newId('contact')]
    const after = await log.events.cursorNow(company)
    const streams = [
      followed({ after, types: ['thing.moved'] }),
      followed({ after, subject: other }),
      followed({ after, person }),
      followed({ after, may: ({ data }) => data.n % 2 === 0 }),
      followed({ company: newId('company') }),
    ]
    async function round() {
      const [moved] = await write(1, { type: 'thing.moved' })
      const [elsewhere] = await write(1, { subject: other })
      const [concerning] = await write(1, { persons: [newId('contact'), person] })
      const even = [elsewhere, concerning, ...(await write(2))].filter((each) => each! % 2 === 0)
      return [[moved], [elsewhere], [concerning], even]
    }
    const backlog = await round()
    for (const [index, stream] of streams.slice(0, 4).entries()) {
      expect(await numbers(stream, 1 + backlog[index]!.length)).toEqual([-1, ...backlog[index]!])
    }
    const live = await round()
    for (const [index, stream] of streams.slice(0, 4).entries()) {
      expect(await numbers(stream, live[index]!.length)).toEqual(live[index]!)
    }
  })

  it('reads the log again where a slow subscriber overflowed', async () => {
    const small = await openLogUnderTest(database.url, 'tickets', { capacity: 5 })
    const stream = followed({}, small.events)
    await take(stream, 1)
    const pending = stream.next()
    const first = await write(1)
    expect(await pending).toMatchObject({ value: { n: first[0] } })
    const rest = await write(700)
    await settled(small.events)
    expect(await numbers(stream, 700)).toEqual(rest)
    await small.stop()
  })

  it('sends heartbeats with the present place, so that a quiet subscriber does not age', async () => {
    const quick = await openLogUnderTest(database.url, 'tickets', { heartbeatMs: 20 })
    const stream = followed({ types: ['thing.never'] }, quick.events)
    await stream.next()
    const [written] = await log.write(happened(++n))
    const place = await log.events.cursorOf(company, written!)
    await expect
      .poll(async () => (await stream.next()).value, patient)
      .toEqual({ __typename: 'Heartbeat', cursor: place })
    await quick.stop()
  })

  it('sends also what a process left behind that died right after its commit', async () => {
    const stream = followed()
    await take(stream, 1)
    await log.db.transaction((tx) => appendAs(tx, happened(++n), { company, by: null }))
    expect(await numbers(stream, 1)).toEqual([n])
  })

  it('refuses the cursor of another company (API-2)', async () => {
    const after = await log.events.cursorNow(newId('company'))
    expect(() => followed({ after })).toThrow(
      expect.objectContaining({ extensions: expect.objectContaining({ code: 'BAD_USER_INPUT' }) }),
    )
  })

  it('loses nothing while its database connections are killed', async () => {
    const before = n
    const stream = followed({ after: await log.events.cursorNow(company) })
    const seen: number[] = []
    const reading = (async () => {
      for await (const item of stream) if ('n' in item) seen.push(item.n)
    })()
    const name = new URL(database.url).pathname.slice(1)
    for (let round = 0; round < 6; round++) {
      await administer((sql) => sql`select pg_terminate_backend(pid) from pg_stat_activity where datname = ${name}`)
      for (let written = 0; written < 20;)
        written += await write(1).then(
          () => 1,
          () => 0,
        )
    }
    await expect.poll(() => log.sql`select from outbox`, patient).toHaveLength(0)
    // The log and not the writer knows what was written: a connection may also die between commit and answer.
    await expect.poll(() => seen, patient).toEqual(await logged(before))
    await stream.return!()
    await reading
  })

  it('answers a pending read and leaves the hub at once when it is closed', async () => {
    const hub = openHub()
    hub.begin({ epoch: 1, pos: 9 })
    const source = {
      hub,
      seal: () => '',
      heartbeatMs: 1e6,
      capacity: 9,
      log: quiet,
      read: () => new Promise<never>(() => {}),
      now: () => new Promise<never>(() => {}),
    }
    const streams = [follow(source, wanted(), { epoch: 1, pos: 3 }), follow(source, wanted(), { epoch: 1, pos: 9 })]
    const reading = streams[0]!.next()
    await streams[1]!.next()
    const waiting = streams[1]!.next()
    expect(hub.size).toBe(2)
    for (const stream of streams) void stream.return!()
    expect(hub.size).toBe(0)
    expect(await Promise.all([reading, waiting])).toEqual([{ done: true }, { done: true }])
  })
})

describe('beginning from now on', () => {
  it('is behind everything that was committed before, also where it has not reached the log yet (API-2)', async () => {
    for (let round = 0; round < 20; round++) {
      await log.db.transaction((tx) => appendAs(tx, happened(++n), { company, by: null }))
      const stream = followed()
      await take(stream, 1)
      const [next] = await write(1)
      expect(await numbers(stream, 1)).toEqual([next])
      await stream.return!()
    }
  })

  it('waits for a database that is away', async () => {
    const hub = openHub()
    hub.begin({ epoch: 1, pos: 9 })
    let asked = 0
    const now = async () => {
      if (++asked < 3) throw new Error('away')
      return { epoch: 1, pos: 12 }
    }
    const read = () => new Promise<never>(() => {})
    const seal = ({ pos }: { pos: number }) => `${pos}`
    const stream = follow({ hub, seal, heartbeatMs: 1e6, capacity: 9, log: quiet, read, now }, wanted(), null)
    expect((await stream.next()).value).toEqual({ __typename: 'StreamOpened', cursor: '12' })
    await stream.return!()
  })
})

describe('resuming after a short while', () => {
  it('reads no page where the events are still in memory', async () => {
    const hub = openHub()
    hub.begin({ epoch: 1, pos: 12 }, [eventAt(11), eventAt(12)])
    hub.publish(
      Array.from({ length: 900 }, (_, index) => eventAt(13 + index)),
      912,
    )
    let reads = 0
    const read = async () => {
      reads++
      return { epoch: 1, trimmed: 0, end: 912, upTo: 912, events: [], outboxIds: [] }
    }
    const now = () => new Promise<never>(() => {})
    const seal = ({ pos }: { pos: number }) => `${pos}`
    const resume = async (pos: number) => {
      const source = { hub, seal, heartbeatMs: 1e6, capacity: 9, log: quiet, read, now }
      const stream = follow(source, wanted(), { epoch: 1, pos })
      const items = await take(stream, 1 + 912 - pos)
      await stream.return!()
      return items.slice(1).map((item) => ('n' in item ? item.n : -1))
    }
    const all = Array.from({ length: 912 }, (_, index) => index + 1)
    for (const pos of [10, 11, 500, 912]) expect(await resume(pos)).toEqual(all.slice(pos))
    expect(reads).toBe(0)
    const further = follow({ hub, seal, heartbeatMs: 1e6, capacity: 9, log: quiet, read, now }, wanted(), {
      epoch: 1,
      pos: 9,
    })
    await further.next()
    expect(reads).toBe(1)
    await further.return!()
  })
})

describe('coming back all at once', () => {
  it('reads on where the page that others asked for is older than what the hub has passed on', async () => {
    const hub = openHub()
    hub.begin({ epoch: 1, pos: 9 })
    const page = (from: number, to: number) => ({
      ...{ epoch: 1, trimmed: 0, end: to, upTo: to, outboxIds: [] },
      events: Array.from({ length: to - from }, (_, index) => eventAt(from + index + 1)),
    })
    const pages = [page(3, 5), page(5, 9)]
    const read = async () => pages.shift()!
    const now = () => new Promise<never>(() => {})
    const source = { hub, seal: () => '', heartbeatMs: 1e6, capacity: 9, log: quiet, read, now }
    const stream = follow(source, wanted(), { epoch: 1, pos: 3 })
    expect(await numbers(stream, 7)).toEqual([-1, 4, 5, 6, 7, 8, 9])
    await stream.return!()
  })

  it('asks the log once for those who stood at the same place', async () => {
    const answers: ((page: LogPage) => void)[] = []
    const read = sharedReads(() => new Promise((resolve) => answers.push(resolve)))
    const [one, other] = [wanted(), wanted({ person: newId('contact') })]
    const asked = [read(5, 100, one), read(5, 100, one), read(5, 100, other), read(5, 100, one)]
    expect(answers).toHaveLength(2)
    const page = (end: number) => ({ epoch: 1, trimmed: 0, end, upTo: end, events: [], outboxIds: [] })
    answers.forEach((answer, index) => answer(page(index)))
    expect((await Promise.all(asked)).map(({ end }) => end)).toEqual([0, 0, 1, 0])
    void read(5, 100, one)
    expect(answers).toHaveLength(3)
  })

  it('reads two backlog pages at a time, first come first served, and nothing else waits for them', async () => {
    const asked: number[] = []
    const answers: PromiseWithResolvers<LogPage>[] = []
    const read = sharedReads((after) => {
      asked.push(after)
      answers.push(Promise.withResolvers<LogPage>())
      return answers.at(-1)!.promise
    })
    const pages = [1, 2, 3, 4, 5].map((after) => read(after, 100, wanted()))
    const other = read(6, 100)
    expect(asked).toEqual([1, 2, 6])
    const page = { epoch: 1, trimmed: 0, end: 9, upTo: 9, events: [], outboxIds: [] }
    answers[1]!.resolve(page)
    await expect.poll(() => asked).toEqual([1, 2, 6, 3])
    // One that fails makes room, too.
    answers[0]!.reject(new Error('The connection is lost.'))
    await expect(pages[0]).rejects.toThrow('lost')
    await expect.poll(() => asked).toEqual([1, 2, 6, 3, 4])
    answers[3]!.resolve(page)
    await expect.poll(() => asked).toEqual([1, 2, 6, 3, 4, 5])
    for (const answer of answers) answer.resolve(page)
    expect(await Promise.all([...pages.slice(1), other])).toEqual(Array(5).fill(page))
  })
})

describe('the cursor of an appended event', () => {
  it('waits for the event to reach the log, and is null when it does not', async () => {
    const [first] = await log.write(happened(++n))
    const cursors = await Promise.all([log.events.cursorOf(company, first!), log.events.cursorOf(company, first!)])
    expect(cursors[0]).toBe(cursors[1])
    const later = await write(1)
    expect(await numbers(followed({ after: cursors[0]! }), 2)).toEqual([-1, ...later])
    expect(await log.events.cursorOf(company, 1_000_000)).toBeNull()
  })
})

describe('an outdated cursor', () => {
  it('is answered by CursorExpired once what followed it has been trimmed, and the stream ends (API-2)', async () => {
    const after = await log.events.cursorNow(company)
    const [first] = await log.write(happened(++n), happened(++n))
    const kept = await log.events.cursorOf(company, first!)
    await log.sql`update log set logged_at = now() - interval '73 hours' where outbox_id <= ${first!}`
    expect(await trimLog(log.sql, '72 hours')).toBeNull()
    const expired = { value: { __typename: 'CursorExpired' } }
    await expect.poll(() => followed({ after }).next(), patient).toMatchObject(expired)
    const stream = followed({ after })
    expect(await stream.next()).toMatchObject(expired)
    expect(await stream.next()).toEqual({ done: true })
    expect(await numbers(followed({ after: kept }), 2)).toEqual([-1, n])
  })

  it('is answered by CursorExpired once the epoch has risen, also on a stream that is open', async () => {
    const after = await log.events.cursorNow(company)
    const live = followed()
    await live.next()
    const ending = live.next()
    await log.sql`update head set epoch = epoch + 1`
    expect((await ending).value).toMatchObject({ __typename: 'CursorExpired' })
    expect(await live.next()).toEqual({ done: true })

    const { value } = await followed({ after }).next()
    expect(value).toMatchObject({ __typename: 'CursorExpired' })
    const resumed = followed({ after: value.cursor })
    await resumed.next()
    const later = await write(1)
    expect(await numbers(resumed, 1)).toEqual(later)
  })
})
