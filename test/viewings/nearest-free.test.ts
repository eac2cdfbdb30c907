import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { datesBetween, openTimes, usual } from '../../subgraphs/viewings/availability/availability.ts'
import { daysOf } from '../../subgraphs/viewings/meeting/meeting.ts'
import { nearestFree, overlap, reachOf, type Slot } from '../../subgraphs/viewings/slot/slot.ts'
import { dateIn, timeIn, weekdayOf } from '../../subgraphs/viewings/zone/zone.ts'

const lisbon = 'Europe/Lisbon'
const now = new Date('2026-03-01T00:00:00Z')
const slot = (startsAt: string, minutes = 60): Slot => {
  const start = new Date(startsAt)
  return { startsAt: start, endsAt: new Date(start.getTime() + minutes * 60_000) }
}
const starts = (slots: readonly Slot[]) => slots.map(({ startsAt }) => startsAt.toISOString().slice(0, 16))

/** The nearest to a slot in the usual hours at a property in the zone, where all of this is taken. */
function nearest(wanted: Slot, taken: readonly Slot[], zone: string, after = now): Slot[] {
  const { from, to } = daysOf(reachOf(wanted), zone)
  const open = openTimes(usual, datesBetween(from, to), zone)
  return nearestFree(wanted, { open, shown: [], bufferMinutes: 0, taken }, after)
}

describe('the nearest free slots', () => {
  it('stand around the taken one, the earlier of two first (VIE-8)', () => {
    const taken = slot('2026-03-03T12:00Z')
    expect(starts(nearest(taken, [taken], lisbon))).toEqual([
      '2026-03-03T11:00',
      '2026-03-03T13:00',
      '2026-03-03T10:45',
    ])
  })

  it('lie within the hours of the property’s zone and skip Sunday (VIE-8)', () => {
    const saturdayEvening = slot('2026-03-07T17:00Z')
    expect(starts(nearest(saturdayEvening, [saturdayEvening], lisbon))).toEqual([
      '2026-03-07T16:00',
      '2026-03-07T15:45',
      '2026-03-07T15:30',
    ])
    const sunday = slot('2026-03-08T23:00Z')
    expect(starts(nearest(sunday, [], lisbon))[0]).toBe('2026-03-09T09:00')
    expect(starts(nearest(slot('2026-03-03T10:00Z'), [], 'America/Chicago'))[0]).toBe('2026-03-03T15:00')
  })

  it('never lie in the past (VIE-8)', () => {
    const taken = slot('2026-03-03T12:00Z')
    expect(starts(nearest(taken, [taken], lisbon, new Date('2026-03-03T11:59Z')))).toEqual([
      '2026-03-03T13:00',
      '2026-03-03T13:15',
      '2026-03-03T13:30',
    ])
  })

  it('are none where all two weeks are busy, and found on another day where one is (VIE-8)', () => {
    const taken = slot('2026-03-03T12:00Z')
    expect(nearest(taken, [reachOf(taken)], lisbon)).toEqual([])
    expect(starts(nearest(taken, [slot('2026-03-03T00:00Z', 24 * 60)], lisbon))).toEqual([
      '2026-03-02T17:00',
      '2026-03-02T16:45',
      '2026-03-02T16:30',
    ])
  })

  it('are free, in the hours, as long as wanted, and no free one is nearer (VIE-8)', () => {
    const zone = fc.constantFrom('Europe/Lisbon', 'America/Chicago', 'Asia/Kathmandu', 'Pacific/Auckland')
    const quarter = fc.integer({ min: 0, max: 4 * 24 * 40 })
    const from = Date.parse('2026-03-10T00:00Z')
    const at = (quarters: number) => new Date(from + quarters * 15 * 60_000).toISOString()
    const busy = fc.array(fc.tuple(quarter, fc.integer({ min: 1, max: 200 })), { maxLength: 30 })
    fc.assert(
      fc.property(zone, quarter, fc.integer({ min: 1, max: 480 }), busy, (name, start, minutes, times) => {
        const wanted = slot(at(start), minutes)
        const taken = times.map(([one, length]) => slot(at(one), length))
        const found = nearest(wanted, taken, name)
        const distance = ({ startsAt }: Slot) => Math.abs(startsAt.getTime() - wanted.startsAt.getTime())
        const isRight = (one: Slot) =>
          weekdayOf(dateIn(name, one.startsAt)) !== 7 &&
          timeIn(name, one.startsAt) >= '09:00' &&
          timeIn(name, one.endsAt) <= '18:00:00.000' &&
          dateIn(name, one.startsAt) === dateIn(name, one.endsAt) &&
          one.startsAt > now &&
          !taken.some((other) => overlap(one, other))
        for (const one of found) {
          expect(isRight(one)).toBe(true)
          expect(one.endsAt.getTime() - one.startsAt.getTime()).toBe(minutes * 60_000)
        }
        const furthest = Math.max(...found.map(distance))
        const grid = Array.from({ length: 8 * 24 * 14 }, (_, i) => slot(at(start + i - 4 * 24 * 14), minutes))
        const nearer = grid.filter((one) => distance(one) < furthest && isRight(one))
        expect(nearer.length).toBeLessThan(Math.max(found.length, 1))
      }),
      { numRuns: 100 },
    )
  })
})
