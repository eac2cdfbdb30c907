import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  journalGate,
  navigationGate,
  passGates,
  type Gated,
  type GateMarks,
} from '../../subgraphs/viewings/gate/gate.ts'

const HOUR = 3_600_000
const unmarked: GateMarks = { navigationOpenedAt: null, journalOpenedAt: null, journalUnlockedAt: null }
type Marked = Gated & GateMarks

/** A viewing of an hour that is agreed on. */
function agreed(startsAt: string, others: Partial<Marked> = {}): Marked {
  const start = new Date(startsAt)
  const endsAt = new Date(start.getTime() + HOUR)
  return { ...unmarked, status: 'CONFIRMED', startsAt: start, endsAt, ...others }
}

const at = (text: string) => new Date(text)
const hoursBefore = (startsAt: string, hours: number, ms = 0) => new Date(at(startsAt).getTime() - hours * HOUR + ms)

/** How both gates stand, the opening in brackets. */
function gates(viewing: Gated, zone: string, now: Date | string): string {
  return [navigationGate, journalGate]
    .map((gate) => {
      const found = gate(viewing, zone, new Date(now))
      if (found.state === 'OPEN') return 'OPEN'
      return `${found.state} ${found.reason}${found.opensAt ? ` [${found.opensAt.toISOString()}]` : ''}`
    })
    .join(', ')
}

/** A viewing at half past three of the local clock: when its day begins and ends there. */
const places = [
  ['Europe/Lisbon', '2026-06-10T14:30:00.000Z', '2026-06-09T23:00:00.000Z', '2026-06-10T23:00:00.000Z'],
  ['America/Chicago', '2026-06-10T20:30:00.000Z', '2026-06-10T05:00:00.000Z', '2026-06-11T05:00:00.000Z'],
  ['Asia/Kathmandu', '2026-06-10T09:45:00.000Z', '2026-06-09T18:15:00.000Z', '2026-06-10T18:15:00.000Z'],
  ['Pacific/Auckland', '2026-06-10T03:30:00.000Z', '2026-06-09T12:00:00.000Z', '2026-06-10T12:00:00.000Z'],
  // The days on which clocks change: the first have 23 hours, the others 25.
  ['Europe/Lisbon', '2026-03-29T14:30:00.000Z', '2026-03-29T00:00:00.000Z', '2026-03-29T23:00:00.000Z'],
  ['America/Chicago', '2026-03-08T20:30:00.000Z', '2026-03-08T06:00:00.000Z', '2026-03-09T05:00:00.000Z'],
  ['Pacific/Auckland', '2026-09-27T02:30:00.000Z', '2026-09-26T12:00:00.000Z', '2026-09-27T11:00:00.000Z'],
  ['Europe/Lisbon', '2026-10-25T15:30:00.000Z', '2026-10-24T23:00:00.000Z', '2026-10-26T00:00:00.000Z'],
  ['America/Chicago', '2026-11-01T21:30:00.000Z', '2026-11-01T05:00:00.000Z', '2026-11-02T06:00:00.000Z'],
  ['Pacific/Auckland', '2026-04-05T03:30:00.000Z', '2026-04-04T11:00:00.000Z', '2026-04-05T12:00:00.000Z'],
] as const

