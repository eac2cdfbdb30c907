import { and, asc, eq, gt, gte, inArray, isNotNull, lt, or, sql, type SQL } from 'drizzle-orm'
import type { Reader } from '../../kernel/db.ts'
import type { AgentId, CompanyId, ContactId, Id } from '../../kernel/ids.ts'
import { properties } from '../property/tables.ts'
import { settings } from '../settings/tables.ts'
import { isWanted } from '../viewing/repository.ts'
import { viewingHistory, viewings } from '../viewing/tables.ts'
import type { Booked, CalendarWanted } from './calendar.ts'

/** The condition that a viewing stands in a calendar, and is among the wanted. */
export function inCalendar({ period, ...wanted }: CalendarWanted, now: Date): SQL | undefined {
  return and(
    wanted.statuses ? isNotNull(viewings.startsAt) : inArray(viewings.status, ['CONFIRMED', 'COMPLETED']),
    isWanted(wanted, now),
    period.startsAt && gt(viewings.endsAt, period.startsAt),
    period.endsAt && lt(viewings.startsAt, period.endsAt),
  )
}

/** More than anybody has; it bounds what one read of a feed may cost. */
const MOST_BOOKED = 1000

/**
 * What stands in somebody's own calendar from a time on, in the order of time: what they show, or what they are shown. What
 * was called off since stands there, too, so that calendars take it out.
 */
export async function bookedOf(
  db: Reader,
  company: CompanyId,
  whose: { readonly agent: AgentId } | { readonly contact: ContactId },
  since: Date,
): Promise<Booked[]> {
  const isTheirs = 'agent' in whose ? eq(viewings.agentId, whose.agent) : eq(viewings.contactId, whose.contact)
  const wasCalledOff = and(eq(viewings.status, 'CANCELLED'), gte(viewings.cancelledAt, since))
  return booked(db)
    .where(
      and(
        eq(viewings.companyId, company),
        isTheirs,
        gte(viewings.startsAt, since),
        or(inArray(viewings.status, ['CONFIRMED', 'COMPLETED']), wasCalledOff),
      ),
    )
    .orderBy(asc(viewings.startsAt), asc(viewings.id))
    .limit(MOST_BOOKED)
}

/** One viewing with what mails tell of it, whoever sees it. */
export async function findBooked(db: Reader, company: CompanyId, id: Id<'viewing'>): Promise<Booked | null> {
  const [found] = await booked(db).where(and(eq(viewings.companyId, company), eq(viewings.id, id)))
  return found ?? null
}

function booked(db: Reader) {
  const isItsLatest = and(
    eq(viewingHistory.companyId, viewings.companyId),
    eq(viewingHistory.viewingId, viewings.id),
    eq(viewingHistory.version, viewings.version),
  )
  const isItsProperty = and(eq(properties.companyId, viewings.companyId), eq(properties.id, viewings.propertyId))
  return db
    .select({
      viewing: viewings,
      property: properties,
      changedAt: viewingHistory.at,
      map: sql<Booked['map']>`coalesce(${settings.map}, 'AREA')`,
    })
    .from(viewings)
    .innerJoin(properties, isItsProperty)
    .innerJoin(viewingHistory, isItsLatest)
    .leftJoin(settings, eq(settings.companyId, viewings.companyId))
    .$dynamic()
}
