import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sealCursor } from '../../../subgraphs/kernel/events/cursor.ts'
import { advance } from '../../../subgraphs/kernel/events/advance.ts'
import { trimLog } from '../../../subgraphs/kernel/events/retention.ts'
import { connect } from '../../../subgraphs/kernel/db.ts'
import { uuidOf } from '../../../subgraphs/kernel/ids.ts'
import { freshDatabase, type FreshDatabase } from '../../support/database.ts'
import { company, openLogUnderTest, type LogUnderTest } from './log-under-test.ts'

/** Many more than a process keeps in memory, so that they are read from the table. */
const events = 12_000
let database: FreshDatabase
let log: LogUnderTest

beforeAll(async () => {
  database = await freshDatabase()
  const sql = connect({ url: database.url, schema: 'tickets', role: 'portico_tickets', pool: 1 })
  await sql`
    insert into outbox (company_id, type, version, subject, persons, data, at)
    select ${uuidOf(company)}, 'thing.happened', 1, 'thing', '{}', json_build_object('n', n), now()
    from generate_series(1, ${events}::int) as n`
  await advance(sql)
  await sql.end({ timeout: 1 })
  log = await openLogUnderTest(database.url, 'tickets')
})
afterAll(async () => {
  await log.stop()
  await database.drop()
})

/** Pages from a position to the log's end; `meanwhile` happens between the items it takes. */
async function page(from: number, meanwhile: (taken: number) => Promise<unknown>) {
  const [head] = await log.sql<{ cursor_key: Buffer }[]>`select cursor_key from head`
  const after = sealCursor({ subgraph: 'tickets', company, key: head!.cursor_key }, { epoch: 1, pos: from })
  const taken: number[] = []
  const stream = log.events.follow({
    company,
    after,
    types: ['thing.happened'],
    may: () => true,
    item: ({ pos }) => ({ __typename: 'ThingHappened', pos }),
  })
  for await (const item of stream) {
    if (item.__typename === 'CursorExpired') return { taken, how: 'expired' }
    if (!('pos' in item)) continue
    taken.push(item.pos)
    if (item.pos === events) return { taken, how: 'read all' }
    await meanwhile(taken.length)
  }
  return { taken, how: 'ended' }
}

/** Removes everything up to a position, as retention does when it has become old. */
async function trim(upTo: number): Promise<void> {
  await log.sql`update log set logged_at = now() - interval '73 hours' where pos <= ${upTo}`
  await log.sql`select trim_log(interval '72 hours')`
}
const between = (from: number, to: number) => Array.from({ length: to - from }, (_, index) => from + index + 1)

describe('a trim while a reader pages', () => {
  it('ends a reader that it overtakes with CursorExpired, and never leaves it a gap', async () => {
    const { taken, how } = await page(0, async (count) => count === 100 && trim(2_000))
    expect(how).toBe('expired')
    expect(taken).toEqual(between(0, taken.length))
    expect(taken.length).toBeGreaterThanOrEqual(100)
    expect(taken.length).toBeLessThan(2_000)
  })

  it('takes nothing from one that is ahead of it', async () => {
    const { taken, how } = await page(2_000, async (count) => count % 500 === 0 && trim(2_000 + count - 400))
    expect(how).toBe('read all')
    expect(taken).toEqual(between(2_000, events))
  })
})

describe('a trim while another process trims', () => {
  it('does not take that for nobody holding it up', async () => {
    await log.sql.begin(async (sql) => {
      await sql`select pg_advisory_xact_lock(hashtext('trim'), hashtext(current_schema()))`
      expect(await trimLog(log.sql, '72 hours')).toBeUndefined()
    })
    expect(await trimLog(log.sql, '72 hours')).toBeNull()
  })
})