describe('the way to a viewing', () => {
  it.each(places)('in %s to %s is shown from 48 hours of elapsed time before (VIE-9)', (zone, startsAt) => {
    const viewing = agreed(startsAt)
    const opensAt = hoursBefore(startsAt, 48)
    const closed = { state: 'CLOSED', opensAt, reason: 'TOO_EARLY' }
    expect(navigationGate(viewing, zone, hoursBefore(startsAt, 48, -1000))).toEqual(closed)
    expect(navigationGate(viewing, zone, hoursBefore(startsAt, 48, -1))).toEqual(closed)
    expect(navigationGate(viewing, zone, opensAt).state).toBe('OPEN')
    expect(navigationGate(viewing, zone, hoursBefore(startsAt, 48, 1000)).state).toBe('OPEN')
  })

  it.each(places)('in %s to %s is shown until the end of that day (VIE-9)', (zone, startsAt, _begins, ends) => {
    const lastMoment = new Date(at(ends).getTime() - 1)
    for (const status of ['CONFIRMED', 'COMPLETED'] as const) {
      const viewing = agreed(startsAt, { status })
      expect(navigationGate(viewing, zone, lastMoment)).toEqual({ state: 'OPEN', closesAt: at(ends) })
      expect(navigationGate(viewing, zone, at(ends))).toEqual({ state: 'CLOSED', opensAt: null, reason: 'OVER' })
    }
  })

  it('is shown at once when it is agreed on later than 48 hours before (VIE-9)', () => {
    const pending = agreed('2026-06-10T14:30:00Z', { status: 'PENDING', startsAt: null, endsAt: null })
    const now = '2026-06-10T09:00:00Z'
    expect(gates(pending, 'Europe/Lisbon', now)).toBe('CLOSED NOT_CONFIRMED, CLOSED NOT_CONFIRMED')
    expect(gates(agreed('2026-06-10T14:30:00Z'), 'Europe/Lisbon', now)).toBe('OPEN, OPEN')
  })

  it('is shown through the night to whom is shown round at midnight (VIE-9)', () => {
    const viewing = agreed('2026-06-10T22:30:00Z')
    expect(navigationGate(viewing, 'Europe/Lisbon', at('2026-06-11T00:15:00Z'))).toEqual({
      state: 'OPEN',
      closesAt: at('2026-06-11T23:00:00Z'),
    })
    const untilMidnight = agreed('2026-06-10T22:00:00Z')
    expect(navigationGate(untilMidnight, 'Europe/Lisbon', at('2026-06-10T23:00:00Z')).state).toBe('CLOSED')
  })

  it.each(['REJECTED', 'CANCELLED'] as const)('is not shown when it is %s (VIE-9)', (status) => {
    const closed = { state: 'CLOSED', opensAt: null, reason: status }
    const viewing = agreed('2026-06-10T14:30:00Z', { status })
    expect(navigationGate(viewing, 'Europe/Lisbon', at('2026-06-10T14:00:00Z'))).toEqual(closed)
  })
})

describe('the journal of a viewing', () => {
  it.each(places)('in %s at %s is open from %s on, for good (VIE-10)', (zone, startsAt, begins) => {
    const lastMoment = new Date(at(begins).getTime() - 1)
    const closed = { state: 'CLOSED', opensAt: at(begins), reason: 'TOO_EARLY' }
    expect(journalGate(agreed(startsAt), zone, lastMoment)).toEqual(closed)
    for (const status of ['CONFIRMED', 'COMPLETED'] as const) {
      const viewing = agreed(startsAt, { status })
      for (const now of [begins, startsAt, '2036-01-01T00:00:00Z']) {
        expect(journalGate(viewing, zone, at(now))).toEqual({ state: 'OPEN', closesAt: null })
      }
    }
  })

  it('opens when the day begins where the clocks skip midnight or show it twice (VIE-10)', () => {
    const skipped = agreed('2026-09-06T15:00:00Z')
    expect(gates(skipped, 'America/Santiago', '2026-09-06T03:59:59Z')).toContain('[2026-09-06T04:00:00.000Z]')
    expect(gates(skipped, 'America/Santiago', '2026-09-06T04:00:00Z')).toBe('OPEN, OPEN')
    const twice = agreed('2026-10-25T15:00:00Z')
    expect(gates(twice, 'Atlantic/Azores', '2026-10-24T23:59:59Z')).toContain('[2026-10-25T00:00:00.000Z]')
    expect(gates(twice, 'Atlantic/Azores', '2026-10-25T00:00:00Z')).toBe('OPEN, OPEN')
  })

  it('never opens when it is called off before its day, and stays readable when later (VIE-10)', () => {
    const before = agreed('2026-06-10T14:30:00Z')
    const cancel = (now: string) => {
      const after = { ...before, status: 'CANCELLED' } as const
      const { marks, opened } = passGates(before, after, 'Europe/Lisbon', at(now))
      expect(opened).toEqual([])
      return { ...after, ...marks }
    }
    const early = cancel('2026-06-09T22:59:59Z')
    const onItsDay = cancel('2026-06-09T23:00:00Z')
    const late = cancel('2026-06-12T10:00:00Z')
    for (const now of ['2026-06-10T14:30:00Z', '2036-01-01T00:00:00Z']) {
      expect(gates(early, 'Europe/Lisbon', now)).toBe('CLOSED CANCELLED, CLOSED CANCELLED')
      expect(gates(onItsDay, 'Europe/Lisbon', now)).toBe('CLOSED CANCELLED, READ_ONLY CANCELLED')
      expect(gates(late, 'Europe/Lisbon', now)).toBe('CLOSED CANCELLED, READ_ONLY CANCELLED')
    }
  })
})

