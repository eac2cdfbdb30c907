import { and, gt, inArray, isNotNull, lt, type SQL } from 'drizzle-orm'
import { isWanted } from '../viewing/repository.ts'
import { viewings } from '../viewing/tables.ts'
import type { CalendarWanted } from './calendar.ts'

/** The condition that a viewing stands in a calendar, and is among the wanted. */
export function inCalendar({ period, ...wanted }: CalendarWanted, now: Date): SQL | undefined {
  return and(
    wanted.statuses ? isNotNull(viewings.startsAt) : inArray(viewings.status, ['CONFIRMED', 'COMPLETED']),
    isWanted(wanted, now),
    period.startsAt && gt(viewings.endsAt, period.startsAt),
    period.endsAt && lt(viewings.startsAt, period.endsAt),
  )
}
