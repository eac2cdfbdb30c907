import { TypeID } from 'typeid-js'
import type { Sql } from '../db.ts'
import { badInput } from '../errors.ts'
import type { CompanyId, Id } from '../ids.ts'
import type { LoggedEvent } from './event.ts'
import type { ReadLog } from './log-page.ts'

/** All that a log still has of one entity after a position, and in which of its lives. */
export interface History {
  readonly epoch: number
  /** The log's last position as it was read: what comes after it is not in here. */
  readonly end: number
  readonly events: readonly LoggedEvent[]
}

const pageSize = 500
/** How many events of one entity are read at most: all of them are handled in one transaction. */
const mostEvents = 5000

export async function readHistory(
  read: ReadLog,
  interest: { readonly company: CompanyId; readonly subject: Id<string>; readonly types: readonly string[] },
  from = 0,
): Promise<History> {
  const events: LoggedEvent[] = []
  for (let after = from; ;) {
    const page = await read(after, pageSize, interest)
    events.push(...page.events)
    if (events.length > mostEvents) throw badInput('TOO_MANY_EVENTS')
    if (page.upTo >= page.end) return { epoch: page.epoch, end: page.end, events }
    after = Math.max(page.upTo, page.trimmed)
  }
}

/** How much of the log one statement looks through for an entity: no index leads from an entity to its company. */
const window = 100_000

/** The company of an entity, for whoever runs the server; null when the log has nothing of it. */
export async function companyOfEntity(sql: Sql, subject: Id<string>): Promise<CompanyId | null> {
  const [bounds] = await sql<{ from: string | null; end: string | null }[]>`
    select min(pos) as from, max(pos) as end from log`
  for (let end = Number(bounds?.end ?? 0); end >= Number(bounds?.from ?? 1); end -= window) {
    const [found] = await sql<{ company_id: string }[]>`
      select company_id from log where pos > ${end - window}::bigint and pos <= ${end}::bigint and subject = ${subject}
      limit 1`
    if (found) return TypeID.fromUUID('company', found.company_id).toString() as CompanyId
  }
  return null
}
