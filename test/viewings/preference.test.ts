import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isOutside, preferences, shownTime } from '../../subgraphs/viewings/preference/preference.ts'
import { addDays, dateIn, timeIn } from '../../subgraphs/viewings/zone/zone.ts'

const lisbon = 'Europe/Lisbon'
const now = new Date('2026-03-02T12:00:00Z')
const refusal = (given: Parameters<typeof preferences>[0], zone = lisbon, at = now) => {
  try {
    return preferences(given, zone, at)
  } catch (error) {
    const { code, data } = error as { code: string; data: { path: string[] } }
    return { code, path: data.path }
  }
}
const at = (...rest: string[]) => ['input', 'preferredDates', ...rest]

describe('naming preferred dates', () => {
  it('takes one to three, today among them, with or without times (VIE-6)', () => {
    expect(preferences([{ date: '2026-03-02' }], lisbon, now)).toEqual([
      { position: 0, date: '2026-03-02', fromTime: null, toTime: null },
    ])
    const three = [{ date: '2026-03-05', from: '14:30' }, { date: '2026-03-02', to: '12:30' }, { date: '2026-03-04' }]
    expect(preferences(three, lisbon, now).map(({ date }) => date)).toEqual(['2026-03-05', '2026-03-02', '2026-03-04'])
  })

  it('refuses none, and points at a fourth (VIE-6)', () => {
    const four = ['2026-03-03', '2026-03-04', '2026-03-05', '2026-03-06'].map((date) => ({ date }))
    expect(refusal([])).toEqual({ code: 'DATE_MISSING', path: at() })
    expect(refusal(four)).toEqual({ code: 'TOO_MANY_DATES', path: at('3') })
  })

  it('points at a past one (VIE-6)', () => {
    const given = [{ date: '2026-03-03' }, { date: '2026-03-01' }]
    expect(refusal(given)).toEqual({ code: 'DATE_IN_THE_PAST', path: at('1', 'date') })
  })

  it('points at the end of today’s times that is past (VIE-6)', () => {
    expect(refusal([{ date: '2026-03-02', from: '09:00', to: '12:01' }])).toHaveLength(1)
    const over = { code: 'SLOT_IN_THE_PAST', path: at('1', 'to') }
    for (const to of ['12:00', '10:30'])
      expect(
        refusal([
          { date: '2026-03-03', to },
          { date: '2026-03-02', to },
        ]),
      ).toEqual(over)
    // Half past one comes twice that night; the second one is still to come.
    const tonight = [{ date: '2026-10-25', to: '01:30' }]
    expect(refusal(tonight, lisbon, new Date('2026-10-25T01:29:59Z'))).toHaveLength(1)
    expect(refusal(tonight, lisbon, new Date('2026-10-25T01:30:00Z'))).toMatchObject({ code: 'SLOT_IN_THE_PAST' })
  })

  it('takes one in a hundred years, and none after that (VIE-6)', () => {
    expect(refusal([{ date: '2126-02-06' }])).toHaveLength(1)
    expect(refusal([{ date: '2126-02-07' }])).toEqual({ code: 'TOO_FAR', path: at('0', 'date') })
  })

  it('points at a repeated one, whatever its times (VIE-6)', () => {
    const given = [{ date: '2026-03-03', from: '09:00' }, { date: '2026-03-04' }, { date: '2026-03-03', from: '15:00' }]
    expect(refusal(given)).toEqual({ code: 'DATE_REPEATED', path: at('2', 'date') })
  })

  it.each([
    ['12:00', '12:00'],
    ['12:00', '12:00:00.000'],
    ['12:00:01', '12:00'],
    [undefined, '00:00'],
    ['23:00', '01:00'],
  ])('points at a time to that is not after the time from: %s, %s (VIE-6)', (from, to) => {
    expect(refusal([{ date: '2026-03-03', from, to }])).toEqual({ code: 'TIMES_REVERSED', path: at('0', 'to') })
  })

  it.each([
    ['Europe/Lisbon', '2026-07-01T22:59:59Z', '2026-07-01'],
    ['Europe/Lisbon', '2026-07-01T23:00:00Z', '2026-07-02'],
    ['America/Chicago', '2026-07-02T04:59:59Z', '2026-07-01'],
    ['Asia/Kathmandu', '2026-07-01T18:15:00Z', '2026-07-02'],
    ['Pacific/Auckland', '2026-07-01T12:00:00Z', '2026-07-02'],
  ])('means today in %s, which at %s is %s (VIE-6)', (zone, time, today) => {
    expect(refusal([{ date: today }], zone, new Date(time))).toHaveLength(1)
    expect(refusal([{ date: addDays(today, -1) }], zone, new Date(time))).toMatchObject({ code: 'DATE_IN_THE_PAST' })
  })
})

