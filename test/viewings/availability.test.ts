import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import * as availability from '../../subgraphs/viewings/availability/availability.ts'
import {
  datesBetween,
  openTimes,
  usual,
  type Availability,
} from '../../subgraphs/viewings/availability/availability.ts'
import { freeTimes, overlap, slotsIn, type Slot } from '../../subgraphs/viewings/slot/slot.ts'
import { addDays, dateIn, timeIn } from '../../subgraphs/viewings/zone/zone.ts'

const now = new Date('2026-03-01T00:00:00Z')
const slot = (startsAt: string, endsAt: string): Slot => ({ startsAt: new Date(startsAt), endsAt: new Date(endsAt) })
const shown = (slots: readonly Slot[]) =>
  slots.map(({ startsAt, endsAt }) => `${startsAt.toISOString().slice(0, 16)} ${endsAt.toISOString().slice(0, 16)}`)
const daily = (from: string, to: string): Availability => ({
  ...usual,
  weekly: [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, from, to })),
})
const on = (hours: Availability, date: string, zone: string) => shown(openTimes(hours, [date], zone))

describe('an agent’s open times', () => {
  it('are 09:00 to 18:00 in the property’s zone but on Sundays, until they say otherwise (VIE-16)', () => {
    expect(on(usual, '2026-03-02', 'Europe/Lisbon')).toEqual(['2026-03-02T09:00 2026-03-02T18:00'])
    expect(on(usual, '2026-03-02', 'Asia/Kathmandu')).toEqual(['2026-03-02T03:15 2026-03-02T12:15'])
    expect(on(usual, '2026-03-08', 'Europe/Lisbon')).toEqual([])
  })

  it('may be several ranges a day, and others or none on an exception (VIE-16)', () => {
    const weekly = [
      { weekday: 2, from: '09:00', to: '12:00' },
      { weekday: 2, from: '13:30', to: '00:00' },
    ]
    const exceptions = [
      { date: '2026-03-10', hours: [] },
      { date: '2026-03-17', hours: [{ from: '10:00', to: '11:00' }] },
    ]
    const hours = { ...usual, weekly, exceptions }
    expect(shown(openTimes(hours, datesBetween('2026-03-02', '2026-03-23'), 'UTC'))).toEqual([
      '2026-03-03T09:00 2026-03-03T12:00',
      '2026-03-03T13:30 2026-03-04T00:00',
      '2026-03-17T10:00 2026-03-17T11:00',
    ])
  })

  it('leave out what the clocks skip: 02:30 does not exist on that day (VIE-16)', () => {
    const spring = '2026-03-29'
    expect(on(daily('02:30', '04:00'), spring, 'Europe/Amsterdam')).toEqual(['2026-03-29T01:00 2026-03-29T02:00'])
    expect(on(daily('01:00', '02:30'), spring, 'Europe/Amsterdam')).toEqual(['2026-03-29T00:00 2026-03-29T01:00'])
    expect(on(daily('02:15', '02:45'), spring, 'Europe/Amsterdam')).toEqual([])
    expect(on(daily('00:00', '00:00'), spring, 'Europe/Amsterdam')).toEqual(['2026-03-28T23:00 2026-03-29T22:00'])
  })

  it('have twice what the clocks show twice: 02:30 comes again on that day (VIE-16)', () => {
    const autumn = '2026-10-25'
    expect(on(daily('02:30', '03:00'), autumn, 'Europe/Amsterdam')).toEqual([
      '2026-10-25T00:30 2026-10-25T01:00',
      '2026-10-25T01:30 2026-10-25T02:00',
    ])
    expect(on(daily('01:00', '03:00'), autumn, 'Europe/Amsterdam')).toEqual(['2026-10-24T23:00 2026-10-25T02:00'])
    // Lord Howe turns its clocks by half an hour, and Santiago at midnight.
    expect(on(daily('01:00', '02:00'), '2026-04-05', 'Australia/Lord_Howe')).toEqual([
      '2026-04-04T14:00 2026-04-04T15:30',
    ])
    expect(on(daily('00:00', '01:00'), '2026-09-06', 'America/Santiago')).toEqual([])
    expect(on(daily('23:30', '00:00'), '2026-04-04', 'America/Santiago')).toEqual([
      '2026-04-05T02:30 2026-04-05T03:00',
      '2026-04-05T03:30 2026-04-05T04:00',
    ])
  })

  it('are just the instants at which the clocks show a time within the hours (VIE-16)', () => {
    const zones = ['Europe/Lisbon', 'America/Santiago', 'Australia/Lord_Howe', 'Asia/Kathmandu', 'Pacific/Apia']
    const days = ['2026-03-28', '2026-04-04', '2026-09-05', '2026-10-03', '2026-10-24', '2011-12-29', '2026-06-15']
    const minutes = fc.integer({ min: 0, max: 95 }).map((quarters) => quarters * 15)
    const text = (minute: number) => new Date(minute * 60_000).toISOString().slice(11, 16)
    fc.assert(
      fc.property(fc.constantFrom(...zones), fc.constantFrom(...days), minutes, minutes, (zone, date, one, other) => {
        const [from, to] = [text(Math.min(one, other)), text(Math.max(one, other) + 15)]
        const open = openTimes(daily(from, to), datesBetween(date, addDays(date, 2)), zone)
        const start = Date.parse(date) - 86_400_000
        for (let i = 0; i < 5 * 96; i++) {
          const at = new Date(start + i * 15 * 60_000)
          const day = dateIn(zone, at)
          const isOpen =
            day >= date &&
            day <= addDays(date, 2) &&
            timeIn(zone, at) >= from &&
            (to === '00:00' || timeIn(zone, at) < to)
          expect(open.some(({ startsAt, endsAt }) => startsAt <= at && at < endsAt)).toBe(isOpen)
        }
      }),
      { numRuns: 60 },
    )
  })
})

