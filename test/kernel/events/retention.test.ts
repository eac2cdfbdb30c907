import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { trimLog } from '../../../subgraphs/kernel/events/retention.ts'
import { freshDatabase, type FreshDatabase } from '../../support/database.ts'
import { company, happened, openLogUnderTest, patient, type LogUnderTest } from './log-under-test.ts'

let database: FreshDatabase
let log: LogUnderTest

beforeAll(async () => {
  database = await freshDatabase()
  log = await openLogUnderTest(database.url, 'contacts')
})
afterAll(async () => {
  await log.stop()
  await database.drop()
})

async function write(count: number): Promise<void> {
  const facts = Array.from({ length: count }, (_, index) => happened(index))
  const ids = await log.write(...facts)
  await log.events.cursorOf(company, ids.at(-1)!)
}

async function age(pos: number): Promise<void> {
  await log.sql`update log set logged_at = now() - interval '73 hours' where pos <= ${pos}`
}

async function kept(): Promise<[number, number]> {
  const [row] = await log.sql<{ first: number; last: number }[]>`
    select min(pos)::int as first, max(pos)::int as last from log`
  return [row!.first, row!.last]
}

describe('the retention of a log', () => {
  it('removes what is older than 72 hours, and nothing else (API-2)', async () => {
    await write(20)
    await age(12)
    expect(await trimLog(log.sql, '72 hours')).toBeNull()
    expect(await kept()).toEqual([13, 20])
    expect(await log.sql`select trimmed::int from head`).toEqual([{ trimmed: 12 }])
    // An old one behind a younger one stays: positions have no gaps.
    await log.sql`update log set logged_at = now() - interval '73 hours' where pos = 15`
    await trimLog(log.sql, '72 hours')
    expect(await kept()).toEqual([13, 20])
  })

  it('never passes a consumer that has yet to read, and says which one it is', async () => {
    await log.events.feed(14, 1, 'slow reader')
    await age(18)
    expect(await trimLog(log.sql, '72 hours')).toBe('slow reader')
    expect(await kept()).toEqual([15, 20])
    await log.sql`delete from reader`
    expect(await trimLog(log.sql, '72 hours')).toBeNull()
    expect(await kept()).toEqual([19, 20])
  })

  it('numbers on where the log ended, also when nothing is left of it', async () => {
    await age(20)
    await trimLog(log.sql, '72 hours')
    expect(await log.sql`select from log`).toHaveLength(0)
    await write(2)
    expect(await kept()).toEqual([21, 22])
    expect((await log.events.feed(20, 10)).events.map(({ pos }) => pos)).toEqual([21, 22])
  })

  it('takes turns with other processes', async () => {
    await write(50)
    await age(40)
    await Promise.all(Array.from({ length: 8 }, () => trimLog(log.sql, '72 hours')))
    await expect
      .poll(async () => {
        await trimLog(log.sql, '72 hours')
        return kept()
      }, patient)
      .toEqual([41, 72])
  })
})

describe('a database that has become another one', () => {
  it('begins a new epoch before it numbers anything (API-2)', async () => {
    const [before] = await log.sql<{ epoch: number; server: string }[]>`select epoch, server from head`
    expect(before!.server).toMatch(/^\d+\/[0-9A-F]{8}$/)
    await log.sql`update head set server = '1/00000001'`
    // The sessions of before would not be there any more.
    const later = await openLogUnderTest(database.url, 'contacts')
    await expect.poll(async () => (await log.events.feed(0, 1)).epoch, patient).toBe(before!.epoch + 1)
    await later.stop()
    expect(await log.sql`select server from head`).toEqual([{ server: before!.server }])
  })
})

describe('an event of an earlier release', () => {
  it('is read in the shape of this one, from the log as live', async () => {
    const upcasters = {
      'thing.happened': {
        1: (data: object) => ({ ...data, unit: 'm' }),
        2: (data: object) => ({ ...data, isWhole: true }),
      },
    }
    const newer = await openLogUnderTest(database.url, 'contacts', { upcasters })
    const { end } = await newer.events.feed(0, 1)
    await write(1)
    await log.write(happened(7, { version: 2 }), happened(8, { version: 3 }), happened(9, { type: 'thing.moved' }))
    await expect.poll(async () => (await newer.events.feed(0, 1)).end, patient).toBe(end + 4)
    const { events } = await newer.events.feed(end, 10)
    expect(events.map(({ version, data }) => [version, data])).toEqual([
      [3, { n: 0, unit: 'm', isWhole: true }],
      [3, { n: 7, isWhole: true }],
      [3, { n: 8 }],
      [1, { n: 9 }],
    ])
    await newer.stop()
  })
})
