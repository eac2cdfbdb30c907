import { tzlib_get_ical_block, tzlib_get_timezones } from 'timezones-ical-library'
import { dateIn, instantIn, timeIn, weekdayOf } from '../zone/zone.ts'

/** A part of the year that has one offset from UTC, and the yearly rule by which it begins, if it does (RFC 5545, 3.6.5). */
interface Observance {
  readonly offsetFrom: number
  readonly offsetTo: number
  readonly time: string
  /** Null where it has begun once and for all. */
  readonly rule: { readonly month: number; readonly nth: number; readonly weekday: number } | null
}

interface Block {
  readonly text: string
  /** Null where it follows rules that are not read here. */
  readonly observances: readonly Observance[] | null
}

const WEEKDAYS = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU']
const DAY = 86_400_000
const known = new Set(tzlib_get_timezones() as string[])
const blocks = new Map<string, Block>()

/** The VTIMEZONE of a zone, under the zone's own name; to be used where `isToldBy` says that it tells the right time. */
export function vtimezoneOf(zone: string): string {
  return blockOf(zone)?.text ?? ''
}

/**
 * Whether a reader who knows a zone by its VTIMEZONE alone reads the clock's time at this instant as the instant it is. It
 * would not where clocks are moved by no plain rule, or by another than we know; and of an hour that comes twice, readers
 * take one or the other.
 */
export function isToldBy(zone: string, instant: Date): boolean {
  const { observances } = blockOf(zone) ?? {}
  if (!observances) return false
  const [date, time] = [dateIn(zone, instant), timeIn(zone, instant)]
  const isTwice = instantIn(zone, date, time, 'earlier') < instantIn(zone, date, time, 'later')
  const shown = Date.parse(`${date}T${time}Z`)
  return !isTwice && shown - offsetBy(observances, shown) === instant.getTime()
}

/** What is added to UTC while the clock shows this, by the rules. */
function offsetBy(observances: readonly Observance[], shown: number): number {
  const year = new Date(shown).getUTCFullYear()
  const begun = observances
    .flatMap((each) => [year - 1, year].map((one) => ({ ...each, at: beginningOf(each, one) })))
    .filter(({ at }) => at <= shown)
    .sort((one, other) => one.at - other.at)
  return begun.at(-1)?.offsetTo ?? 0
}

/** When an observance begins in a year, as the clock shows it just before. */
function beginningOf({ rule, time }: Observance, year: number): number {
  if (!rule) return -Infinity
  const { month, nth, weekday } = rule
  const first = Date.UTC(year, nth > 0 ? month - 1 : month, 1)
  const day = nth > 0 ? first : first - DAY
  const apart = weekday - weekdayOf(new Date(day).toISOString().slice(0, 10))
  const nearest = nth > 0 ? day + ((apart + 7) % 7) * DAY : day - ((7 - apart) % 7) * DAY
  return nearest + (nth > 0 ? nth - 1 : nth + 1) * 7 * DAY + Date.parse(`1970-01-01T${time}Z`)
}

function blockOf(zone: string): Block | null {
  if (!known.has(zone)) return null
  const found = blocks.get(zone) ?? readBlock(zone)
  blocks.set(zone, found)
  return found
}

/** The library tells a zone that is another one's twin under the twin's name, by which a reader would not find it. */
function readBlock(zone: string): Block {
  const [block = ''] = tzlib_get_ical_block(zone) as string[]
  const text = block
    .replace(/^TZID:.*$/m, `TZID:${zone}`)
    .replace(/^X-LIC-LOCATION:.*$/m, `X-LIC-LOCATION:${zone}`)
    .trim()
  const parts = [...text.matchAll(/BEGIN:(?:STANDARD|DAYLIGHT)\r?\n([^]*?)END:(?:STANDARD|DAYLIGHT)/g)]
  const read = parts.map(([, lines = '']) => observanceIn(lines))
  const isPlain = read.every((each) => each !== null) && (read.length === 1 || read.every(({ rule }) => rule))
  return { text, observances: isPlain ? read : null }
}

function observanceIn(lines: string): Observance | null {
  const valueOf = (name: string) => new RegExp(`^${name}:(.*?)\\r?$`, 'm').exec(lines)?.[1]
  const [, hours, minutes, seconds] = /T(\d\d)(\d\d)(\d\d)$/.exec(valueOf('DTSTART') ?? '') ?? []
  const [offsetFrom, offsetTo] = [offsetIn(valueOf('TZOFFSETFROM')), offsetIn(valueOf('TZOFFSETTO'))]
  const given = valueOf('RRULE')
  const [, month, nth, weekday] = /^FREQ=YEARLY;BYMONTH=(\d+);BYDAY=(-?\d)([A-Z]{2})$/.exec(given ?? '') ?? []
  if (hours === undefined || offsetFrom === null || offsetTo === null || (given && !weekday)) return null
  const rule = weekday ? { month: Number(month), nth: Number(nth), weekday: WEEKDAYS.indexOf(weekday) + 1 } : null
  return { offsetFrom, offsetTo, time: `${hours}:${minutes}:${seconds}`, rule }
}

function offsetIn(text = ''): number | null {
  const [, sign, hours, minutes, seconds = '0'] = /^([+-])(\d\d)(\d\d)(\d\d)?$/.exec(text) ?? []
  if (!sign) return null
  const size = ((Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds)) * 1000
  return sign === '-' ? -size : size
}
