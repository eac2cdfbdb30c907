import { pino } from 'pino'
import { describe, expect, it } from 'vitest'
import { anonymous } from '../../../subgraphs/kernel/actor.ts'
import { openAsk, question } from '../../../subgraphs/kernel/ask.ts'
import type { Db } from '../../../subgraphs/kernel/db.ts'
import type { Links } from '../../../subgraphs/kernel/link.ts'
import { consumerUnderTest, newThing } from './consumer-under-test.ts'
import { patient } from './log-under-test.ts'

const test = consumerUnderTest()
const { run, noting, write } = test

describe('reacting to another subgraph', () => {
  it('takes effect once for each event and in order, however many processes run', async () => {
    await write(20)
    const consumers = test.hosts.flatMap((host) => [run(host, noting()), run(host, noting())])
    await Promise.all([write(60), write(30, { type: 'thing.moved' }), write(40)])
    await Promise.all(consumers.map((each) => each.caughtUp()))
    expect(await test.effects()).toEqual(await test.logged())
  })

  it('takes an event although another process has meanwhile moved on to just before it', async () => {
    const [here, there] = test.hosts
    const first = run(here, noting())
    await first.caughtUp()
    await first.stop()
    await write(1, { type: 'thing.moved' })
    await write(1)
    let isOvertaken = false
    const transaction: Db['transaction'] = async (...given) => {
      if (!isOvertaken) await there.sql`update consumer set pos = pos + 1 where name = ${test.name}`
      isOvertaken = true
      return here.db.transaction(...given)
    }
    await run(here, noting(), { db: Object.assign(Object.create(here.db) as Db, { transaction }) }).caughtUp()
    expect(isOvertaken).toBe(true)
    expect(await test.effects()).toEqual(await test.logged())
  })

  it('goes on where it was stopped, also past events that it does not want', async () => {
    const first = run(test.hosts[0], noting())
    await write(5)
    await first.caughtUp()
    await first.stop()
    await write(250, { type: 'thing.moved' })
    await write(5)
    const again = run(test.hosts[1], noting())
    await again.caughtUp()
    expect(await test.effects()).toEqual(await test.logged())
    await write(3, { type: 'thing.moved' })
    await again.caughtUp()
    const [position] = await test.hosts[0].sql`select pos from consumer where name = ${test.name}`
    expect(Number(position!['pos'])).toBe((await test.source.events.feed(0, 1)).end)
  })

  it('tries a failing event again and skips nothing, and its half-done effect is undone', async () => {
    const [failing] = [(await write(3))[1]!]
    let failures = 1
    const consumers = run(
      test.hosts[0],
      noting((n) => {
        if (n === failing && failures-- > 0) throw new Error('not yet')
      }),
    )
    await consumers.caughtUp()
    expect(failures).toBeLessThan(0)
    expect(await test.effects()).toEqual(await test.logged())
    expect(await test.parked()).toEqual([])
  })

  it('waits out an outage without parking anything, however long it lasts', async () => {
    let failures = 6
    const consumers = run(
      test.hosts[0],
      noting(() => {
        if (failures-- > 0) throw Object.assign(new Error('gone'), { code: 'CONNECTION_CLOSED' })
      }),
    )
    await write(2)
    await consumers.caughtUp()
    expect(failures).toBeLessThan(0)
    expect(await test.effects()).toEqual(await test.logged())
    expect(await test.parked()).toEqual([])
  })

  it('says where and why it failed, and asks nobody while it holds a transaction', async () => {
    const lines: string[] = []
    const log = pino({}, { write: (line: string) => void lines.push(line) })
    const ask = openAsk('contacts', {} as Links)
    let failures = 1
    const asking = noting(async () => {
      if (failures-- > 0) await ask('accounts', question('{ n }'), {}, { actor: anonymous, requestId: 'none' })
    })
    const consumers = run(test.hosts[0], asking, { log })
    await write(1)
    await consumers.caughtUp()
    const faults = lines.map((line) => JSON.parse(line) as { fault: { message: string; at: string[] }; pos: number })
    expect(faults).toHaveLength(1)
    expect(faults[0]!.fault.message).toBe('contacts asks accounts inside a transaction.')
    expect(faults[0]!.fault.at.join()).toContain('consumer.test.ts')
  })

  it('gives each event a key of its own, by which what goes outside is deduplicated', async () => {
    const keys: string[] = []
    const reaction = noting()
    const consumers = run(test.hosts[0], {
      ...reaction,
      react: async (tx, event, services, key) => void keys.push(key),
    })
    await write(3)
    await consumers.caughtUp()
    const places = await test.source.sql<{ pos: string; epoch: number }[]>`
      select pos, epoch from log, head where type = 'thing.happened' order by pos`
    expect(keys).toEqual(places.map(({ pos, epoch }) => `${test.name}:accounts:${epoch}.${pos}`))
  })
})