describe('a time outside what was preferred', () => {
  const slot = (startsAt: string, endsAt: string) => ({ startsAt: new Date(startsAt), endsAt: new Date(endsAt) })
  const one = (date: string, fromTime: string | null = null, toTime: string | null = null) => [
    { position: 0, date, fromTime, toTime },
  ]

  it.each([
    ['the whole day', one('2026-07-10'), '2026-07-09T23:00Z', '2026-07-10T02:00Z', false],
    ['to the day’s very end', one('2026-07-10'), '2026-07-10T22:00Z', '2026-07-10T23:00Z', false],
    ['into the next day', one('2026-07-10'), '2026-07-10T22:00Z', '2026-07-10T23:01Z', true],
    ['from the time on', one('2026-07-10', '14:30:00'), '2026-07-10T13:30Z', '2026-07-10T14:30Z', false],
    ['before the time', one('2026-07-10', '14:30:00'), '2026-07-10T13:29Z', '2026-07-10T14:00Z', true],
    ['up to the time', one('2026-07-10', null, '16:00:00'), '2026-07-10T14:00Z', '2026-07-10T15:00Z', false],
    ['over the time', one('2026-07-10', null, '16:00:00'), '2026-07-10T14:30Z', '2026-07-10T15:30Z', true],
    ['the shorter day of the change', one('2026-03-29'), '2026-03-29T00:00Z', '2026-03-29T07:00Z', false],
    [
      'the hour that comes twice',
      one('2026-10-25', '01:00:00', '01:59:00'),
      '2026-10-25T01:00Z',
      '2026-10-25T01:30Z',
      false,
    ],
    ['no preference at all', [], '2026-07-10T14:00Z', '2026-07-10T15:00Z', true],
  ])('%s (VIE-7)', (_, preferred, startsAt, endsAt, outside) => {
    expect(isOutside(slot(startsAt, endsAt), preferred, lisbon)).toBe(outside)
  })

  it('is one that the clock shows on another day or at another time (VIE-7)', () => {
    const minute = fc.integer({ min: 0, max: 24 * 60 - 1 })
    const clock = (m: number) => `${String(Math.floor(m / 60)).padStart(2, '0')}:${String(m % 60).padStart(2, '0')}:00`
    const start = fc.date({ min: new Date('2026-06-01'), max: new Date('2026-06-20'), noInvalidDate: true })
    const zone = fc.constantFrom('Europe/Lisbon', 'America/Chicago', 'Asia/Kathmandu', 'Pacific/Auckland')
    fc.assert(
      fc.property(zone, start, fc.integer({ min: 1, max: 480 }), minute, minute, (name, startsAt, minutes, a, b) => {
        const [from, to] = [clock(Math.min(a, b)), clock(Math.max(a, b))]
        const endsAt = new Date(startsAt.getTime() + minutes * 60_000)
        const date = '2026-06-10'
        const shows = (at: Date) =>
          dateIn(name, at) === date && timeIn(name, at) >= from && timeIn(name, at) <= `${to}.000`
        const preferred = [{ position: 0, date, fromTime: from, toTime: to }]
        expect(isOutside({ startsAt, endsAt }, preferred, name)).toBe(!(shows(startsAt) && shows(endsAt)))
      }),
      { numRuns: 500 },
    )
  })
})

describe('showing a time of day', () => {
  it.each([
    ['14:30:00', '14:30'],
    ['14:30:05', '14:30:05'],
    ['14:30:00.5', '14:30:00.500'],
    ['14:30', '14:30'],
  ])('shows %s as %s', (kept, shown) => {
    expect(shownTime(kept)).toBe(shown)
  })
})