describe('moving a viewing', () => {
  const zone = 'Europe/Lisbon'
  const first = agreed('2026-06-10T14:30:00Z')
  function move(viewing: Marked, startsAt: string, now: string) {
    const after = agreed(startsAt)
    const { marks, opened } = passGates(viewing, after, zone, at(now))
    return { moved: { ...after, ...marks }, opened }
  }
  /** What passing time opens by itself, as jobs find it. */
  function wait(viewing: Marked, now: string) {
    const { marks, opened } = passGates(viewing, viewing, zone, at(now))
    return { waited: { ...viewing, ...marks }, opened }
  }

  it('reckons both gates anew, and keeps readable what was open (VIE-9) (VIE-10)', () => {
    const early = move(first, '2026-06-20T14:30:00Z', '2026-06-01T12:00:00Z').moved
    expect(gates(early, zone, '2026-06-10T14:30:00Z')).toBe(
      'CLOSED TOO_EARLY [2026-06-18T14:30:00.000Z], CLOSED TOO_EARLY [2026-06-19T23:00:00.000Z]',
    )
    const onItsDay = move(first, '2026-06-20T14:30:00Z', '2026-06-10T08:00:00Z').moved
    expect(gates(onItsDay, zone, '2026-06-10T14:30:00Z')).toBe(
      'CLOSED TOO_EARLY [2026-06-18T14:30:00.000Z], READ_ONLY TOO_EARLY [2026-06-19T23:00:00.000Z]',
    )
    expect(gates(onItsDay, zone, '2026-06-19T23:00:00Z')).toBe('OPEN, OPEN')
    const again = move(onItsDay, '2026-06-25T14:30:00Z', '2026-06-12T08:00:00Z').moved
    const off = { ...again, status: 'CANCELLED' } as const
    expect(gates(off, zone, '2026-06-30T00:00:00Z')).toBe('CLOSED CANCELLED, READ_ONLY CANCELLED')
  })

  it('leaves the journal open within the day (VIE-10)', () => {
    const { moved, opened } = move(
      wait(first, '2026-06-10T08:00:00Z').waited,
      '2026-06-10T18:30:00Z',
      '2026-06-10T09:00:00Z',
    )
    expect(opened).toEqual([])
    expect(gates(moved, zone, '2026-06-10T09:00:00Z')).toBe('OPEN, OPEN')
  })

  it('opens each gate once, and once more when it was closed in between (VIE-13)', () => {
    expect(wait(first, '2026-06-08T14:29:59.999Z').opened).toEqual([])
    const near = wait(first, '2026-06-08T14:30:00Z')
    expect(near.opened).toEqual(['NAVIGATION'])
    expect(wait(near.waited, '2026-06-08T14:30:00Z').opened).toEqual([])
    const there = wait(near.waited, '2026-06-09T23:00:00Z')
    expect(there.opened).toEqual(['JOURNAL'])
    expect(wait(there.waited, '2026-06-10T14:30:00Z').opened).toEqual([])

    const far = move(there.waited, '2026-06-20T14:30:00Z', '2026-06-10T08:00:00Z')
    expect(far.opened).toEqual([])
    const back = move(far.moved, '2026-06-10T14:30:00Z', '2026-06-10T09:00:00Z')
    expect(back.opened).toEqual(['NAVIGATION', 'JOURNAL'])
    const nearer = move(back.moved, '2026-06-11T14:30:00Z', '2026-06-10T09:30:00Z')
    expect(nearer.opened).toEqual([])
    expect(wait(nearer.moved, '2026-06-10T23:00:00Z').opened).toEqual(['JOURNAL'])
  })

  it('opens at once what is due for the new time, also when nobody had looked since the old day ended (VIE-9) (VIE-13)', () => {
    expect(move(first, '2026-06-03T14:30:00Z', '2026-06-02T08:00:00Z').opened).toEqual(['NAVIGATION'])
    const told = wait(first, '2026-06-10T14:30:00Z').waited
    const late = move(told, '2026-06-13T14:30:00Z', '2026-06-12T08:00:00Z')
    expect(late.opened).toEqual(['NAVIGATION'])
    expect(gates(late.moved, zone, '2026-06-12T08:00:00Z')).toBe('OPEN, READ_ONLY TOO_EARLY [2026-06-12T23:00:00.000Z]')
  })

  it('keeps, whatever happens when, what was told true to what is open (VIE-9) (VIE-10) (VIE-13)', () => {
    const hour = fc.integer({ min: 0, max: 24 * 30 })
    const step = fc.oneof(
      fc.record({ kind: fc.constant('wait' as const), hours: fc.integer({ min: 0, max: 60 }) }),
      fc.record({ kind: fc.constant('move' as const), to: hour }),
      fc.record({ kind: fc.constant('cancel' as const) }),
    )
    const begin = at('2026-03-20T00:00:00Z').getTime()
    fc.assert(
      fc.property(hour, fc.array(step, { maxLength: 12 }), (start, steps) => {
        let viewing: Marked = agreed(new Date(begin + start * HOUR).toISOString())
        let now = begin
        let wasReadable = false
        for (const one of steps) {
          if (one.kind === 'wait') now += one.hours * HOUR
          const moved = one.kind === 'move' ? agreed(new Date(begin + one.to * HOUR).toISOString()) : null
          // Rules of the viewing itself allow no time that is over.
          const changed: Gated =
            moved && moved.startsAt!.getTime() > now && viewing.status === 'CONFIRMED'
              ? { ...moved, journalUnlockedAt: viewing.journalUnlockedAt }
              : one.kind === 'cancel'
                ? { ...viewing, status: 'CANCELLED' }
                : viewing
          const { marks, opened } = passGates(viewing, changed, zone, new Date(now))
          const after: Marked = { ...changed, ...marks }
          const [shown, journal] = [navigationGate(after, zone, new Date(now)), journalGate(after, zone, new Date(now))]
          expect(shown.state === 'OPEN').toBe(after.navigationOpenedAt !== null)
          expect(journal.state === 'OPEN').toBe(after.journalOpenedAt !== null)
          if (opened.includes('JOURNAL')) expect(journal.state).toBe('OPEN')
          if (opened.includes('NAVIGATION')) expect(shown.state).toBe('OPEN')
          expect(passGates(after, after, zone, new Date(now))).toEqual({ marks, opened: [] })
          // What was readable once is so for ever.
          if (wasReadable) expect(journal.state).not.toBe('CLOSED')
          wasReadable = journal.state !== 'CLOSED'
          viewing = after
        }
      }),
      { numRuns: 200 },
    )
  })
})
