import { setTimeout as delay } from 'node:timers/promises'
import type { Sql } from '../../../subgraphs/kernel/db.ts'
import { advance, tryAdvance } from '../../../subgraphs/kernel/events/advance.ts'
import { uuidOf } from '../../../subgraphs/kernel/ids.ts'
import type { Random } from '../../support/random.ts'
import { company } from './log-under-test.ts'

/** What one way of reading made of what was committed. */
export interface Reading {
  readonly lost: number
  readonly repeated: number
  /** Events of one entity that came before an earlier one of it. */
  readonly misordered: number
}

export interface History {
  readonly committed: number
  /** By `id > cursor` on the outbox. */
  readonly naive: Reading
  /** In the order of transaction ids, up to the oldest one that still runs. */
  readonly byTransaction: Reading
  /** What `advance()` has numbered. */
  readonly log: Reading
  /** Whether the log's positions count 1, 2, 3 …, and nothing is left in the outbox. */
  readonly isWhole: boolean
}

interface Written {
  readonly id: number
  readonly subject: string
  readonly n: number
}

const things = 20
const writers = 8

/** An event as a business transaction appends it; returns nothing, like `append`. */
export function append(tx: Sql, subject: string, n: number) {
  return tx`
    insert into outbox (company_id, type, version, subject, persons, data, at)
    values (${uuidOf(company)}, 'thing.counted', 1, ${subject}, '{}', ${tx.json({ n })}, now())`
}

/**
 * Lets eight writers commit events of twenty things beside each other while two wrong readers and `advance()` look on,
 * in a schema whose log is empty: 60 % plain, 15 % slow, 15 % with an id taken early and the lock late, 10 % rolled
 * back. The events of a thing count 1, 2, 3 … under its row lock, by which each reading is judged.
 */
export async function makeHistory(sql: Sql, events: number, random: Random): Promise<History> {
  await sql`create table thing (id integer primary key, count integer not null default 0) with (fillfactor = 50)`
  await sql`insert into thing select generate_series(1, ${things})`
  // The outbox as it would be if nobody emptied it: what a reader of it would read.
  await sql`create table kept (id bigint primary key, xid xid8 not null, subject text not null, n integer not null)`
  await sql`create index on kept (xid, id)`
  await sql`
    create function keep() returns trigger language plpgsql as
    $$ begin insert into kept values (new.id, pg_current_xact_id(), new.subject, (new.data->>'n')::int); return null; end $$`
  await sql`create trigger keep after insert on outbox for each row execute function keep()`

  let isWriting = true
  let left = events
  const naive: Written[] = []
  const byTransaction: Written[] = []

  async function readNaively() {
    for (let cursor = 0; ;) {
      const isLast = !isWriting
      const rows = await sql<Written[]>`
        select id::float8 as id, subject, n from kept where id > ${cursor} order by kept.id`
      naive.push(...rows)
      cursor = naive.at(-1)?.id ?? 0
      if (isLast) return
      await delay(3)
    }
  }
  async function readByTransaction() {
    for (let [xid, id] = ['0', 0]; ;) {
      const isLast = !isWriting && !(await isHeldBack())
      const rows = await sql<(Written & { xid: string })[]>`
        select id::float8 as id, subject, n, xid::text as xid from kept
        where (kept.xid, kept.id) > (${xid}::xid8, ${id}) and kept.xid < pg_snapshot_xmin(pg_current_snapshot())
        order by kept.xid, kept.id`
      byTransaction.push(...rows)
      const last = rows.at(-1)
      if (last) ({ xid, id } = last)
      if (isLast && !last) return
      await delay(20)
    }
  }
  /** Transactions of other databases hold back the oldest that runs, too. */
  async function isHeldBack() {
    return (await sql`select from kept where xid >= pg_snapshot_xmin(pg_current_snapshot()) limit 1`).length > 0
  }
  async function keepAdvancing(how: typeof advance) {
    while (isWriting) {
      await how(sql)
      await delay(5)
    }
  }
  async function write() {
    while (left > 0) {
      const committed = await writeOnce(sql, random)
      left -= committed
    }
  }

  const background = [
    readNaively(),
    readByTransaction(),
    keepAdvancing(advance),
    keepAdvancing(advance),
    keepAdvancing(tryAdvance),
  ]
  await Promise.all(Array.from({ length: writers }, write))
  isWriting = false
  await Promise.all(background)
  await advance(sql)
  await sql`drop trigger keep on outbox`

  const committed = await sql<Written[]>`select id::float8 as id, subject, n from kept`
  const log = await sql<(Written & { pos: number })[]>`
    select pos::float8 as pos, outbox_id::float8 as id, subject, (data->>'n')::int as n from log order by log.pos`
  const rest = await sql`select from outbox`
  return {
    committed: committed.length,
    naive: judge(committed, naive),
    byTransaction: judge(committed, byTransaction),
    log: judge(committed, log),
    isWhole: rest.length === 0 && log.every(({ pos }, index) => pos === index + 1),
  }
}

/** One transaction; how many events it has committed. */
async function writeOnce(sql: Sql, random: Random): Promise<number> {
  const kind = random.next()
  const thing = 1 + random.below(things)
  const pause = 0.015 * random.next()
  const alone = `alone ${random.next()}`
  const undone = new Error('rolled back')
  const isEarly = kind >= 0.75 && kind < 0.9
  try {
    await sql.begin(async (each) => {
      const tx = each as unknown as Sql
      if (isEarly) {
        await append(tx, alone, 1)
        await tx`select pg_sleep(${pause})`
      }
      const [row] = await tx<{ count: number }[]>`
        update thing set count = count + 1 where id = ${thing} returning count`
      await append(tx, `thing ${thing}`, row!.count)
      if (kind >= 0.6 && kind < 0.75) await tx`select pg_sleep(${pause})`
      if (kind >= 0.9) throw undone
    })
    return isEarly ? 2 : 1
  } catch (error) {
    if (error === undone) return 0
    throw error
  }
}

function judge(committed: readonly Written[], read: readonly Written[]): Reading {
  const ids = new Set(read.map(({ id }) => id))
  const highest = new Map<string, number>()
  let misordered = 0
  for (const { subject, n } of read) {
    if (n < (highest.get(subject) ?? 0)) misordered++
    else highest.set(subject, n)
  }
  return { lost: committed.filter(({ id }) => !ids.has(id)).length, repeated: read.length - ids.size, misordered }
}
