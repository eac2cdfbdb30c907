/**
 * Calendar dates and times of day in an IANA time zone, right across daylight-saving changes. A date is `2026-03-29`,
 * a time of day `14:30` or `14:30:00.000`; both sort as text.
 */

const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE
const formats = new Map<string, Intl.DateTimeFormat>()

/** Whether this is the name of a time zone, such as `Europe/Lisbon`; a bare offset is none. */
export function isTimeZone(name: string): boolean {
  if (!/^[A-Za-z][\w+-]*(\/[\w+-]+)*$/.test(name)) return false
  try {
    formatOf(name)
    return true
  } catch {
    return false
  }
}

/** The calendar date in the zone at an instant. */
export function dateIn(zone: string, instant: Date): string {
  return new Date(instant.getTime() + offsetAt(zone, instant.getTime())).toISOString().slice(0, 10)
}

/** The time of day in the zone at an instant, with milliseconds. */
export function timeIn(zone: string, instant: Date): string {
  return new Date(instant.getTime() + offsetAt(zone, instant.getTime())).toISOString().slice(11, 23)
}

/**
 * The instant at which the clocks of the zone show a date and time. Where they show it twice, the earlier one unless the
 * later is asked for; where they skip it, it is taken by the clock as it was before the change (as RFC 5545 does).
 */
export function instantIn(zone: string, date: string, time = '00:00', twice: 'earlier' | 'later' = 'earlier'): Date {
  const shown = Date.parse(`${date}T${time}Z`)
  // No zone changes its clock twice within two days, and never by more than a day.
  const before = offsetAt(zone, shown - DAY)
  const after = offsetAt(zone, shown + DAY)
  const fits = [before, after].map((offset) => shown - offset).filter((at) => at + offsetAt(zone, at) === shown)
  if (fits.length === 0) return new Date(shown - before)
  return new Date(twice === 'earlier' ? Math.min(...fits) : Math.max(...fits))
}

/**
 * When the clocks of the zone show a time of this date from one up to, but not including, another; `00:00` as the other is
 * the end of the day. That is one stretch, but where the clocks change: times that they skip are in none, times that they show
 * twice are in it both times.
 */
export function whileShown(zone: string, date: string, from: string, to: string): { startsAt: Date; endsAt: Date }[] {
  const shown = {
    from: Date.parse(`${date}T${from}Z`),
    to: Date.parse(`${isMidnight(to) ? addDays(date, 1) : date}T${to}Z`),
  }
  const before = offsetAt(zone, shown.from - DAY)
  const after = offsetAt(zone, shown.to + DAY)
  const change = before === after ? Infinity : changeBetween(zone, shown.from - DAY, shown.to + DAY)
  const early = { startsAt: shown.from - before, endsAt: Math.min(shown.to - before, change) }
  const late = { startsAt: Math.max(shown.from - after, change), endsAt: shown.to - after }
  const stretches = [early, late].filter(({ startsAt, endsAt }) => startsAt < endsAt)
  const [first, second] = stretches
  const whole = first && second && first.endsAt === second.startsAt ? [{ ...first, endsAt: second.endsAt }] : stretches
  return whole.map(({ startsAt, endsAt }) => ({ startsAt: new Date(startsAt), endsAt: new Date(endsAt) }))
}

/** Whether a time of day is the day's first moment, which as an end is the next day's. */
export function isMidnight(time: string): boolean {
  return timeOfDay(time) === 0
}

/** How many milliseconds after midnight a time of day is, where the clocks do not change. */
export function timeOfDay(time: string): number {
  return Date.parse(`1970-01-01T${time}Z`)
}

/** The date some days later, or earlier. */
export function addDays(date: string, days: number): string {
  return new Date(Date.parse(date) + days * DAY).toISOString().slice(0, 10)
}

/** The day of the week of a date, from 1 for Monday to 7 for Sunday (ISO 8601). */
export function weekdayOf(date: string): number {
  return new Date(date).getUTCDay() || 7
}

/** What is to be added to UTC to get the zone's clock, in milliseconds. */
function offsetAt(zone: string, instant: number): number {
  const part = Object.fromEntries(
    formatOf(zone)
      .formatToParts(instant)
      .map(({ type, value }) => [type, Number(value)]),
  )
  const { year = 0, month = 1, day = 0, hour = 0, minute = 0, second = 0 } = part
  const second0 = Math.floor(instant / 1000) * 1000
  return Date.UTC(year, month - 1, day, hour, minute, second) - second0
}

/** The instant at which the one change of the zone's clock between two instants takes effect. */
function changeBetween(zone: string, from: number, to: number): number {
  const before = offsetAt(zone, from)
  let [unchanged, changed] = [from, to]
  while (changed - unchanged > 1) {
    const middle = Math.floor((unchanged + changed) / 2)
    if (offsetAt(zone, middle) === before) unchanged = middle
    else changed = middle
  }
  return changed
}

/** A format costs a hundred times its use, so each zone's is made once. */
function formatOf(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone)
  if (known) return known
  const made = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  })
  formats.set(timeZone, made)
  return made
}
