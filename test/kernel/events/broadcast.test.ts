import { setTimeout as delay } from 'node:timers/promises'
import { jetstreamManager, type JetStreamManager, type StreamInfo } from '@nats-io/jetstream'
import { connect as connectNats, type NatsConnection } from '@nats-io/transport-node'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { connect } from '../../../subgraphs/kernel/db.ts'
import { advance } from '../../../subgraphs/kernel/events/advance.ts'
import type { Fact } from '../../../subgraphs/kernel/events/event.ts'
import type { HostedEventLog } from '../../../subgraphs/kernel/events/open-event-log.ts'
import { trimLog } from '../../../subgraphs/kernel/events/retention.ts'
import { uuidOf } from '../../../subgraphs/kernel/ids.ts'
import type { SubgraphName } from '../../../subgraphs/kernel/subgraph.ts'
import { administer, freshDatabase, type FreshDatabase } from '../../support/database.ts'
import { natsServer, prepareNats, withoutNats, type NatsUnderTest } from '../../support/nats.ts'
import { company, happened, openLogUnderTest, patient, type LogUnderTest } from './log-under-test.ts'

if (!natsServer) console.warn(withoutNats)

/** Everything that a subscriber has got since it subscribed: the numbers of the events, and what else was no heartbeat. */
interface Followed {
  readonly items: (number | string)[]
}

