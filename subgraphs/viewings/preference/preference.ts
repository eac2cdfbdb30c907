import { refuse } from '../refusals.ts'
import type { Slot } from '../slot/slot.ts'
import type { PreferredDateRow } from '../viewing/tables.ts'
import { addDays, dateIn, instantIn, timeOfDay } from '../zone/zone.ts'

/** A day that somebody would like to view on, as they name it: date and times of day in the property's zone. */
export interface PreferenceDraft {
  readonly date: string
  readonly from?: string | null
  readonly to?: string | null
}

/** A preferred day as it is kept. */
export type Preference = Pick<PreferredDateRow, 'position' | 'date' | 'fromTime' | 'toTime'>

/** How many days a request has (VIE-6). */
export const mostDates = 3
/** Nobody plans so far; it keeps all that is reckoned with dates within what calendars and PostgreSQL can write. */
const FURTHEST_YEARS = 100

/**
 * The preferred days in the order given, after those that stand already, or a refusal that points at the first that cannot
 * be (VIE-6).
 */
export function preferences(
  given: readonly PreferenceDraft[],
  zone: string,
  now: Date,
  standing: readonly Preference[] = [],
): Preference[] {
  const path = ['input', 'preferredDates']
  if (given.length === 0) throw refuse('DATE_MISSING', { path })
  const room = mostDates - standing.length
  if (given.length > room) throw refuse('TOO_MANY_DATES', { path: [...path, String(room)], most: mostDates })
  const today = dateIn(zone, now)
  return given.map(({ date, from, to }, index) => {
    const here = [...path, String(index)]
    if (date < today) throw refuse('DATE_IN_THE_PAST', { path: [...here, 'date'] })
    if (date > addDays(today, FURTHEST_YEARS * 365)) {
      throw refuse('TOO_FAR', { path: [...here, 'date'], years: FURTHEST_YEARS })
    }
    if ([...standing, ...given.slice(0, index)].some((other) => other.date === date)) {
      throw refuse('DATE_REPEATED', { path: [...here, 'date'] })
    }
    if (to && timeOfDay(from ?? '00:00') >= timeOfDay(to)) throw refuse('TIMES_REVERSED', { path: [...here, 'to'] })
    if (to && endOf(zone, date, to) <= now) throw refuse('SLOT_IN_THE_PAST', { path: [...here, 'to'] })
    return { position: standing.length + index, date, fromTime: from ?? null, toTime: to ?? null }
  })
}

/** Whether a slot lies within none of the preferred days and, where given, their times (VIE-7). */
export function isOutside(slot: Slot, preferred: readonly Preference[], zone: string): boolean {
  return !preferred.some((one) => {
    const starts = instantIn(zone, one.date, one.fromTime ?? '00:00')
    const ends = one.toTime ? endOf(zone, one.date, one.toTime) : instantIn(zone, addDays(one.date, 1))
    return starts <= slot.startsAt && slot.endsAt <= ends
  })
}

/** A time of day as clients write it: PostgreSQL adds seconds, and leaves out the zeros of a fraction. */
export function shownTime(time: string | null): string | null {
  if (time === null) return null
  const [, minutes = '', seconds = '00', fraction = ''] = /^(\d\d:\d\d)(?::(\d\d))?(?:\.(\d+))?$/.exec(time) ?? []
  if (fraction) return `${minutes}:${seconds}.${fraction.padEnd(3, '0')}`
  return seconds === '00' ? minutes : `${minutes}:${seconds}`
}

/** Up to when a time of a day is meant: where the clocks show it twice, the second time. */
function endOf(zone: string, date: string, to: string): Date {
  return instantIn(zone, date, to, 'later')
}
