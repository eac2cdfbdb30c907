import { journalOpensAt, navigationOpensAt } from '../gate/gate.ts'
import { remindAt, reminderNames } from '../reminder/reminder.ts'
import type { ViewingRow } from '../viewing/tables.ts'
import { endOfDay } from '../viewing/viewing.ts'

/** What is done about a viewing when a time has come: each is the name of a job. */
export const timerNames = ['completeViewing', 'openNavigation', 'openJournal', ...reminderNames] as const
export type TimerName = (typeof timerNames)[number]

/** What is to be done about a viewing at a time. */
export interface Timer {
  readonly name: TimerName
  readonly at: Date
}

/**
 * The times at which a viewing is to be looked at, as things stand; the zone is its property's. What the time has passed of
 * is looked at at once, so a job must say for itself whether it is too late.
 */
export function timersOf(viewing: ViewingRow, zone: string): Timer[] {
  const { status, startsAt, endsAt } = viewing
  if (status !== 'CONFIRMED' || !startsAt || !endsAt) return []
  const timers: Timer[] = [{ name: 'completeViewing', at: endOfDay({ startsAt, endsAt }, zone) }]
  if (!viewing.navigationOpenedAt) timers.push({ name: 'openNavigation', at: navigationOpensAt(startsAt) })
  if (!viewing.journalOpenedAt) timers.push({ name: 'openJournal', at: journalOpensAt(startsAt, zone) })
  return [...timers, ...reminderNames.map((name) => ({ name, at: remindAt(name, startsAt) }))]
}

/** When a viewing is to be looked at for this; null when it is not, as things stand. */
export function timeOf(name: TimerName, viewing: ViewingRow, zone: string): Date | null {
  return timersOf(viewing, zone).find((timer) => timer.name === name)?.at ?? null
}
