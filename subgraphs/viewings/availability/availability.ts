import type { AgentId } from '../../kernel/ids.ts'
import type { AvailabilityChanged } from '../events.ts'
import { refuse } from '../refusals.ts'
import type { Slot } from '../slot/slot.ts'
import { addDays, dateIn, isMidnight, timeOfDay, weekdayOf, whileShown } from '../zone/zone.ts'
import type { AvailabilityRow, ExceptionRow } from './tables.ts'

/** Times of day from one up to another, by the clocks of whatever property is shown; `00:00` as the other ends the day. */
export interface Hours {
  readonly from: string
  readonly to: string
}

/** Hours of each such day of the week, from 1 for Monday to 7 for Sunday (ISO 8601). */
export interface WeeklyHours extends Hours {
  readonly weekday: number
}

/** Hours of one date, in the place of those of its weekday; none where the agent is off. */
export type Exception = Pick<ExceptionRow, 'date' | 'hours'>

/** When an agent has time to show properties (VIE-16). */
export interface Availability extends Pick<AvailabilityRow, 'weekly' | 'bufferMinutes' | 'noticeHours' | 'version'> {
  readonly exceptions: readonly Exception[]
}

/** What somebody changes of it; what is not given stays. */
export interface AvailabilityChange {
  readonly weekly?: readonly WeeklyHours[] | null
  readonly bufferMinutes?: number | null
  readonly noticeHours?: number | null
}

/** Dates from the first to the last; the last is the first where it is not given. */
export interface Dates {
  readonly date: string
  readonly until?: string | null
}

/** The hours of every agent until they say their own (VIE-8): 09:00 to 18:00, not on Sundays. */
export const usual: Availability = {
  weekly: [1, 2, 3, 4, 5, 6].map((weekday) => ({ weekday, from: '09:00', to: '18:00' })),
  exceptions: [],
  bufferMinutes: 0,
  noticeHours: 0,
  version: 0,
}

const MOST_RANGES = 8
const LONGEST_BUFFER = 8 * 60
const LONGEST_NOTICE = 30 * 24
const MOST_DATES = 366
const FURTHEST_YEARS = 3

/** Other weekly hours, buffer or notice; a refusal that points at the first that cannot be. */
export function change(now: Availability, given: AvailabilityChange): Partial<AvailabilityRow> {
  return {
    weekly: given.weekly ? weeklyOf(given.weekly) : [...now.weekly],
    bufferMinutes: within(given.bufferMinutes ?? now.bufferMinutes, LONGEST_BUFFER, 'bufferMinutes'),
    noticeHours: within(given.noticeHours ?? now.noticeHours, LONGEST_NOTICE, 'noticeHours'),
    version: now.version + 1,
  }
}

/** The same hours, or none, for each of some dates. */
export function exceptions(dates: Dates, hours: readonly Hours[], now: Date): Exception[] {
  const checked = ranged(hours, ['input', 'hours'])
  return datesOf(dates, now).map((date) => ({ date, hours: checked }))
}

/** The dates from the first to the last. */
export function datesOf({ date, until }: Dates, now: Date): string[] {
  const last = until ?? date
  if (last < date) throw refuse('DATES_REVERSED', { path: ['input', 'until'] })
  if (last > addDays(dateIn('UTC', now), FURTHEST_YEARS * 365)) {
    throw refuse('TOO_FAR', { path: ['input', until ? 'until' : 'date'], years: FURTHEST_YEARS })
  }
  if (last >= addDays(date, MOST_DATES)) throw refuse('TOO_MANY', { path: ['input', 'until'], most: MOST_DATES })
  return datesBetween(date, last)
}

/** Every date from the first to the last. */
export function datesBetween(first: string, last: string): string[] {
  const many = Math.round((Date.parse(last) - Date.parse(first)) / 86_400_000) + 1
  return Array.from({ length: Math.max(0, many) }, (_, day) => addDays(first, day))
}

/**
 * When the agent has time on these dates at a property in this zone, whatever is in their calendar. Hours that the clocks
 * skip are none, and what they show twice counts twice.
 */
export function openTimes({ weekly, exceptions }: Availability, dates: readonly string[], zone: string): Slot[] {
  const others = new Map(exceptions.map(({ date, hours }) => [date, hours]))
  return dates.flatMap((date) => {
    const weekday = weekdayOf(date)
    const hours = others.get(date) ?? weekly.filter((each) => each.weekday === weekday)
    return hours.flatMap(({ from, to }) => whileShown(zone, date, from, to))
  })
}

export function changed(agentId: AgentId): AvailabilityChanged {
  return { type: 'availability.changed', subject: agentId, persons: [agentId], data: { agentId } }
}

function weeklyOf(given: readonly WeeklyHours[]): WeeklyHours[] {
  const path = ['input', 'weekly']
  for (const [index, { weekday }] of given.entries()) {
    if (weekday < 1 || weekday > 7) {
      throw refuse('OUT_OF_RANGE', { path: [...path, String(index), 'weekday'], least: 1, most: 7 })
    }
  }
  const byDay = Map.groupBy(given, ({ weekday }) => weekday)
  return [...byDay]
    .sort(([one], [other]) => one - other)
    .flatMap(([weekday, hours]) => ranged(hours, path).map((each) => ({ weekday, ...each })))
}

/** The ranges of a day in their order, if none is empty and none overlaps with another. */
function ranged(given: readonly Hours[], path: readonly string[]): Hours[] {
  if (given.length > MOST_RANGES) throw refuse('TOO_MANY', { path, most: MOST_RANGES })
  const hours = given.map(({ from, to }) => ({ from, to })).sort((a, b) => timeOfDay(a.from) - timeOfDay(b.from))
  for (const [index, { from, to }] of hours.entries()) {
    if (timeOfDay(from) >= endOf(to)) throw refuse('TIMES_REVERSED', { path })
    const next = hours[index + 1]
    if (next && timeOfDay(next.from) < endOf(to)) throw refuse('HOURS_OVERLAP', { path })
  }
  return hours
}

function within(given: number, most: number, field: string): number {
  if (given < 0 || given > most) throw refuse('OUT_OF_RANGE', { path: ['input', field], least: 0, most })
  return given
}

function endOf(time: string): number {
  return isMidnight(time) ? 24 * 3_600_000 : timeOfDay(time)
}
