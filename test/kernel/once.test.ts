import { sql as fragment } from 'drizzle-orm'
import { pino } from 'pino'
import postgres from 'postgres'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Actor } from '../../subgraphs/kernel/actor.ts'
import type { Context } from '../../subgraphs/kernel/context.ts'
import { connect, openDb, type Db, type Sql, type Tx } from '../../subgraphs/kernel/db.ts'
import { newId } from '../../subgraphs/kernel/ids.ts'
import type { Subgraph } from '../../subgraphs/kernel/subgraph.ts'
import { forgetOldRows } from '../../subgraphs/kernel/old-rows.ts'
import { DoneBefore, doneBefore, doOnce, forgetOld, HONOURED_MS, openOnce } from '../../subgraphs/kernel/once.ts'
import { buildSubgraph } from '../../subgraphs/kernel/federation.ts'
import { accounts } from '../../subgraphs/accounts/index.ts'
import { freshDatabase, type FreshDatabase } from '../support/database.ts'
import { eventually } from '../support/eventually.ts'

let database: FreshDatabase
let sql: Sql
let db: Db
let pool: Sql
/** Sees what other connections wait for, which a subgraph's role does not. */
let watcher: Sql
beforeAll(async () => {
  database = await freshDatabase()
  const settings = { url: database.url, schema: 'tickets', role: 'portico_tickets', pool: 4 }
  sql = connect(settings)
  pool = connect(settings)
  db = openDb(pool)
  watcher = postgres(database.url, { max: 1, onnotice: () => {} })
  await sql`create table effect (n integer)`
})
beforeEach(async () => {
  await sql`truncate effect, idempotency`
})
afterAll(async () => {
  await Promise.all([sql?.end(), pool?.end(), watcher?.end()])
  await database?.drop()
})

const company = newId('company')
const agent = newId('agent')
const now = new Date('2026-03-29T10:00:00Z')

/** Whoever asks at this time; only what the kernel needs of a context. */
const at = (time: Date, by: Partial<Actor> = { kind: 'staff', agent } as Partial<Actor>) =>
  ({ company, actor: by, now: () => time, appended: null }) as Context
const wish = (key: string, time = now, args: object = { n: 1 }) => {
  const ctx = at(time)
  const once = openOnce(ctx, { key, path: 'made', paths: ['made'] }, { field: 'make', args, fields: ['made'] })
  return { ctx, once }
}
const run = <T>({ ctx, once }: ReturnType<typeof wish>, work: (tx: Tx) => Promise<T>): Promise<T> =>
  db.transaction((tx) => doOnce(tx, ctx, once, work))
const effect = async (tx: Tx) => {
  await tx.execute(fragment`insert into effect values (1)`)
  return { id: 'thing_1', secret: 'whisper' }
}
const effects = async () => (await sql`select from effect`).length
const records = async () => (await sql`select from idempotency`).length

describe('work under a key', () => {
  it('is done once, and remembered by its ids alone', async () => {
    await run(wish('k'), effect)
    await expect(run(wish('k'), effect)).rejects.toBeInstanceOf(DoneBefore)
    expect(await effects()).toBe(1)
    expect(await doneBefore(db, wish('k').once)).toMatchObject({ shown: { made: 'thing_1' }, event: null })
    const [row] = await sql`select done::text as text from idempotency`
    expect(row!['text']).not.toContain('whisper')
  })

  it('that fails leaves nothing, also for those who wait for it', async () => {
    const waiting: Promise<unknown>[] = []
    const failing = run(wish('k'), async () => {
      waiting.push(run(wish('k'), effect))
      await eventually(async () => {
        const [row] = await watcher`select count(*)::int as n from pg_stat_activity
          where datname = current_database() and wait_event_type = 'Lock'`
        expect(row!['n']).toBe(1)
      })
      throw new Error('no')
    })
    await expect(failing).rejects.toThrow('no')
    await Promise.all(waiting)
    expect(await effects()).toBe(1)
  })

  it('is the same whatever the order of its arguments’ fields, and another with another value', async () => {
    await run(wish('k', now, { a: 1, b: { c: now, d: [2] } }), effect)
    await expect(run(wish('k', now, { b: { d: [2], c: now }, a: 1 }), effect)).rejects.toBeInstanceOf(DoneBefore)
    const other = run(wish('k', now, { a: 1, b: { c: new Date(0), d: [2] } }), effect)
    await expect(other).rejects.toMatchObject({ extensions: { reason: 'IDEMPOTENCY_KEY_REUSED' } })
  })

  it('is refused where it could not be shown again, and does nothing then', async () => {
    const nameless = async (tx: Tx) => {
      await effect(tx)
      return { name: 'Kim' }
    }
    await expect(run(wish('k'), nameless)).rejects.toThrow(/payload/)
    expect([await effects(), await records()]).toEqual([0, 0])
  })

  it('is refused a second transaction, which a repetition would not do', async () => {
    const asked = wish('k')
    await run(asked, effect)
    await expect(run(asked, effect)).rejects.toThrow(/one transaction/)
  })

  it('is forgotten after a day by any number of processes at once, and nothing younger is', async () => {
    const old = new Date(now.getTime() - HONOURED_MS)
    for (let n = 0; n < 5; n++) await run(wish(`old ${n}`, old), effect)
    await run(wish('young'), effect)
    const forgotten = await Promise.all([1, 2, 3].map(() => forgetOld(db, now, 2)))
    expect(Math.max(...forgotten)).toBeLessThanOrEqual(2)
    while ((await forgetOld(db, now, 2)) > 0);
    expect(await records()).toBe(1)
    expect(await doneBefore(db, wish('young').once)).not.toBeNull()
  })

  it('is forgotten by a process that looks now and then, also after the database was away for a look', async () => {
    await run(wish('old', new Date(now.getTime() - HONOURED_MS)), effect)
    await run(wish('young'), effect)
    await sql`alter table idempotency rename to away`
    const warned: string[] = []
    const log = pino({}, { write: (line: string) => void warned.push(line) })
    const sweeping = forgetOldRows({ db, log, now: () => now } as never, undefined, 5)
    await eventually(async () => expect(warned.length).toBeGreaterThan(0))
    await sql`alter table away rename to idempotency`
    await eventually(async () => expect(await records()).toBe(1))
    await sweeping.stop()
  })

  it('is nobody’s where nobody has logged in', () => {
    const visitor = at(now, { kind: 'anonymous' })
    const key = { key: 'k', path: 'made', paths: ['made'] }
    expect(() => openOnce(visitor, key, { field: 'make', args: {}, fields: ['made'] })).toThrow(/Log in/)
  })
})

describe('a subgraph with a mutation that answers with secrets', () => {
  const build = (change: Partial<Subgraph>) => () => buildSubgraph({ ...accounts, ...change })

  it('does not start unless the mutation is named as one that takes no key', () => {
    const keyless = accounts.keyless!.filter((name) => name !== 'staffLogIn')
    expect(build({ keyless })).toThrow(/SessionPayload.session could not be shown again/)
    expect(build({})).not.toThrow()
  })

  it('does not start when it names one that there is not', () => {
    expect(build({ keyless: [...accounts.keyless!, 'signOut'] })).toThrow(/no mutation signOut/)
  })
})
