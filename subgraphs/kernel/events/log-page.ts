import { TypeID } from 'typeid-js'
import { arrayLiteral } from '../array-literal.ts'
import type { Sql } from '../db.ts'
import { uuidOf, type CompanyId, type Id } from '../ids.ts'
import type { LoggedEvent } from './event.ts'
import { headIn } from './head.ts'
import type { Interest } from './hub.ts'

/** What one statement saw of the log: its life, its bounds, and the wanted events after a position, oldest first. */
export interface LogPage {
  readonly epoch: number
  /** The last position that retention has removed. */
  readonly trimmed: number
  /** The log's last position. */
  readonly end: number
  readonly events: readonly LoggedEvent[]
  /** The outbox ids of the events, in the same order. */
  readonly outboxIds: readonly number[]
  /** The position up to which nothing wanted is left to read. */
  readonly upTo: number
}

interface Row {
  epoch: number
  trimmed: string
  end: string
  pos: string | null
  outbox_id: string
  company_id: string
  type: string
  version: number
  subject: Id<string>
  persons: Id<string>[]
  data: object
  at: Date
  by_id: Id<string> | null
}

/** How much of the log one narrowed read looks through, so that a filter that rarely matches cannot run into a timeout. */
export const window = 50_000

/**
 * Reads one page after a position: all events, or those of one interest, by index. Bounds and events are of one snapshot,
 * so that no page has a gap that retention has made meanwhile.
 */
export type ReadLog = (after: number, limit: number, interest?: Interest) => Promise<LogPage>

/** How a subgraph's log is read; `upcast` brings events of earlier releases into the shape of this one. */
export function logReader(sql: Sql, upcast: (event: LoggedEvent) => LoggedEvent): ReadLog {
  return (after, limit, interest) => readLogPage(sql, upcast, after, limit, interest)
}

async function readLogPage(
  sql: Sql,
  upcast: (event: LoggedEvent) => LoggedEvent,
  after: number,
  limit: number,
  interest?: Interest,
): Promise<LogPage> {
  const narrowed = interest
    ? sql`
        and company_id = ${uuidOf(interest.company)} and pos <= ${after + window}::bigint
        and type = any (${arrayLiteral(interest.types)}::text[])
        ${interest.subject === undefined ? sql`` : sql`and subject = ${interest.subject}`}
        ${interest.person === undefined ? sql`` : sql`and ${interest.person} = any (persons)`}`
    : sql``
  const rows = await sql<Row[]>`
    select head.epoch, head.trimmed, event.*, to_json(event.persons) as persons,
      coalesce((select pos from log order by pos desc limit 1), head.trimmed) as end
    from head left join lateral (
      select * from log where pos > ${after}::bigint ${narrowed} order by pos limit ${limit}
    ) as event on true
    order by event.pos`
  const first = headIn(rows)

  const found = rows.filter((row) => row.pos !== null)
  const events = found.map((row) => upcast(eventOf(row)))
  const end = Number(first.end)
  return {
    epoch: first.epoch,
    trimmed: Number(first.trimmed),
    end,
    events,
    outboxIds: found.map((row) => Number(row.outbox_id)),
    upTo: events.length === limit ? (events.at(-1)?.pos ?? after) : Math.min(end, interest ? after + window : end),
  }
}

function eventOf(row: Row): LoggedEvent {
  return {
    pos: Number(row.pos),
    company: TypeID.fromUUID('company', row.company_id).toString() as CompanyId,
    type: row.type,
    version: row.version,
    subject: row.subject,
    persons: row.persons,
    data: row.data,
    at: row.at,
    by: row.by_id,
  }
}
