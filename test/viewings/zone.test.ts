import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, dateIn, instantIn, isTimeZone, timeIn, weekdayOf } from '../../subgraphs/viewings/zone/zone.ts'

const zones = [
  'Europe/Lisbon',
  'America/Chicago',
  'Asia/Kathmandu',
  'Pacific/Auckland',
  'Australia/Lord_Howe',
  'Atlantic/Azores',
  'America/Santiago',
  'UTC',
]
const zone = fc.constantFrom(...zones)
const instant = fc.date({ min: new Date('2000-01-01'), max: new Date('2060-01-01'), noInvalidDate: true })

describe('the name of a time zone', () => {
  it.each(['Europe/Lisbon', 'America/Argentina/Ushuaia', 'Asia/Kathmandu', 'UTC', 'Etc/GMT+5'])('may be %s', (name) => {
    expect(isTimeZone(name)).toBe(true)
  })

  it.each(['', 'Lisbon', 'Europe/Lisboa', '+01:00', 'Europe/', '../etc', 'CEST'])('may not be "%s"', (name) => {
    expect(isTimeZone(name)).toBe(false)
  })
})

describe('reading a clock', () => {
  it.each([
    ['Europe/Lisbon', '2026-06-30T23:30:00Z', '2026-07-01', '00:30:00.000'],
    ['America/Chicago', '2026-01-01T05:59:59.999Z', '2025-12-31', '23:59:59.999'],
    ['Asia/Kathmandu', '2026-01-01T18:14:59Z', '2026-01-01', '23:59:59.000'],
    ['Asia/Kathmandu', '2026-01-01T18:15:00Z', '2026-01-02', '00:00:00.000'],
    ['Pacific/Auckland', '2026-01-01T11:00:00Z', '2026-01-02', '00:00:00.000'],
  ])('shows in %s at %s the date %s and the time %s', (name, at, date, time) => {
    expect(dateIn(name, new Date(at))).toBe(date)
    expect(timeIn(name, new Date(at))).toBe(time)
  })
})

describe('finding the instant of a clock', () => {
  it.each([
    ['Europe/Lisbon', '2026-03-28', '14:30', '2026-03-28T14:30:00.000Z'],
    ['Europe/Lisbon', '2026-03-29', '14:30:00', '2026-03-29T13:30:00.000Z'],
    ['America/Chicago', '2026-03-08', '00:00', '2026-03-08T06:00:00.000Z'],
    ['America/Chicago', '2026-03-09', '00:00', '2026-03-09T05:00:00.000Z'],
    ['Asia/Kathmandu', '2026-05-01', '09:00', '2026-05-01T03:15:00.000Z'],
    ['Pacific/Auckland', '2026-04-05', '09:00', '2026-04-04T21:00:00.000Z'],
    ['Pacific/Auckland', '2026-04-04', '09:00', '2026-04-03T20:00:00.000Z'],
  ])('is in %s on %s at %s: %s', (name, date, time, at) => {
    expect(instantIn(name, date, time).toISOString()).toBe(at)
  })

  it.each([
    ['Europe/Lisbon', '2026-03-29', '01:30', '2026-03-29T01:30:00.000Z'],
    ['America/Chicago', '2026-03-08', '02:15', '2026-03-08T08:15:00.000Z'],
    ['Pacific/Auckland', '2026-09-27', '02:30', '2026-09-26T14:30:00.000Z'],
    // The day itself begins at 01:00.
    ['America/Santiago', '2026-09-06', '00:00', '2026-09-06T04:00:00.000Z'],
  ])('goes by the clock before the change where %s skips %s %s', (name, date, time, at) => {
    expect(instantIn(name, date, time).toISOString()).toBe(at)
    expect(instantIn(name, date, time, 'later').toISOString()).toBe(at)
  })

  it.each([
    ['Europe/Lisbon', '2026-10-25', '01:30', '2026-10-25T00:30:00.000Z', '2026-10-25T01:30:00.000Z'],
    ['America/Chicago', '2026-11-01', '01:00', '2026-11-01T06:00:00.000Z', '2026-11-01T07:00:00.000Z'],
    ['Pacific/Auckland', '2026-04-05', '02:59', '2026-04-04T13:59:00.000Z', '2026-04-04T14:59:00.000Z'],
    ['Australia/Lord_Howe', '2026-04-05', '01:45', '2026-04-04T14:45:00.000Z', '2026-04-04T15:15:00.000Z'],
  ])('takes the one wanted where %s shows %s %s twice', (name, date, time, earlier, later) => {
    expect(instantIn(name, date, time).toISOString()).toBe(earlier)
    expect(instantIn(name, date, time, 'later').toISOString()).toBe(later)
  })

  it('finds back every instant from what the clock showed', () => {
    fc.assert(
      fc.property(zone, instant, (name, at) => {
        const shown = [dateIn(name, at), timeIn(name, at)] as const
        const found = [instantIn(name, ...shown), instantIn(name, ...shown, 'later')].map((one) => one.getTime())
        expect(found).toContain(at.getTime())
      }),
      { numRuns: 1000 },
    )
  })

  it('never goes back in time from one day to the next', () => {
    fc.assert(
      fc.property(zone, instant, (name, at) => {
        const date = dateIn(name, at)
        const [today, tomorrow] = [instantIn(name, date), instantIn(name, addDays(date, 1))]
        expect(today.getTime()).toBeLessThanOrEqual(at.getTime())
        expect(at.getTime()).toBeLessThan(tomorrow.getTime())
      }),
    )
  })
})

describe('the calendar', () => {
  it.each([
    ['2026-02-28', 1, '2026-03-01'],
    ['2028-02-28', 1, '2028-02-29'],
    ['2026-01-01', -1, '2025-12-31'],
  ])('counts from %s by %i to %s', (date, days, to) => {
    expect(addDays(date, days)).toBe(to)
  })

  it('knows the days of the week', () => {
    expect(['2026-03-02', '2026-03-07', '2026-03-08'].map(weekdayOf)).toEqual([1, 6, 7])
  })
})
