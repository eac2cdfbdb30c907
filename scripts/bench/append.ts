import { connect, type DatabaseSettings, type Sql } from '../../subgraphs/kernel/db.ts'
import { openAdvancing } from '../../subgraphs/kernel/events/advance.ts'
import { newId, uuidOf } from '../../subgraphs/kernel/ids.ts'
import { openLog } from '../../subgraphs/kernel/log.ts'
import { quantile } from './figures.ts'

export interface AppendFigures {
  /** Committed rows a second: a bare insert into a table equal to the log, and an append while the log is advanced. */
  readonly bare: number
  readonly append: number
  /** Append to bare, the median of the rounds' ratios. */
  readonly ratio: number
  readonly rounds: readonly number[]
  readonly writers: number
}

interface Options {
  readonly schema?: DatabaseSettings['schema']
  readonly writers?: number
  readonly rounds?: number
  readonly seconds?: number
}

/**
 * What the event log costs a writer. Rounds alternate between the two, so that a machine that is busy otherwise slows
 * both; every row is a transaction of its own, with the same values and the same columns. The database is a migrated one
 * without load; the log is left with the bench's events in it.
 */
export async function benchAppend(url: string, options: Options = {}): Promise<AppendFigures> {
  const { schema = 'tickets', writers = 4, rounds = 15, seconds = 0.5 } = options
  const settings = { url, schema, role: `portico_${schema}`, pool: writers }
  const sql = connect(settings)
  const own = connect(settings, { max: 1 })
  const advancing = openAdvancing(own, openLog('warn', 'bench'))
  const values = valuesOf(sql)
  try {
    await sql`drop table if exists bare`
    await sql`create table bare (like outbox including all)`
    await sql`alter table bare alter id drop default, alter id add generated always as identity`
    const into = (table: string) =>
      sql`insert into ${sql(table)} (company_id, type, version, subject, persons, data, at, by_id) values (${values()}) returning id`
    const insert = () => into('bare')
    const append = async () => {
      await into('outbox')
      advancing.want()
    }
    await perSecond(insert, writers, 0.5)
    await perSecond(append, writers, 0.5)

    const measured: { bare: number; append: number }[] = []
    for (let round = 0; round < rounds; round++) {
      const bare = await perSecond(insert, writers, seconds)
      const appended = await perSecond(append, writers, seconds)
      await advancing.settled()
      measured.push({ bare, append: appended })
    }
    const ratios = measured.map(({ bare, append }) => append / bare)
    return {
      bare: Math.round(
        quantile(
          measured.map((each) => each.bare),
          0.5,
        ),
      ),
      append: Math.round(
        quantile(
          measured.map((each) => each.append),
          0.5,
        ),
      ),
      ratio: quantile(ratios, 0.5),
      rounds: ratios,
      writers,
    }
  } finally {
    await advancing.settled()
    await sql`drop table if exists bare`
    await Promise.all([sql.end(), own.end()])
  }
}

function valuesOf(sql: Sql) {
  const company = uuidOf(newId('company'))
  const [viewing, contact] = [newId('viewing'), newId('contact')]
  const data = JSON.stringify({ viewingId: viewing, startsAt: '2027-01-01T10:00:00Z', endsAt: '2027-01-01T10:30:00Z' })
  return () => sql`
    ${company}::uuid, 'viewing.confirmed', 1, ${viewing}, array[${contact}]::text[], ${data}::text::jsonb, now(), ${contact}`
}

async function perSecond(work: () => PromiseLike<unknown>, writers: number, seconds: number): Promise<number> {
  const from = performance.now()
  const until = from + seconds * 1000
  let done = 0
  const write = async () => {
    while (performance.now() < until) {
      await work()
      done++
    }
  }
  await Promise.all(Array.from({ length: writers }, write))
  return (done * 1000) / (performance.now() - from)
}