describe.skipIf(!natsServer)('a log that is broadcast through NATS', () => {
  let nats: NatsUnderTest
  let client: NatsConnection
  let streams: JetStreamManager['streams']
  let database: FreshDatabase
  const undo: (() => unknown)[] = []
  let n = 0

  beforeAll(async () => {
    nats = await prepareNats()
    await nats.start()
    client = await connectNats({ servers: nats.url.slice(7), maxReconnectAttempts: -1, reconnectTimeWait: 50 })
    streams = (await jetstreamManager(client, { timeout: 500 })).streams
  })
  afterEach(async () => {
    for (const step of undo.splice(0).reverse()) await step()
  })
  afterAll(async () => {
    await client?.close()
    await nats?.stop()
  })

  async function openDatabase() {
    const opened = await freshDatabase()
    undo.push(() => opened.drop())
    database = opened
  }

  async function open(name: SubgraphName = 'tickets', url = database.url, natsUrl = nats.url): Promise<LogUnderTest> {
    const log = await openLogUnderTest(url, name, { natsUrl })
    undo.push(() => log.stop())
    return log
  }

  /** Two processes with the same log, as far as they can tell, and both follow its stream. */
  async function openTwo(name?: SubgraphName) {
    await openDatabase()
    const logs = [await open(name), await open(name)] as const
    const stream = await carried(2)
    return { logs, stream }
  }

  /** The one stream that so many processes follow; those that have lost it are still counted for a while. */
  async function carried(processes: number, isMeant = (_: StreamInfo) => true): Promise<StreamInfo> {
    let found: StreamInfo[] = []
    const count = async () => {
      found = (await streams.list().next()).filter((each) => isMeant(each) && each.state.consumer_count >= processes)
      return found.length
    }
    await expect.poll(() => count().catch(() => 0), patient).toBe(1)
    undo.unshift(() => streams.delete(found[0]!.config.name).catch(() => {}))
    return found[0]!
  }

  function follow(events: HostedEventLog): Followed {
    const items: (number | string)[] = []
    const stream = events.follow<Fact<string, { n: number }>, { n: number }>({
      company,
      after: null,
      types: ['thing.happened'],
      may: () => true,
      item: ({ data }) => ({ n: data.n }),
    })
    undo.push(() => stream.return!())
    void (async () => {
      for await (const item of stream) {
        if ('n' in item) items.push(item.n)
        else if (item.__typename !== 'Heartbeat') items.push(item.__typename)
      }
    })()
    return { items }
  }

  async function following(...logs: readonly LogUnderTest[]): Promise<Followed[]> {
    const all = logs.map(({ events }) => follow(events))
    await expect.poll(() => all.every(({ items }) => items[0] === 'StreamOpened'), patient).toBe(true)
    return all
  }

  /** Writes so many events one after the other. */
  async function write(log: LogUnderTest, count: number): Promise<void> {
    await log.write(...Array.from({ length: count }, () => happened(++n)))
  }

  /** Until each follower has got what the log has, once and in its order. */
  async function agree(log: LogUnderTest, followed: readonly Followed[], above = 0): Promise<void> {
    await advance(log.sql)
    const rows = await log.sql<{ n: number }[]>`
      select (data->>'n')::int as n from log where pos > ${above} order by pos`
    expect(rows.length).toBeGreaterThan(0)
    for (const { items } of followed) {
      await expect.poll(() => items.length, patient).toBeGreaterThan(rows.length)
      expect(items).toEqual(['StreamOpened', ...rows.map((row) => row.n)])
    }
  }

  /** The positions of a stream's messages by their sequence, each as its message tells it. */
  async function positions(name: string): Promise<(number | null)[]> {
    const { state } = await streams.info(name)
    const all: (number | null)[] = []
    for (let seq = 1; seq <= state.last_seq; seq++) {
      const message = await streams.getMessage(name, { seq })
      all.push(message!.data.length === 0 ? null : message!.json<{ pos: number }>().pos)
    }
    return all
  }

  const upTo = (last: number, first = 1) => Array.from({ length: last - first + 1 }, (_, index) => first + index)

  it('brings a process every event in its order, also while that one’s database is away', async () => {
    await openDatabase()
    const url = new URL(database.url)
    url.username = `reader_${url.pathname.slice(1)}`
    url.password = 'reads'
    const role = url.username
    await administer((sql) => sql.unsafe(`CREATE ROLE ${role} SUPERUSER LOGIN PASSWORD 'reads'`))
    undo.push(() => administer((sql) => sql.unsafe(`DROP ROLE ${role}`)))
    const writer = await open()
    const reader = await open('tickets', url.toString())
    const { config } = await carried(2)
    const followed = await following(writer, reader)

    await administer((sql) => sql.unsafe(`ALTER ROLE ${role} NOLOGIN`))
    await administer((sql) => sql`select pg_terminate_backend(pid) from pg_stat_activity where usename = ${role}`)
    await write(writer, 200)
    await agree(writer, followed)
    expect(await positions(config.name)).toEqual(upTo(200))

    await administer((sql) => sql.unsafe(`ALTER ROLE ${role} LOGIN`))
    await write(writer, 10)
    await agree(writer, followed)
  })

  it('has each event once at the sequence of its position, whoever was quicker to publish it', async () => {
    const { logs, stream } = await openTwo()
    const followed = await following(...logs)
    await Promise.all([...logs, ...logs].map((log) => write(log, 60)))
    await agree(logs[0], followed)
    await expect.poll(() => positions(stream.config.name), patient).toEqual(upTo(240))
  })

  it(
    'loses and repeats nothing when NATS is killed under load, and when it comes back with nothing',
    { timeout: 60_000 },
    async () => {
      const { logs } = await openTwo()
      const followed = await following(...logs)
      let isWriting = true
      const writing = logs.map(async (log) => {
        while (isWriting) {
          await write(log, 1)
          await delay(2)
        }
      })
      const grows = async (by = 40) => {
        const { length } = followed[1]!.items
        await expect.poll(() => followed[1]!.items.length, patient).toBeGreaterThan(length + by)
      }
      await grows()
      await nats.kill()
      await grows()
      await nats.start()
      await carried(2)
      await grows()
      await nats.kill()
      nats.empty()
      await grows()
      await nats.start()
      const { config } = await carried(2)
      await grows()
      isWriting = false
      await Promise.all(writing)
      await agree(logs[0], followed)

      const base = Number(config.subjects[0]!.split('.').at(-1))
      const [end] = await logs[0].sql<{ pos: string }[]>`select max(pos) as pos from log`
      const last = Number(end!.pos)
      await expect.poll(() => positions(config.name), patient).toEqual(upTo(last, base + 1))
    },
  )

  it('begins a stream where retention has trimmed the log, and its sequences by that much lower', async () => {
    await openDatabase()
    const sql = connect({ url: database.url, schema: 'tickets', role: 'portico_tickets', pool: 1 })
    undo.push(() => sql.end({ timeout: 1 }))
    await sql`
      insert into outbox (company_id, type, version, subject, persons, data, at)
      select ${uuidOf(company)}, 'thing.happened', 1, 'thing', '{}', '{"n": 0}', now() from generate_series(1, 40)`
    await advance(sql)
    await sql`update log set logged_at = now() - interval '73 hours' where pos <= 30`
    await trimLog(sql, '72 hours')
    const logs = [await open(), await open()]
    const { config } = await carried(2)
    const followed = await following(...logs)
    await write(logs[0]!, 5)
    await agree(logs[0]!, followed, 40)
    await expect.poll(() => positions(config.name), patient).toEqual(upTo(45, 31))
  })

  it('makes a stream anew near the end when it is far behind a log', async () => {
    const { logs, stream } = await openTwo()
    const followed = await following(...logs)
    await write(logs[0], 1)
    await nats.kill()
    await logs[0].sql`
      insert into log (pos, outbox_id, company_id, type, version, subject, persons, data, at)
      select 1 + pos, 1000 + pos, ${uuidOf(company)}, 'thing.else', 1, 'thing', '{}', '{}', now()
      from generate_series(1, 11000) as pos`
    await nats.start()
    await carried(1, ({ config }) => config.subjects[0] !== stream.config.subjects[0])
    await write(logs[0], 1)
    await write(logs[1], 1)
    await expect.poll(() => followed.map(({ items }) => items.length), patient).toEqual([4, 4])
    await carried(2)
  })

  it('goes on in a stream of the new epoch, and removes the one before', async () => {
    const { logs, stream } = await openTwo()
    const before = await following(...logs)
    await write(logs[0], 3)
    await agree(logs[0], before)
    await logs[0].sql`select begin_epoch()`
    for (const { items } of before) await expect.poll(() => items.at(-1), patient).toBe('CursorExpired')

    const { config } = await carried(2, ({ config }) => config.name !== stream.config.name)
    const after = await following(...logs)
    await write(logs[1], 3)
    await agree(logs[0], after, 3)
    await expect.poll(() => positions(config.name), patient).toEqual(upTo(6))
    await expect(streams.info(stream.config.name)).rejects.toThrow('stream not found')
  })

  it('leaves an event that is too large for a message to be read from the log', async () => {
    const { logs, stream } = await openTwo()
    const followed = await following(...logs)
    await write(logs[0], 1)
    const large = happened(++n)
    await logs[0].write({ ...large, data: { ...large.data, text: 'x'.repeat(1_200_000) } } as typeof large)
    await write(logs[0], 1)
    await agree(logs[0], followed)
    await expect.poll(() => positions(stream.config.name), patient).toEqual([1, null, 3])
  })

  it('is read from PostgreSQL where NATS is away at the start, and carried as soon as it is there', async () => {
    const late = await prepareNats()
    undo.push(() => late.stop())
    await openDatabase()
    const logs = [await open('tickets', database.url, late.url), await open('tickets', database.url, late.url)]
    const followed = await following(...logs)
    await write(logs[0]!, 5)
    await agree(logs[0]!, followed)
    await late.start()
    const other = await connectNats({ servers: late.url.slice(7) })
    undo.push(() => other.close())
    const manager = await jetstreamManager(other)
    const consumers = async () => (await manager.streams.list().next())[0]?.state.consumer_count
    await expect.poll(consumers, patient).toBe(2)
    await write(logs[1]!, 5)
    await agree(logs[0]!, followed)
  })

  it('is not led astray by messages that do not follow on what was read', async () => {
    const { logs, stream } = await openTwo()
    const followed = await following(...logs)
    const { subject } = happened(0)
    const forged = { company, subject, type: 'thing.happened', version: 1, persons: [], at: new Date(), by: null }
    for (const pos of [5, 2])
      client.publish(stream.config.subjects[0]!, JSON.stringify({ ...forged, pos, outboxId: pos, data: { n: 666 } }))
    await client.flush()
    for (const log of logs) await write(log, 3)
    await agree(logs[0], followed)
  })

  it('is never mixed with another one on the same servers, be it a copy of the same database', async () => {
    await openDatabase()
    const one = await open()
    await openDatabase()
    const other = await open()
    const keys = await Promise.all([one, other].map(({ sql }) => sql`select cursor_key from head`))
    expect(keys[0]).toEqual(keys[1])
    const followed = await following(one, other)
    await write(one, 20)
    await write(other, 30)
    await agree(one, [followed[0]!])
    await agree(other, [followed[1]!])
  })
})
