import { sql } from 'drizzle-orm'
import { afterAll, afterEach, beforeAll, beforeEach, expect } from 'vitest'
import type { Db } from '../../../subgraphs/kernel/db.ts'
import type { Reaction } from '../../../subgraphs/kernel/events/consumer.ts'
import type { Patience } from '../../../subgraphs/kernel/events/deliver.ts'
import type { Fact } from '../../../subgraphs/kernel/events/event.ts'
import { readLogPlace } from '../../../subgraphs/kernel/events/log-place.ts'
import { runConsumers, type Consumers } from '../../../subgraphs/kernel/events/run-consumer.ts'
import { newId, type Id } from '../../../subgraphs/kernel/ids.ts'
import type { Logger } from '../../../subgraphs/kernel/log.ts'
import type { Services } from '../../../subgraphs/kernel/services.ts'
import { unwatched } from '../../../subgraphs/kernel/telemetry/telemetry.ts'
import { freshDatabase, type FreshDatabase } from '../../support/database.ts'
import { happened, openLogUnderTest, quiet, type LogUnderTest } from './log-under-test.ts'

export type Noted = Reaction<Fact<string, { n: number }>>
export type Thing = Id<'thing'>

/** Parked at the second failure, and tried again soon. */
export const impatient: Patience = { inPlaceMs: [5], parkedMs: 20, lookMs: 20, outageMs: 5 }

export interface ConsumerUnderTest {
  readonly source: LogUnderTest
  /** Two processes' worth of the subgraph that reacts. */
  readonly hosts: readonly [LogUnderTest, LogUnderTest]
  readonly database: FreshDatabase
  /** The test's own consumer. */
  readonly name: Reaction['name']
  /** Notes each event down; a test may say what else happens after that. */
  noting(also?: (n: number) => unknown): Noted
  run(host: LogUnderTest, reaction: Noted, options?: RunOptions): Consumers
  /** What was noted, in the order in which it was committed. */
  effects(): Promise<number[]>
  /** What was noted of one thing. */
  effectsOf(thing: Thing): Promise<number[]>
  /** Writes so many events of one thing; their numbers. */
  write(count: number, more?: Partial<Fact>): Promise<number[]>
  /** The numbers of all events in the log's order, of one thing if it is named. */
  logged(thing?: Thing): Promise<number[]>
  parked(): Promise<{ subject: Thing; pos: number; attempts: number; error: string | null }[]>
}

interface RunOptions {
  readonly log?: Logger
  readonly db?: Db
  readonly patience?: Patience
  /** Answers the endpoint `rows`, for a full read. */
  readonly rows?: (after: string | null) => Promise<unknown>
}

/** A source and a subgraph that reacts to it, on a database of the file's own; stops what a test has started after it. */
export function consumerUnderTest(): ConsumerUnderTest {
  let database: FreshDatabase
  let source: LogUnderTest
  let hosts: [LogUnderTest, LogUnderTest]
  let name: Reaction['name']
  let n = 0
  const running: Consumers[] = []

  beforeAll(async () => {
    database = await freshDatabase()
    source = await openLogUnderTest(database.url, 'accounts')
    const open = () => openLogUnderTest(database.url, 'contacts')
    hosts = [await open(), await open()]
    await hosts[0].sql`create table effect (id serial, consumer text, thing text, n integer)`
  })
  beforeEach(({ task }) => {
    name = `contacts.${task.id}`
  })
  afterEach(() => Promise.all(running.splice(0).map((consumers) => consumers.stop())))
  afterAll(async () => {
    await Promise.all([source, ...hosts].map((log) => log.stop()))
    await database.drop()
  })

  return {
    get source() {
      return source
    },
    get hosts() {
      return hosts
    },
    get database() {
      return database
    },
    get name() {
      return name
    },
    noting(also = () => {}) {
      const consumer = name
      return {
        name: consumer,
        source: 'accounts',
        types: ['thing.happened'],
        async react(tx, { data, subject }) {
          // The order of commits is the order of these numbers only while nobody waits in between: hence the lock.
          await tx.execute(sql`select pg_advisory_xact_lock(hashtext(${subject}))`)
          await tx.execute(sql`insert into effect (consumer, thing, n) values (${consumer}, ${subject}, ${data.n})`)
          await also(data.n)
        },
      }
    },
    run(host, reaction, { log = quiet, db = host.db, patience = impatient, rows } = {}) {
      const get = async (endpoint: string, params: Record<string, string>) => {
        if (endpoint === 'rows') return rows!(params['after'] ?? null)
        if (endpoint === 'place') return readLogPlace(source.sql, Number(params['epoch']))
        expect(endpoint).toBe('feed')
        const { after, limit, consumer } = params
        expect([undefined, reaction.name]).toContain(consumer)
        return JSON.parse(JSON.stringify(await source.events.feed(Number(after), Number(limit)))) as unknown
      }
      const services = {
        name: 'contacts',
        db,
        events: host.events,
        log,
        ...unwatched(),
        links: { accounts: { get } },
      }
      const options = { sources: { accounts: source.events }, patience }
      const consumers = runConsumers(services as unknown as Services, [reaction], options)
      running.push(consumers)
      return consumers
    },
    async effects() {
      const rows = await hosts[0].sql<{ n: number }[]>`select n from effect where consumer = ${name} order by id`
      return rows.map((row) => row.n)
    },
    async effectsOf(thing) {
      const rows = await hosts[0].sql<{ n: number }[]>`
        select n from effect where consumer = ${name} and thing = ${thing} order by id`
      return rows.map((row) => row.n)
    },
    async write(count, more) {
      const written = Array.from({ length: count }, () => ++n)
      await source.write(...written.map((each) => happened(each, more)))
      return written
    },
    async logged(thing) {
      const rows = await source.sql<{ n: number }[]>`
        select (data->>'n')::int as n from log where type = 'thing.happened' order by pos`
      const ofThing = await source.sql<{ n: number }[]>`
        select (data->>'n')::int as n from log where type = 'thing.happened' and subject = ${thing ?? ''} order by pos`
      return (thing ? ofThing : rows).map((row) => row.n)
    },
    async parked() {
      const rows = await hosts[0].sql<{ subject: Thing; pos: string; attempts: number; error: string | null }[]>`
        select subject, pos, attempts, error from parked where consumer = ${name} order by epoch, pos`
      return rows.map((row) => ({ ...row, pos: Number(row.pos) }))
    },
  }
}

export const newThing = (): Thing => newId('thing')
