import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { connect, type Sql } from '../../../subgraphs/kernel/db.ts'
import { advance, tryAdvance } from '../../../subgraphs/kernel/events/advance.ts'
import { uuidOf } from '../../../subgraphs/kernel/ids.ts'
import { freshDatabase, type FreshDatabase } from '../../support/database.ts'
import { openRandom } from '../../support/random.ts'
import { append, makeHistory } from './history.ts'
import { company } from './log-under-test.ts'

const settings = { schema: 'tickets', role: 'portico_tickets', pool: 13 }
const faultless = { lost: 0, repeated: 0, misordered: 0 }
let database: FreshDatabase
let sql: Sql

beforeAll(async () => {
  database = await freshDatabase()
  sql = connect({ ...settings, url: database.url })
})
afterAll(async () => {
  await sql.end({ timeout: 1 })
  await database.drop()
})

describe('advancing the log', () => {
  it('loses, repeats and misorders nothing, where simpler readers lose or misorder', { timeout: 60_000 }, async () => {
    const random = openRandom()
    const { committed, naive, byTransaction, log, isWhole } = await makeHistory(sql, 2000, random)
    const seed = `SEED=${random.seed}`
    expect(committed).toBeGreaterThanOrEqual(2000)
    expect(naive.lost, 'lost by the naive reader').toBeGreaterThan(0)
    expect(byTransaction.lost, 'lost by the reader of transaction ids').toBe(0)
    expect(byTransaction.misordered, 'misordered by the reader of transaction ids').toBeGreaterThan(0)
    expect(log, seed).toEqual(faultless)
    expect(isWhole, seed).toBe(true)
  })

  it('costs no more and loses nothing while a snapshot is held open, as by pg_dump', { timeout: 60_000 }, async () => {
    const holder = await sql.reserve()
    await holder`begin isolation level repeatable read`
    await holder`select 1 from log limit 1`
    const before = await lastOf(sql)
    const costs: number[] = []
    for (let round = 0; round < 100; round++) {
      await sql`
        insert into outbox (company_id, type, version, subject, persons, data, at)
        select ${uuidOf(company)}, 'thing.counted', 1, 'many', '{}', '{}', now() from generate_series(1, 200)`
      costs.push(await costOf(sql))
    }
    await advance(sql)
    expect(await lastOf(sql)).toBe(before + 20_000)
    // Without the floor the last ones would look through the 20,000 rows that the snapshot keeps from being removed.
    expect(median(costs.slice(-20)) / median(costs.slice(5, 25))).toBeLessThan(2)
    await holder`rollback`
    holder.release()
  })

  it('keeps its floor below an event whose transaction still runs', async () => {
    await sql`select setval('outbox_id', (select last_value + 10000 from outbox_id))`
    const slow = await sql.reserve()
    await slow`begin`
    await append(slow, 'late', 1)
    for (let i = 0; i < 5; i++) await advance(sql)
    await slow`commit`
    slow.release()
    await advance(sql)
    expect(await sql`select from log where subject = 'late'`).toHaveLength(1)
  })

  it('refuses every isolation but READ COMMITTED', async () => {
    for (const isolation of ['repeatable read', 'serializable'] as const) {
      for (const how of [advance, tryAdvance]) {
        const tried = sql.begin(`isolation level ${isolation}`, (tx) => how(tx as unknown as Sql))
        await expect(tried).rejects.toThrow(/READ COMMITTED only/)
      }
    }
  })

  it('waits for the disk at its commit, whatever the session does otherwise', async () => {
    const seen = await sql.begin(async (tx) => {
      await tx`set local synchronous_commit = off`
      await tx`select advance()`
      return tx`show synchronous_commit`
    })
    expect(seen[0]).toEqual({ synchronous_commit: 'on' })
  })
})

async function lastOf(log: Sql): Promise<number> {
  const [row] = await log<{ pos: number }[]>`select max(pos)::float8 as pos from log`
  return row!.pos
}

/** How many pages one call of `advance()` looks at: the same on any machine, however busy. */
async function costOf(log: Sql): Promise<number> {
  const [row] = await log`explain (analyze, buffers, format json) select advance()`
  const [{ Plan }] = row!['QUERY PLAN'] as [{ Plan: Record<string, number> }]
  return Plan['Shared Hit Blocks']! + Plan['Shared Read Blocks']!
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!
}
