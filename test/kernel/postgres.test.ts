import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { connect, type Sql } from '../../subgraphs/kernel/db.ts'
import { isOutage } from '../../subgraphs/kernel/outage.ts'
import { freshDatabase, type FreshDatabase } from '../support/database.ts'
import { openTcpProxy } from '../support/tcp-proxy.ts'

const patient = { timeout: 20_000 }
let database: FreshDatabase
let killer: Sql

beforeAll(async () => {
  database = await freshDatabase()
  killer = connect({ url: database.url, schema: 'public', pool: 1 })
  await killer`create table tickets.half (n integer primary key)`
  await killer`grant all on tickets.half to portico_tickets`
})
afterAll(async () => {
  await killer.end({ timeout: 1 })
  await database.drop()
})

const open = (pool: number) => connect({ url: database.url, schema: 'tickets', role: 'portico_tickets', pool })
const cutAll = () => killer`
  select pg_terminate_backend(pid) from pg_stat_activity
  where datname = current_database() and application_name = 'portico-tickets'`

describe('a transaction whose connection is lost', () => {
  it('changes nothing more on the connection that comes after', async () => {
    const sql = open(1)
    const held = Promise.withResolvers<void>()
    const late = Promise.withResolvers<unknown>()
    const work = sql.begin(async (tx) => {
      await tx`insert into half values (1)`
      await held.promise
      late.resolve(
        await tx`insert into half values (2)`.then(
          () => 'inserted',
          (error: unknown) => error,
        ),
      )
    })
    const lost = expect(work).rejects.toSatisfy(isOutage)
    await expect
      .poll(
        () => killer`select from pg_stat_activity where datname = current_database() and state = 'idle in transaction'`,
        patient,
      )
      .toHaveLength(1)
    await cutAll()
    await expect.poll(() => sql`select 1 as n`.catch(() => []), patient).toHaveLength(1)
    held.resolve()
    await lost
    expect(await late.promise).toSatisfy(isOutage)
    expect(await sql`select from half`).toHaveLength(0)
    await sql.end({ timeout: 1 })
  })
})

describe('a pool whose connections break under load', { timeout: 60_000 }, () => {
  it('gives each question its own answer, fails only what was running, and has every connection again', async () => {
    const url = new URL(database.url)
    const proxy = await openTcpProxy(Number(url.port))
    url.port = String(proxy.port)
    const sql = connect({ url: url.toString(), schema: 'tickets', role: 'portico_tickets', pool: 4 })
    let running = true
    let asked = 0
    let answered = 0
    const failures: unknown[] = []
    const failed = (error: unknown) => void failures.push(error)
    async function ask(from: Sql) {
      const n = ++asked
      const [row] = await from<{ n: number }[]>`select ${n}::int as n`
      expect(row).toEqual({ n })
      answered++
    }
    async function use() {
      while (running) {
        const work = sql.begin(async (each) => {
          const tx = each as unknown as Sql
          await ask(tx)
          await Promise.all([ask(tx), ask(tx)])
        })
        await work.catch(failed)
        await ask(sql).catch(failed)
      }
    }
    const users = Array.from({ length: 12 }, use)
    for (let cut = 0; cut < 60; cut++) {
      const before = answered
      await expect.poll(() => answered, { interval: 1, timeout: 20_000 }).toBeGreaterThan(before)
      proxy.cut(() => Math.random() < 0.7)
    }
    running = false
    await Promise.all(users)
    expect(failures.length).toBeGreaterThan(0)
    expect(failures.filter((error) => !isOutage(error))).toEqual([])

    // Four at once, each on a connection of its own.
    const pids = await Promise.all(Array.from({ length: 4 }, () => sql`select pg_backend_pid() as pid, pg_sleep(0.3)`))
    expect(new Set(pids.map(([row]) => (row as { pid: number }).pid)).size).toBe(4)
    await sql.end({ timeout: 1 })
    await proxy.close()
  })
})
