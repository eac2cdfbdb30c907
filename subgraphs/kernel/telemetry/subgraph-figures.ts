import { answerWithin } from '../answer-within.ts'
import type { Sql } from '../db.ts'
import type { Reach } from '../events/event-log.ts'
import type { Services } from '../services.ts'

interface Row {
  readonly outbox_age: number | null
  readonly end: string
  readonly trimmed: string
  readonly parked: Readonly<Record<string, number>> | null
  readonly jobs: number
}

/** A database that takes longer is as good as away for whoever looks at the figures. */
const ANSWER_WITHIN_MS = 1_000

/** Reads at each scrape, in one statement, what a subgraph's database knows of its events and jobs; the returned function ends it. */
export function measureSubgraph(services: Services, reach: () => Reach, hasJobs: boolean): () => void {
  const { name: subgraph, sql, metrics } = services
  const { databaseUp, outboxAge, logEvents, tailerLag, parked, jobsDue, subscribers } = metrics

  const read = answerWithin(() => figuresIn(sql, subgraph, hasJobs), ANSWER_WITHIN_MS)
  /** The consumers for which something was parked at the last scrape. */
  let waiting: readonly string[] = []

  return metrics.onScrape(async () => {
    const { pos, followers } = reach()
    subscribers.set({ subgraph }, followers)
    const row = await read().catch(() => null)
    // From here on nothing is waited for: a scrape at the same time finds all of it, or all of what was before.
    databaseUp.set({ subgraph }, row ? 1 : 0)
    for (const each of [outboxAge, logEvents, tailerLag, jobsDue]) each.remove({ subgraph })
    for (const consumer of waiting) parked.remove({ subgraph, consumer })
    waiting = Object.keys(row?.parked ?? {})
    if (!row) return
    const end = Number(row.end)
    outboxAge.set({ subgraph }, Math.max(0, row.outbox_age ?? 0))
    logEvents.set({ subgraph }, end - Number(row.trimmed))
    tailerLag.set({ subgraph }, Math.max(0, end - pos))
    if (hasJobs) jobsDue.set({ subgraph }, row.jobs)
    for (const [consumer, count] of Object.entries(row.parked ?? {})) parked.set({ subgraph, consumer }, count)
  })
}

/** What is in the outbox lies above the floor: see `move_outbox()`. */
async function figuresIn(sql: Sql, subgraph: string, hasJobs: boolean): Promise<Row> {
  const due = sql`(select count(*)::integer from ${sql(`${subgraph}_jobs`)}._private_jobs as job
    where job.is_available and job.run_at <= now())`
  const [row] = await sql<Row[]>`
    select
      extract(epoch from now() - (select at from outbox where id > head.floor order by id limit 1))::float8 as outbox_age,
      coalesce((select pos from log order by pos desc limit 1), head.trimmed) as end,
      head.trimmed,
      (select json_object_agg(consumer, events) from (
        select consumer, count(*) as events from parked group by consumer) as waiting) as parked,
      ${hasJobs ? due : sql`0`} as jobs
    from head`
  return row!
}
