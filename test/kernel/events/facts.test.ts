import postgres from 'postgres'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { rightsFacts } from '../../../subgraphs/accounts/session-news/session-news.ts'
import { readFacts } from '../../../subgraphs/kernel/events/facts-page.ts'
import { uuidOf } from '../../../subgraphs/kernel/ids.ts'
import { freshDatabase, type FreshDatabase } from '../../support/database.ts'
import { company } from './log-under-test.ts'

/** How many events the log has. Every hundredth is one that gateways must know; ten are numbered in a second. */
const events = 60_000
let database: FreshDatabase
let sql: postgres.Sql
/** What was asked last of the log. */
let asked: { query: string; params: string[] }

beforeAll(async () => {
  database = await freshDatabase()
  sql = postgres(database.url, {
    max: 1,
    fetch_types: false,
    connection: { search_path: 'accounts' },
    debug: (_connection, query, params) => {
      if (query.trimStart().startsWith('select head.')) asked = { query, params: params as string[] }
    },
  })
  await sql`
    insert into log (pos, outbox_id, company_id, type, version, subject, persons, data, at, logged_at)
    select n, n, ${uuidOf(company)}, case when n % 100 = 0 then 'session.ended' else 'thing.happened' end, 1, 'thing', '{}',
      json_build_object('n', n), now(), now() - make_interval(secs => (${events}::int - n) / 10.0)
    from generate_series(1, ${events}::int) as n`
}, 60_000)
afterAll(async () => {
  await sql?.end({ timeout: 1 })
  await database?.drop()
})

const read = (from: Parameters<typeof readFacts>[3]) => readFacts(sql, (event) => event, rightsFacts, from, 5000)

/** How PostgreSQL answers what was asked last. */
async function plan(): Promise<string> {
  const { query, params } = asked
  const rows = await sql.unsafe(`explain ${query}`, params)
  return rows.map((row) => row['QUERY PLAN'] as string).join('\n')
}

describe('the facts of some types', () => {
  it.each(['before', 'after'])(
    'are found by an index, be it by place or by time, %s the log was analyzed',
    async (when) => {
      if (when === 'after') await sql`analyze log`
      const { facts, isWhole } = await read({ seconds: 720 })
      // Seventy-two, less one for each ten seconds since they were written.
      expect(facts.length).toBeGreaterThan(40)
      expect(facts.length).toBeLessThanOrEqual(72)
      expect(isWhole).toBe(true)
      expect(await plan()).toMatch(/Index Scan.* log_rights\b/)
      await read({ epoch: 1, pos: events - 1000 })
      expect(await plan()).toMatch(/Index Scan.* log_(pkey|rights)\b/)
      expect(await plan()).not.toMatch(/Seq Scan on log\b/)
    },
  )

  it('are looked for in a part of the log at a time', async () => {
    const found = await read({ epoch: 1, pos: 0 })
    expect(found).toMatchObject({ isContinued: true, isWhole: false, pos: 50_000, logged: 500 })
    const rest = await read({ epoch: 1, pos: events - 10_000 })
    expect(rest).toMatchObject({ isContinued: true, isWhole: true, pos: events, logged: 100 })
  })

  it('have an index that names every one that gateways must know', async () => {
    const [row] = await sql<{ def: string }[]>`select pg_get_indexdef('log_rights'::regclass) as def`
    expect([...row!.def.matchAll(/'([a-z_.]+)'::text/g)].map(([, type]) => type).sort()).toEqual(
      [...rightsFacts].sort(),
    )
  })
})