describe('reacting to a log that was restored', () => {
  const restore = async (kept: number) => {
    await test.source.sql.begin(async (tx) => {
      await tx`delete from log where pos > ${kept}::bigint`
      await tx`update head set epoch = epoch + 1`
    })
  }
  const endOf = async () => (await test.source.events.feed(0, 1)).end

  it('goes on where it was when all that it has read is still there', async () => {
    const consumers = run(test.hosts[0], noting())
    await write(3)
    await consumers.caughtUp()
    const before = await test.effects()
    await restore(await endOf())
    const later = await write(3)
    await consumers.caughtUp()
    expect(await test.effects()).toEqual([...before, ...later])
  })

  it('takes in what has taken the positions of events that were lost, and nothing twice', async () => {
    const consumers = run(test.hosts[0], noting())
    await write(5)
    await consumers.caughtUp()
    const before = await test.effects()
    await consumers.stop()
    await restore((await endOf()) - 3)
    // More than were lost: the new end is beyond where the consumer stood.
    const later = await write(6)
    await run(test.hosts[0], noting()).caughtUp()
    expect(await test.effects()).toEqual([...before, ...later])
  })

  it('goes back to where the logs parted first, however often the source was restored meanwhile', async () => {
    const consumers = run(test.hosts[0], noting())
    await write(6)
    await consumers.caughtUp()
    const before = await test.effects()
    await consumers.stop()
    await restore((await endOf()) - 4)
    const later = await write(8)
    await restore(await endOf())
    later.push(...(await write(1)))
    await run(test.hosts[0], noting()).caughtUp()
    expect(await test.effects()).toEqual([...before, ...later])
  })

  it('waits while the log is shorter than what it has read of it, until the epoch says that it is another one', async () => {
    const lines: string[] = []
    const log = pino({}, { write: (line: string) => void lines.push(line) })
    const consumers = run(test.hosts[0], noting(), { log })
    await write(5)
    await consumers.caughtUp()
    const before = await test.effects()
    const end = await endOf()
    await test.source.sql`delete from log where pos > ${end - 2}::bigint`
    await expect.poll(() => lines.join(), patient).toContain('waits until its epoch has risen')
    await test.source.sql`update head set epoch = epoch + 1`
    const later = await write(4)
    await expect.poll(() => test.effects(), patient).toEqual([...before, ...later])
    expect(await test.parked()).toEqual([])
  })

  it('goes on with what is left where retention has passed it', async () => {
    const thing = newThing()
    await write(4, { subject: thing })
    const end = await endOf()
    await test.source.sql`delete from log where pos <= ${end - 2}::bigint`
    await test.source.sql`update head set trimmed = ${end - 2}::bigint`
    const consumers = run(test.hosts[0], noting())
    await consumers.caughtUp()
    expect(await test.effectsOf(thing)).toEqual(await test.logged(thing))
  })
})
