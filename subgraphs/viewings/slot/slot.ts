import { addDays, dateIn, instantIn, weekdayOf } from '../zone/zone.ts'

/** A time [startsAt, endsAt). */
export interface Slot {
  readonly startsAt: Date
  readonly endsAt: Date
}

/** The hours of every agent until they say their own (VIE-16): 09:00 to 18:00 in the property's zone, not on Sundays. */
const OPENS = '09:00'
const CLOSES = '18:00'
const SUNDAY = 7
/** Slots are proposed at the quarters of the hour. */
const GRID_MS = 15 * 60_000
/** How far from the wanted time one is looked for, in either direction. */
const REACH_DAYS = 14
const HOW_MANY = 3

/** The time in which `nearestFree` may find a slot: what is busy in it must be known. */
export function reachOf(wanted: Slot): Slot {
  const reach = (REACH_DAYS + 1) * 24 * 3_600_000
  return { startsAt: new Date(wanted.startsAt.getTime() - reach), endsAt: new Date(wanted.endsAt.getTime() + reach) }
}

/**
 * The three free slots that are nearest to the wanted one and as long, within the agent's hours and not before `now`;
 * fewer where there are no more within two weeks. Of two that are equally near, the earlier comes first.
 */
export function nearestFree(wanted: Slot, busy: readonly Slot[], zone: string, now: Date): Slot[] {
  const start = wanted.startsAt.getTime()
  const length = wanted.endsAt.getTime() - start
  const distance = ({ startsAt }: Slot) => Math.abs(startsAt.getTime() - start)
  const day = dateIn(zone, wanted.startsAt)
  const days = Array.from({ length: 2 * REACH_DAYS + 1 }, (_, index) => addDays(day, index - REACH_DAYS))
  return days
    .flatMap((date) => slotsOn(date, zone, length))
    .filter((slot) => slot.startsAt > now && !busy.some((other) => overlap(slot, other)))
    .sort((a, b) => distance(a) - distance(b) || a.startsAt.getTime() - b.startsAt.getTime())
    .slice(0, HOW_MANY)
}

/** Whether two slots share a moment; one may end when the other starts. */
export function overlap(a: Slot, b: Slot): boolean {
  return a.startsAt < b.endsAt && b.startsAt < a.endsAt
}

/** All slots of a length on a day. */
function slotsOn(date: string, zone: string, length: number): Slot[] {
  if (weekdayOf(date) === SUNDAY) return []
  const opens = instantIn(zone, date, OPENS).getTime()
  const lastStart = instantIn(zone, date, CLOSES).getTime() - length
  const many = Math.max(0, Math.floor((lastStart - opens) / GRID_MS) + 1)
  return Array.from({ length: many }, (_, index) => {
    const startsAt = opens + index * GRID_MS
    return { startsAt: new Date(startsAt), endsAt: new Date(startsAt + length) }
  })
}