describe('an agent’s free time', () => {
  const open = openTimes(usual, datesBetween('2026-03-02', '2026-03-07'), 'UTC')

  it('keeps the buffer to what the agent shows, and none to what takes the property or the contact (VIE-16)', () => {
    const calendar = {
      open: open.slice(0, 1),
      shown: [slot('2026-03-02T10:00Z', '2026-03-02T11:00Z')],
      taken: [slot('2026-03-02T14:00Z', '2026-03-02T15:00Z')],
      bufferMinutes: 20,
    }
    expect(shown(freeTimes(calendar, now))).toEqual([
      '2026-03-02T09:00 2026-03-02T09:40',
      '2026-03-02T11:20 2026-03-02T14:00',
      '2026-03-02T15:00 2026-03-02T18:00',
    ])
    expect(shown(slotsIn(freeTimes(calendar, now), 30 * 60_000)).slice(0, 3)).toEqual([
      '2026-03-02T09:00 2026-03-02T09:30',
      '2026-03-02T11:30 2026-03-02T12:00',
      '2026-03-02T11:45 2026-03-02T12:15',
    ])
  })

  it('is what is open, to come, and touched by nothing; and slots are all that fit into it (VIE-16)', () => {
    const from = Date.parse('2026-03-02T00:00Z')
    const at = (minutes: number) => new Date(from + minutes * 60_000)
    const slots = fc.array(
      fc
        .tuple(fc.integer({ min: 0, max: 6 * 1440 }), fc.integer({ min: 1, max: 300 }))
        .map(([start, length]): Slot => ({ startsAt: at(start), endsAt: at(start + length) })),
      { maxLength: 25 },
    )
    const minutes = fc.integer({ min: 5, max: 240 })
    fc.assert(
      fc.property(
        slots,
        slots,
        fc.integer({ min: 0, max: 60 }),
        fc.integer({ min: 0, max: 4000 }),
        minutes,
        (...all) => {
          const [agents, others, bufferMinutes, sinceStart, length] = all
          const after = at(sinceStart)
          const times = freeTimes({ open, shown: agents, taken: others, bufferMinutes }, after)
          expect(times.toSorted((a, b) => a.startsAt.getTime() - b.startsAt.getTime())).toEqual(times)
          const found = new Set(slotsIn(times, length * 60_000).map(({ startsAt }) => startsAt.getTime()))
          const by = bufferMinutes * 60_000
          const wide = agents.map(({ startsAt, endsAt }) => ({
            startsAt: new Date(startsAt.getTime() - by),
            endsAt: new Date(endsAt.getTime() + by),
          }))
          for (let quarter = 0; quarter < 6 * 96; quarter++) {
            const one = { startsAt: at(quarter * 15), endsAt: at(quarter * 15 + length) }
            const isOpen = open.some(({ startsAt, endsAt }) => startsAt <= one.startsAt && one.endsAt <= endsAt)
            const isFree = isOpen && one.startsAt > after && ![...others, ...wide].some((other) => overlap(one, other))
            expect(found.has(one.startsAt.getTime())).toBe(isFree)
          }
        },
      ),
      { numRuns: 60 },
    )
  })
})

describe('saying when one has time', () => {
  it('replaces what is given, in the order of the week, and leaves the rest (VIE-16)', () => {
    const weekly = [
      { weekday: 5, from: '14:00', to: '16:00' },
      { weekday: 1, from: '09:00', to: '12:00' },
      { weekday: 5, from: '09:00', to: '12:00:00' },
    ]
    expect(availability.change(usual, { weekly, bufferMinutes: 15 })).toEqual({
      weekly: [weekly[1], weekly[2], weekly[0]],
      bufferMinutes: 15,
      noticeHours: 0,
      version: 1,
    })
  })

  it.each([
    ['OUT_OF_RANGE', { weekly: [{ weekday: 8, from: '09:00', to: '10:00' }] }],
    ['TIMES_REVERSED', { weekly: [{ weekday: 1, from: '10:00', to: '10:00' }] }],
    [
      'HOURS_OVERLAP',
      {
        weekly: [
          { weekday: 1, from: '09:00', to: '10:00' },
          { weekday: 1, from: '09:59', to: '11:00' },
        ],
      },
    ],
    ['TOO_MANY', { weekly: Array.from({ length: 9 }, (_, i) => ({ weekday: 1, from: `1${i}:00`, to: `1${i}:30` })) }],
    ['OUT_OF_RANGE', { bufferMinutes: -1 }],
    ['OUT_OF_RANGE', { bufferMinutes: 481 }],
    ['OUT_OF_RANGE', { noticeHours: 721 }],
  ])('refuses %s', (code, given) => {
    expect(() => availability.change(usual, given)).toThrow(expect.objectContaining({ code }))
  })

  it('takes an exception for some dates in a row, of at most a year (VIE-16)', () => {
    const dates = { date: '2026-12-30', until: '2027-01-02' }
    expect(availability.exceptions(dates, [], now).map(({ date }) => date)).toEqual([
      '2026-12-30',
      '2026-12-31',
      '2027-01-01',
      '2027-01-02',
    ])
    const refused = (date: string, until?: string) => () => availability.exceptions({ date, until }, [], now)
    expect(refused('2026-04-02', '2026-04-01')).toThrow(expect.objectContaining({ code: 'DATES_REVERSED' }))
    expect(refused('2026-04-01', '2027-04-02')).toThrow(expect.objectContaining({ code: 'TOO_MANY' }))
    expect(refused('2031-04-01')).toThrow(expect.objectContaining({ code: 'TOO_FAR' }))
  })
})
