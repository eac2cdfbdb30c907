import ICAL from 'ical.js'
import { describe, expect, it } from 'vitest'
import { isToldBy, vtimezoneOf } from '../../subgraphs/viewings/calendar/vtimezone.ts'
import { dateIn, timeIn } from '../../subgraphs/viewings/zone/zone.ts'

const HOUR = 3_600_000
const years = [2026, 2027]

/** A foreign reader's clock, which knows the zone by its VTIMEZONE alone. */
function readerOf(zone: string): (instant: Date) => Date {
  const text = `BEGIN:VCALENDAR\r\n${vtimezoneOf(zone)}\r\nEND:VCALENDAR`
  const told = new ICAL.Component(ICAL.parse(text)).getFirstSubcomponent('vtimezone')!
  const timezone = new ICAL.Timezone(told)
  expect(timezone.tzid).toBe(zone)
  return (instant) => {
    const [year, month, day] = dateIn(zone, instant).split('-').map(Number)
    const [hour, minute] = timeIn(zone, instant).split(':').map(Number)
    return new ICAL.Time({ year, month, day, hour, minute, second: 0, isDate: false }, timezone).toJSDate()
  }
}

/** Every hour around the changes of clocks in the north and south, and one of every fifth day. */
const instants = years.flatMap((year) => {
  const around = [`${year}-03-29`, `${year}-10-25`, `${year}-04-05`, `${year}-09-27`].flatMap((date) =>
    Array.from({ length: 48 }, (_, hour) => new Date(Date.parse(`${date}T00:30Z`) + (hour - 24) * HOUR)),
  )
  const other = Array.from(
    { length: 73 },
    (_, index) => new Date(Date.UTC(year, 0, 1 + index * 5, (index * 5) % 24, 30)),
  )
  return [...around, ...other]
})

describe('the VTIMEZONE of a zone', () => {
  it.each(['Europe/Lisbon', 'Europe/Amsterdam', 'Asia/Kathmandu', 'Pacific/Auckland', 'America/Chicago'])(
    'tells %s’s time in every hour but those that come twice',
    (zone) => {
      const read = readerOf(zone)
      const twice = instants.filter((instant) => !isToldBy(zone, instant))
      expect(twice.length).toBeLessThanOrEqual(2 * years.length)
      for (const instant of instants) if (!twice.includes(instant)) expect(read(instant)).toEqual(instant)
    },
  )

  it('tells the right time in each zone there is, wherever it is used', () => {
    const wrong = Intl.supportedValuesOf('timeZone').flatMap((zone) => {
      const told = instants.filter((instant, index) => index % 37 === 0 && isToldBy(zone, instant))
      if (told.length === 0) return []
      const read = readerOf(zone)
      return told.some((instant) => read(instant).getTime() !== instant.getTime()) ? [zone] : []
    })
    expect(wrong).toEqual([])
  })

  it('is none where there is no such zone, and none of use where clocks follow no plain rule', () => {
    expect(vtimezoneOf('Etc/Nowhere')).toBe('')
    const ofAll = (zone: string) => instants.every((instant) => isToldBy(zone, instant))
    for (const zone of ['Etc/Nowhere', 'Africa/Casablanca', 'Asia/Gaza']) expect(ofAll(zone)).toBe(false)
  })
})
