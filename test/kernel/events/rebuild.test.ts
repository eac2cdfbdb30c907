import { sql } from 'drizzle-orm'
import { beforeAll, describe, expect, it } from 'vitest'
import { writeKey, type FullPart } from '../../../subgraphs/kernel/full-read.ts'
import { transact } from '../../../subgraphs/kernel/transaction.ts'
import { wantRebuild } from '../../../subgraphs/kernel/events/consumer-state.ts'
import { consumerUnderTest, newThing, type Noted, type Thing } from './consumer-under-test.ts'
import { company, patient } from './log-under-test.ts'

const test = consumerUnderTest()
const { run, noting, write } = test

interface Row {
  readonly thing: Thing
  readonly n: number
}

/** What the owner has, as its full read tells it: two rows a page. */
const owned = new Map<Thing, number>()
/** Done at each page that is read. */
let between = async (): Promise<void> => {}

async function rows(after: string | null) {
  const all = [...owned].map(([thing, n]): Row => ({ thing, n })).sort((a, b) => (a.thing < b.thing ? -1 : 1))
  const page = all.filter(({ thing }) => after === null || writeKey({ company, id: thing }) > after).slice(0, 2)
  await between()
  return { rows: page, next: page.length === 2 ? writeKey({ company, id: page[1]!.thing }) : null }
}

/** Keeps the last number of each thing. */
function keeping(also: (n: number) => unknown = () => {}): Noted {
  const { name } = test
  return {
    ...noting(),
    replayable: true,
    rebuild: {
      endpoint: 'rows',
      async write(tx, { rows: told, after, upTo }: FullPart<Row>) {
        await tx.execute(sql`delete from kept where consumer = ${name}
          and thing > ${after?.id ?? ''} and thing <= ${upTo?.id ?? '~'}`)
        for (const { thing, n } of told) {
          await tx.execute(sql`insert into kept values (${name}, ${thing}, ${n})`)
        }
      },
    },
    async react(tx, { subject, data }) {
      await tx.execute(sql`insert into kept values (${name}, ${subject}, ${data.n})
        on conflict (consumer, thing) do update set n = excluded.n`)
      await also(data.n)
    },
  }
}

async function kept(): Promise<Map<string, number>> {
  const found = await test.hosts[0].sql<Row[]>`select thing, n from kept where consumer = ${test.name}`
  return new Map(found.map(({ thing, n }) => [thing, n]))
}

/** The owner does something: its row and its event. */
async function change(thing: Thing): Promise<void> {
  const [n] = await write(1, { subject: thing })
  owned.set(thing, n!)
}

const epochRises = () => test.source.sql`update head set epoch = epoch + 1`
const things = Array.from({ length: 5 }, newThing)

beforeAll(async () => {
  await test.hosts[0].sql`create table kept (consumer text, thing text, n integer, primary key (consumer, thing))`
})

describe('a projection', () => {
  it('is mended by a full read when its source was restored, and follows the events again', async () => {
    const consumers = run(test.hosts[0], keeping(), { rows })
    for (const thing of things) await change(thing)
    await consumers.caughtUp()
    expect(await kept()).toEqual(owned)
    // The restored source has lost one thing, and has another one otherwise.
    owned.delete(things[1]!)
    owned.set(things[3]!, -1)
    await epochRises()
    await expect.poll(kept, patient).toEqual(owned)
    await change(things[0]!)
    await consumers.caughtUp()
    expect(await kept()).toEqual(owned)
  })

  it('ends up with what is true when things happen between the pages, in several processes', async () => {
    const consumers = test.hosts.map((host) => run(host, keeping(), { rows }))
    await Promise.all(consumers.map((each) => each.caughtUp()))
    let changes = 0
    between = async () => {
      if (changes++ < 6) await change(things[changes % 5]!)
    }
    await epochRises()
    await expect.poll(() => changes, patient).toBeGreaterThan(2)
    between = async () => {}
    await Promise.all(consumers.map((each) => each.caughtUp()))
    await expect.poll(kept, patient).toEqual(owned)
  })

  it('goes on with its full read where another process was killed in the middle of it', async () => {
    const first = run(test.hosts[0], keeping(), { rows })
    await first.caughtUp()
    let pages = 0
    const hung = Promise.withResolvers<void>()
    between = async () => {
      if (++pages === 2) throw Object.assign(new Error('cut'), { code: 'CONNECTION_CLOSED' })
      if (pages > 2) await hung.promise
    }
    await epochRises()
    await expect.poll(() => pages, patient).toBe(3)
    between = async () => {
      pages++
    }
    // The first one hangs for good, as a killed one does; what it had read is not read again.
    await run(test.hosts[1], keeping(), { rows }).caughtUp()
    expect(await kept()).toEqual(owned)
    expect(pages).toBeLessThan(6)
    hung.reject(new Error('It is over.'))
    await first.stop()
  })

  it('is made by a full read where the log no longer begins at its beginning', async () => {
    const { pos } = (await test.source.sql<{ pos: string }[]>`select max(pos) as pos from log`)[0]!
    await test.source.sql`delete from log where pos < ${pos}::bigint`
    await test.source.sql`update head set trimmed = ${pos}::bigint - 1`
    await run(test.hosts[0], keeping(), { rows }).caughtUp()
    expect(await kept()).toEqual(owned)
  })

  it('is read anew when an operator wants it, and nothing that was parked comes after it', async () => {
    let failing = false
    const consumers = run(
      test.hosts[0],
      keeping(() => {
        if (failing) throw new Error('no')
      }),
      { rows },
    )
    await consumers.caughtUp()
    failing = true
    await change(things[2]!)
    await expect.poll(async () => (await test.parked()).length, patient).toBe(1)
    owned.set(things[4]!, -2)
    await transact(test.hosts[0].db, {}, (tx) => wantRebuild(tx, test.name))
    await expect.poll(kept, patient).toEqual(owned)
    expect(await test.parked()).toEqual([])
  })
})
