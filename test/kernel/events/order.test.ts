import { setTimeout as delay } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { connect, type Sql } from '../../../subgraphs/kernel/db.ts'
import { advance, tryAdvance } from '../../../subgraphs/kernel/events/advance.ts'
import { uuidOf } from '../../../subgraphs/kernel/ids.ts'
import { freshDatabase, type FreshDatabase } from '../../support/database.ts'
import { company, patient } from './log-under-test.ts'

const settings = { schema: 'tickets', role: 'portico_tickets', pool: 12 }
let database: FreshDatabase
let sql: Sql

beforeAll(async () => {
  database = await freshDatabase()
  sql = connect({ ...settings, url: database.url })
  await sql`create table thing (id integer primary key, count integer not null default 0)`
  await sql`insert into thing select generate_series(1, 20)`
})
afterAll(async () => {
  await sql.end({ timeout: 1 })
  await database.drop()
})

function append(tx: Sql, subject: string, n: number) {
  return tx`
    insert into outbox (company_id, type, version, subject, persons, data, at)
    values (${uuidOf(company)}, 'thing.counted', 1, ${subject}, '{}', ${tx.json({ n })}, now())`
}

/** One more on a thing, under its row lock. */
async function count(tx: Sql) {
  const thing = 1 + Math.floor(Math.random() * 20)
  const [row] = await tx<{ count: number }[]>`update thing set count = count + 1 where id = ${thing} returning count`
  await append(tx, `thing ${thing}`, row!.count)
}

/** 60 % plain, 15 % slow, 15 % with ids taken early and the lock late, 10 % rolled back. */
async function write(kind: number) {
  const undone = new Error('rolled back')
  await sql
    .begin(async (each) => {
      const tx = each as unknown as Sql
      if (kind >= 0.75 && kind < 0.9) {
        await append(tx, `alone ${Math.random()}`, 1)
        await tx`select pg_sleep(0.015 * random())`
      }
      await count(tx)
      if (kind >= 0.6 && kind < 0.75) await tx`select pg_sleep(0.015 * random())`
      if (kind >= 0.9) throw undone
    })
    .catch((error: unknown) => {
      if (error !== undone) throw error
    })
}

describe('advancing the log', () => {
  it('loses, repeats and misorders nothing where a naive reader loses', { timeout: 60_000 }, async () => {
    // What a reader of `id > cursor` would read: the outbox as it would be if nobody emptied it.
    await sql`create table kept as select id from outbox`
    await sql`create function keep() returns trigger language plpgsql as 'begin insert into kept values (new.id); return null; end'`
    await sql`create trigger keep after insert on outbox for each row execute function keep()`

    let writing = true
    const naive = new Set<number>()
    async function readNaively() {
      for (let cursor = 0; ;) {
        const last = !writing
        for (const { id } of await sql<{ id: string }[]>`select id from kept where id > ${cursor} order by id`) {
          naive.add((cursor = Number(id)))
        }
        if (last) return
      }
    }
    async function keepAdvancing(how: typeof advance) {
      while (writing) {
        await how(sql)
        await delay(1)
      }
    }
    async function writeOften() {
      for (let i = 0; i < 230; i++) await write(Math.random())
    }

    const background = [readNaively(), keepAdvancing(advance), keepAdvancing(advance), keepAdvancing(tryAdvance)]
    await Promise.all(Array.from({ length: 8 }, writeOften))
    writing = false
    await Promise.all(background)
    await advance(sql)
    await sql`drop trigger keep on outbox`

    const log = await sql<{ pos: string; outbox_id: string; subject: string; n: number }[]>`
      select pos, outbox_id, subject, (data->>'n')::int as n from log order by pos`
    const committed = (await sql<{ id: string }[]>`select id from kept`).map(({ id }) => Number(id))
    expect(committed.length).toBeGreaterThan(1500)
    expect(committed.filter((id) => !naive.has(id)).length, 'lost by the naive reader').toBeGreaterThan(0)

    const ids = log.map((row) => Number(row.outbox_id))
    expect(ids.toSorted((a, b) => a - b)).toEqual(committed.toSorted((a, b) => a - b))
    expect(log.map((row) => Number(row.pos))).toEqual(log.map((_, index) => index + 1))
    const counts = new Map<string, number>()
    const misordered = log.filter(({ subject, n }) => {
      const before = counts.get(subject) ?? 0
      counts.set(subject, n)
      return n !== before + 1
    })
    expect(misordered).toEqual([])
    expect(await sql`select from outbox`).toHaveLength(0)
  })

  it('moves its floor on while a foreign snapshot is held open', async () => {
    const holder = await sql.reserve()
    await holder`begin isolation level repeatable read`
    await holder`select 1 from log limit 1`
    const floor = async () => Number((await sql<{ floor: string }[]>`select floor from head`)[0]!.floor)
    const before = await floor()
    await sql`
      insert into outbox (company_id, type, version, subject, persons, data, at)
      select ${uuidOf(company)}, 'thing.counted', 1, 'many', '{}', '{}', now() from generate_series(1, 2000)`
    await expect
      .poll(async () => {
        await advance(sql)
        return floor()
      }, patient)
      .toBeGreaterThanOrEqual(before + 2000)
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
