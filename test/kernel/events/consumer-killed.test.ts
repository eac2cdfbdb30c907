import { setTimeout as delay } from 'node:timers/promises'
import { drizzle } from 'drizzle-orm/postgres-js'
import { postgres } from '../../../subgraphs/kernel/postgres.ts'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { connect, type Db, type Sql } from '../../../subgraphs/kernel/db.ts'
import { consumerUnderTest, newThing } from './consumer-under-test.ts'

const test = consumerUnderTest()
const { run, noting, write } = test

/** What happens to the consumer at one of its statements. */
type Blow =
  /** It never reaches the database. */
  | 'before'
  /** The database carries it out, but the answer is lost; at a commit nobody can know. */
  | 'after'
  /** The database ends the connection just then. */
  | 'terminated'

let administrator: Sql
beforeAll(() => {
  administrator = postgres(test.database.url, { max: 1 })
})
afterAll(() => administrator.end())

const opened: Sql[] = []
afterEach(async () => void (await Promise.all(opened.splice(0).map((sql) => sql.end({ timeout: 1 })))))

interface Struck {
  readonly db: Db
  /** How many statements there were, beginnings and ends of transactions among them. */
  count(): number
}

/** A database that strikes a consumer once, at its nth statement. */
function striking(blow: Blow, nth: number): Struck {
  const settings = { url: test.database.url, schema: 'contacts', role: 'portico_contacts', pool: 1 }
  const client = connect(settings)
  opened.push(client)
  let count = 0
  const lost = () => Object.assign(new Error('The connection was cut.'), { code: 'CONNECTION_CLOSED' })

  async function one<T>(raw: Sql, work: () => PromiseLike<T>): Promise<T> {
    const isHit = ++count === nth
    if (isHit && blow === 'before') throw lost()
    if (isHit && blow === 'terminated') await terminate(raw)
    const result = await work()
    if (isHit && blow === 'after') throw lost()
    return result
  }
  async function terminate(raw: Sql) {
    const [row] = await raw`select pg_backend_pid() as pid`
    const [done] = await administrator`select pg_terminate_backend(${row!['pid'] as number}) as done`
    expect(done).toEqual({ done: true })
    // The signal takes a moment; a statement that still gets through is one that was carried out.
    await delay(1)
  }

  /** Drizzle sends its statements by `unsafe`, and wants rows or arrays of the same pending query. */
  function wrapped(raw: Sql): Sql {
    return new Proxy(raw, {
      get(target, key) {
        if (key === 'unsafe') {
          return (...args: Parameters<Sql['unsafe']>) => {
            const send = (asValues: boolean) =>
              one(raw, () => (asValues ? target.unsafe(...args).values() : target.unsafe(...args)))
            return { values: () => send(true), then: (...on: never[]) => send(false).then(...on) }
          }
        }
        if (key === 'begin' || key === 'savepoint') {
          return async (...args: unknown[]) => {
            const work = args.pop() as (tx: Sql) => Promise<unknown>
            const inner = (tx: Sql) => one(tx, async () => {}).then(() => work(wrapped(tx)))
            // Its beginning is a statement, and so is its end: a commit whose answer is lost has happened.
            const begin = (target as unknown as Record<string, (...all: unknown[]) => Promise<unknown>>)[key]!
            const result = await begin.call(target, ...args, inner)
            return one(raw, async () => result)
          }
        }
        return Reflect.get(target, key) as unknown
      },
    })
  }
  return { db: drizzle(wrapped(client)), count: () => count }
}

/** Statements from an effect on: it is forgotten that it was parked, the consumer’s place moves on, and all is committed. */
const AFTER_EFFECT = 10

/**
 * Runs a consumer again and again, struck at its first statement, its second, and so on until those after the last
 * effect; the looks of a consumer that waits go on without end. Of its three events the first fails once, so that it is
 * parked, the second waits behind it, and the third is another thing's. All must have taken effect once and in order,
 * whichever statement was struck.
 */
async function strikeEach(blow: Blow): Promise<number> {
  for (let nth = 1; ; nth++) {
    const [stuck, other] = [newThing(), newThing()]
    const numbers = await write(2, { subject: stuck })
    const others = await write(1, { subject: other })
    let failures = 1
    let needed = 0
    const struck = striking(blow, nth)
    const reaction = noting((n) => {
      needed = struck.count() + AFTER_EFFECT
      if (n === numbers[0] && failures-- > 0) throw Object.assign(new Error('not yet'), { code: 'NOT_YET' })
    })
    const consumers = run(test.hosts[0], reaction, {
      db: struck.db,
      patience: { inPlaceMs: [], parkedMs: 1, lookMs: 2, outageMs: 1 },
    })
    const isOver = async () => [await test.effectsOf(stuck), await test.effectsOf(other), await test.parked()]
    await expect.poll(isOver, { timeout: 60_000, interval: 5 }).toEqual([numbers, others, []])
    await consumers.caughtUp()
    await consumers.stop()
    await Promise.all(opened.splice(0).map((sql) => sql.end({ timeout: 1 })))
    expect(await isOver(), `${blow} statement ${nth}`).toEqual([numbers, others, []])
    if (needed < nth) return needed
  }
}

describe.each(['before', 'after', 'terminated'] as const)('a consumer that is cut off (%s a statement)', (blow) => {
  it('has had every effect once and in order, whichever statement it was', async () => {
    expect(await strikeEach(blow)).toBeGreaterThan(20)
  }, 300_000)
})
