/** A time [startsAt, endsAt). */
export interface Slot {
  readonly startsAt: Date
  readonly endsAt: Date
}

/** What somebody's calendar leaves: their open times and what is taken of them. */
export interface Calendar {
  /** The agent's hours, wherever the property is. */
  readonly open: readonly Slot[]
  /** What the agent shows already. */
  readonly shown: readonly Slot[]
  /** How much of the agent's time stays free before and after each of it. */
  readonly bufferMinutes: number
  /** When the property or the contact is taken. */
  readonly taken: readonly Slot[]
}

const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE
/** Slots are proposed at the quarters of the hour; the clocks of every zone show them at the same instants. */
const GRID = 15 * MINUTE
/** How far from the wanted time one is looked for, in either direction. */
const REACH = 14 * DAY
const HOW_MANY = 3

/** The time in which `nearestFree` may find a slot: what is taken of it must be known. */
export function reachOf({ startsAt, endsAt }: Slot): Slot {
  return { startsAt: new Date(startsAt.getTime() - REACH), endsAt: new Date(endsAt.getTime() + REACH) }
}

/**
 * The three free slots that are nearest to the wanted one and as long, after `now`; fewer where there are no more within two
 * weeks. Of two that are equally near, the earlier comes first.
 */
export function nearestFree(wanted: Slot, calendar: Calendar, now: Date): Slot[] {
  const start = wanted.startsAt.getTime()
  const distance = ({ startsAt }: Slot) => Math.abs(startsAt.getTime() - start)
  const length = wanted.endsAt.getTime() - start
  return slotsIn(freeTimes(calendar, now), length)
    .filter((slot) => distance(slot) <= REACH)
    .sort((a, b) => distance(a) - distance(b) || a.startsAt.getTime() - b.startsAt.getTime())
    .slice(0, HOW_MANY)
}

/** The open times after an instant that nothing is taken of, in their order; of what the agent shows, with the buffer. */
export function freeTimes({ open, shown, bufferMinutes, taken }: Calendar, after: Date): Slot[] {
  const past = { startsAt: new Date(-8.64e15), endsAt: new Date(after.getTime() + 1) }
  return without(open, [past, ...taken, ...shown.map((slot) => widened(slot, bufferMinutes * MINUTE))])
}

/** All slots of a length within some times, from a quarter of the hour to the next. */
export function slotsIn(times: readonly Slot[], length: number): Slot[] {
  return times.flatMap(({ startsAt, endsAt }) => {
    const first = Math.ceil(startsAt.getTime() / GRID) * GRID
    const many = Math.max(0, Math.floor((endsAt.getTime() - length - first) / GRID) + 1)
    return Array.from({ length: many }, (_, index) => {
      const start = first + index * GRID
      return { startsAt: new Date(start), endsAt: new Date(start + length) }
    })
  })
}

/** Whether two slots share a moment; one may end when the other starts. */
export function overlap(a: Slot, b: Slot): boolean {
  return a.startsAt < b.endsAt && b.startsAt < a.endsAt
}

/** What is left of times when others are taken out of them, in the order of time. */
function without(times: readonly Slot[], taken: readonly Slot[]): Slot[] {
  const byStart = (a: Slot, b: Slot) => a.startsAt.getTime() - b.startsAt.getTime()
  const [from, out] = [times.toSorted(byStart), taken.toSorted(byStart)]
  let next = 0
  return from.flatMap(({ startsAt, endsAt }) => {
    while (next < out.length && out[next]!.endsAt <= startsAt) next++
    const left: Slot[] = []
    let start = startsAt
    for (let i = next; i < out.length && out[i]!.startsAt < endsAt; i++) {
      if (out[i]!.startsAt > start) left.push({ startsAt: start, endsAt: out[i]!.startsAt })
      if (out[i]!.endsAt > start) start = out[i]!.endsAt
    }
    return start < endsAt ? [...left, { startsAt: start, endsAt }] : left
  })
}

function widened({ startsAt, endsAt }: Slot, by: number): Slot {
  return { startsAt: new Date(startsAt.getTime() - by), endsAt: new Date(endsAt.getTime() + by) }
}
