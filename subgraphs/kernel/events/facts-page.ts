import { TypeID } from 'typeid-js'
import { arrayLiteral } from '../array-literal.ts'
import type { Sql } from '../db.ts'
import type { CompanyId } from '../ids.ts'
import type { Place } from './cursor.ts'
import type { Fact } from './event.ts'
import { headIn } from './head.ts'
import { window } from './log-page.ts'
import type { Upcast } from './upcast.ts'

/** From what was numbered this long ago on. */
export interface Lately {
  readonly seconds: number
}

/** What one statement saw of certain facts, of all companies. */
export interface FactsPage {
  readonly epoch: number
  /** The place to read on from. */
  readonly pos: number
  /** Whether the log goes on from the place that was named: it has been neither trimmed beyond it nor restored. */
  readonly isContinued: boolean
  /** Whether there is nothing more. */
  readonly isWhole: boolean
  /** How many of the facts stand in the log; the others are committed and on their way there. */
  readonly logged: number
  readonly facts: readonly ToldFact[]
}

export interface ToldFact {
  readonly company: CompanyId
  readonly type: Fact['type']
  readonly version: number
  readonly data: object
}

interface Row {
  epoch: number
  trimmed: string
  end: string
  pos: string | null
  company_id: string
  type: Fact['type'] | null
  version: number
  data: object
}

/**
 * Reads the facts of some types after a place, or of the last minutes. What is committed and has not reached the log is
 * read with them, and again when it has: whoever asks must not depend on the log being advanced, and bears repetitions.
 */
export async function readFacts(
  sql: Sql,
  upcast: Upcast,
  types: readonly Fact['type'][],
  from: Place | Lately,
  limit: number,
): Promise<FactsPage> {
  const isPlace = 'pos' in from
  const wanted = sql`type = any (${arrayLiteral(types)}::text[])`
  // The offset keeps the planner from walking along the whole log for the order's sake.
  const range = isPlace
    ? sql`log where pos > ${from.pos}::bigint and pos <= ${from.pos + window}::bigint and ${wanted}`
    : sql`(
        select * from log where logged_at >= now() - make_interval(secs => ${from.seconds}) and ${wanted} offset 0
      ) as lately`
  const rows = await sql<Row[]>`
    select head.epoch, head.trimmed, coalesce((select pos from log order by pos desc limit 1), head.trimmed) as end, fact.*
    from head left join lateral (
      (select pos, outbox_id as id, company_id, type, version, data from ${range} order by pos limit ${limit})
      union all
      select null, id, company_id, type, version, data from outbox where id > head.floor and ${wanted}
    ) as fact on true
    order by fact.pos nulls last, fact.id`
  const first = headIn(rows)

  const found = rows.filter((row) => row.type !== null)
  const logged = found.filter((row) => row.pos !== null)
  const end = Number(first.end)
  const upTo = isPlace ? Math.min(end, from.pos + window) : end
  const isFull = logged.length === limit
  const isWhole = !isFull && upTo === end
  return {
    epoch: first.epoch,
    pos: isFull ? Number(logged.at(-1)!.pos) : upTo,
    isContinued: isPlace && from.epoch === first.epoch && from.pos >= Number(first.trimmed) && from.pos <= end,
    isWhole,
    logged: logged.length,
    facts: (isWhole ? found : logged).map(factOf).map(upcast),
  }
}

function factOf({ company_id, type, version, data }: Row): ToldFact {
  return { company: TypeID.fromUUID('company', company_id).toString() as CompanyId, type: type!, version, data }
}
