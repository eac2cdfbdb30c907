import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { connect, type Sql } from '../../subgraphs/kernel/db.ts'
import { makeHistory } from '../kernel/events/history.ts'
import { freshDatabase, type FreshDatabase } from '../support/database.ts'
import { openRandom } from '../support/random.ts'

let database: FreshDatabase
let sql: Sql

beforeAll(async () => {
  database = await freshDatabase()
  sql = connect({ url: database.url, schema: 'tickets', role: 'portico_tickets', pool: 13 })
})
afterAll(async () => {
  await sql.end({ timeout: 1 })
  await database.drop()
})

describe('advancing the log for 100,000 events', () => {
  it('loses, repeats and misorders nothing, where simpler readers lose or misorder', async () => {
    const random = openRandom()
    const history = await makeHistory(sql, 100_000, random)
    console.log(`history: ${JSON.stringify({ seed: random.seed, ...history })}`)
    expect(history.committed).toBeGreaterThanOrEqual(100_000)
    expect(history.naive.lost, 'lost by the naive reader').toBeGreaterThan(0)
    expect(history.byTransaction.misordered, 'misordered by the reader of transaction ids').toBeGreaterThan(0)
    expect(history.log).toEqual({ lost: 0, repeated: 0, misordered: 0 })
    expect(history.isWhole).toBe(true)
  })
})
