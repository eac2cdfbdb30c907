import { sql } from 'drizzle-orm'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { pino } from 'pino'
import { anonymous } from '../../../subgraphs/kernel/actor.ts'
import { openAsk, question } from '../../../subgraphs/kernel/ask.ts'
import type { Reaction } from '../../../subgraphs/kernel/events/consumer.ts'
import type { Fact } from '../../../subgraphs/kernel/events/event.ts'
import { runConsumers, type Consumers } from '../../../subgraphs/kernel/events/run-consumer.ts'
import type { Links } from '../../../subgraphs/kernel/link.ts'
import type { Services } from '../../../subgraphs/kernel/services.ts'
import { freshDatabase, type FreshDatabase } from '../../support/database.ts'
import { happened, openLogUnderTest, quiet, type LogUnderTest, patient } from './log-under-test.ts'

let database: FreshDatabase
let source: LogUnderTest
/** Two processes' worth of the same subgraph. */
let hosts: LogUnderTest[]
const running: Consumers[] = []
let name: string
let n = 0
/** How often a consumer has asked for the feed. */
let asked = 0

beforeAll(async () => {
  database = await freshDatabase()
  source = await openLogUnderTest(database.url, 'accounts')
  hosts = await Promise.all([1, 2].map(() => openLogUnderTest(database.url, 'contacts')))
  await hosts[0]!.sql`create table effect (id serial, consumer text, n integer)`
})
beforeEach(({ task }) => {
  name = task.id
})
afterEach(() => Promise.all(running.splice(0).map((consumers) => consumers.stop())))
afterAll(async () => {
  await Promise.all([source, ...hosts].map((log) => log.stop()))
  await database.drop()
})

/** Notes each event down; a test may add what else happens, before or after. */
function noting(also: (n: number) => Promise<void> | void = () => {}): Reaction<Fact<string, { n: number }>> {
  return {
    name,
    source: 'accounts',
    types: ['thing.happened'],
    async react(tx, { data }) {
      await tx.execute(sql`insert into effect (consumer, n) values (${name}, ${data.n})`)
      await also(data.n)
    },
  }
}

function run(host: LogUnderTest, reaction: Reaction, log = quiet): Consumers {
  const get = async (endpoint: string, { after, limit }: Record<string, string>) => {
    expect(endpoint).toBe('feed')
    asked++
    return JSON.parse(JSON.stringify(await source.events.feed(Number(after), Number(limit))))
  }
  const services = { name: 'contacts', db: host.db, events: host.events, log, links: { accounts: { get } } }
  const consumers = runConsumers(services as unknown as Services, [reaction], { sources: { accounts: source.events } })
  running.push(consumers)
  return consumers
}

async function effects(): Promise<number[]> {
  const rows = await hosts[0]!.sql<{ n: number }[]>`select n from effect where consumer = ${name} order by id`
  return rows.map((row) => row.n)
}

async function write(count: number, type = 'thing.happened'): Promise<number[]> {
  const written = Array.from({ length: count }, () => ++n)
  await source.write(...written.map((each) => happened(each, { type })))
  return written
}

async function logged(): Promise<number[]> {
  const rows = await source.sql<{ n: number }[]>`
    select (data->>'n')::int as n from log where type = 'thing.happened' order by pos`
  return rows.map((row) => row.n)
}

describe('reacting to another subgraph', () => {
  it('takes effect once for each event and in order, however many processes run', async () => {
    await write(40)
    const consumers = hosts.flatMap((host) => [run(host, noting()), run(host, noting())])
    const writing = Promise.all([write(150), write(60, 'thing.moved'), write(100)])
    await writing
    await Promise.all(consumers.map((each) => each.caughtUp()))
    expect(await effects()).toEqual(await logged())
  })

  it('goes on where it was stopped, also past events that it does not want', async () => {
    const first = run(hosts[0]!, noting())
    await write(5)
    await first.caughtUp()
    await first.stop()
    await write(450, 'thing.moved')
    await write(5)
    const again = run(hosts[1]!, noting())
    await again.caughtUp()
    expect(await effects()).toEqual(await logged())
    await write(3, 'thing.moved')
    await again.caughtUp()
    const [position] = await hosts[0]!.sql`select pos from consumer where name = ${name}`
    expect(Number(position!.pos)).toBe((await source.events.feed(0, 1)).end)
  })

  it('tries a failing event again and skips nothing, and its half-done effect is undone', async () => {
    let failures = 3
    const failing = run(
      hosts[0]!,
      noting((each) => {
        if (each === n - 1 && failures-- > 0) throw new Error('not yet')
      }),
    )
    await write(3)
    await failing.caughtUp()
    expect(failures).toBeLessThan(0)
    expect(await effects()).toEqual(await logged())
  })

  it('says where and why it failed, once, and asks nobody while it holds a transaction', async () => {
    const lines: string[] = []
    const log = pino({}, { write: (line: string) => void lines.push(line) })
    const ask = openAsk('contacts', {} as Links)
    let failures = 3
    const asking = noting(async () => {
      if (failures-- > 0) await ask('accounts', question('{ n }'), {}, { actor: anonymous, requestId: 'none' })
    })
    const consumers = run(hosts[0]!, asking, log)
    await write(1)
    await consumers.caughtUp()
    const faults = lines.map((line) => JSON.parse(line) as { fault: { message: string; at: string[] }; pos: number })
    expect(faults).toHaveLength(1)
    expect(faults[0]!.fault.message).toBe('contacts asks accounts inside a transaction.')
    expect(faults[0]!.fault.at.join()).toContain('consumer.test.ts')
  })

  it('waits after its source was restored, and goes on where the rebuilding of its data leaves it', async () => {
    const consumers = run(hosts[0]!, noting())
    await consumers.caughtUp()
    const before = await effects()
    await source.sql`update head set epoch = epoch + 1`
    await write(3)
    const { epoch, end } = await source.events.feed(0, 1)
    const enough = asked + 1
    await expect.poll(() => asked, patient).toBeGreaterThan(enough)
    expect(await effects()).toEqual(before)

    await hosts[0]!.sql`update consumer set epoch = ${epoch}, pos = ${end} where name = ${name}`
    const later = await write(2)
    await consumers.caughtUp()
    expect(await effects()).toEqual([...before, ...later])
  })
})
