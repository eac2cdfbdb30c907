import { describe, expect, it } from 'vitest'
import { newId } from '../../subgraphs/kernel/ids.ts'
import * as viewing from '../../subgraphs/viewings/viewing/viewing.ts'

const company = newId('company')
const [agent, responsible, contact, property] = [newId('agent'), newId('agent'), newId('contact'), newId('property')]
const now = new Date('2026-03-02T12:00:00Z')
const time = { startsAt: new Date('2026-03-03T14:00:00Z'), endsAt: new Date('2026-03-03T15:00:00Z') }
const preferred = [{ position: 0, date: '2026-03-03', fromTime: null, toTime: null }]
const request = { propertyId: property, contactId: contact, agentId: agent, responsibleAgentId: responsible }

function made(status: viewing.Viewing['status'] = 'PENDING'): viewing.Viewing {
  const { viewing: row } = viewing.request(company, newId('viewing'), request, now)
  const isAgreed = status !== 'PENDING' && status !== 'REJECTED'
  return {
    ...row,
    status,
    responsibleAgentId: responsible,
    zone: 'Europe/Lisbon',
    ...(isAgreed && { ...time, slotId: newId('slot') }),
  }
}

const confirm = (of: viewing.Viewing, slot = time, at = now) =>
  viewing.confirm(of, viewing.slotOf(of, newId('slot'), slot), preferred, at)
const refusal = (work: () => unknown) => {
  try {
    work()
  } catch (error) {
    const { code, data } = error as { code: string; data: { path: string[] } }
    return `${code} ${data.path.join('.')}`
  }
  return null
}

describe('requesting a viewing', () => {
  it('begins without a time and tells contact, agent and the contact’s agent (VIE-6, VIE-13)', () => {
    const { viewing: row, event } = viewing.request(company, newId('viewing'), request, now)
    expect(row).toMatchObject({ status: 'PENDING', startsAt: null, version: 1 })
    expect(event).toMatchObject({ type: 'viewing.requested', subject: row.id, persons: [contact, agent, responsible] })
    expect(event.data).toMatchObject({ status: 'PENDING', startsAt: null, endsAt: null })
  })

  it('names nobody twice', () => {
    const { event } = viewing.request(company, newId('viewing'), { ...request, responsibleAgentId: agent }, now)
    expect(event.persons).toEqual([contact, agent])
  })
})

describe('confirming a viewing', () => {
  it('agrees on a time and tells it as it is then (VIE-7)', () => {
    const { change, event } = confirm(made())
    expect(change).toMatchObject({ status: 'CONFIRMED', ...time, outsidePreferred: false, version: 2 })
    expect(event.data).toMatchObject({ status: 'CONFIRMED', startsAt: '2026-03-03T14:00:00.000Z' })
  })

  it('says when the time is none of the preferred ones (VIE-7)', () => {
    const later = { startsAt: new Date('2026-03-04T14:00Z'), endsAt: new Date('2026-03-04T15:00Z') }
    expect(confirm(made(), later).change.outsidePreferred).toBe(true)
  })

  it.each([
    ['2026-03-03T14:00Z', '2026-03-03T14:00Z', 'SLOT_REVERSED input.endsAt'],
    ['2026-03-02T12:00Z', '2026-03-02T13:00Z', 'SLOT_IN_THE_PAST input.startsAt'],
    ['2026-03-03T08:00Z', '2026-03-03T16:00:00.001Z', 'SLOT_TOO_LONG input.endsAt'],
    ['2026-03-02T12:00:00.001Z', '2026-03-02T20:00Z', null],
  ])('judges %s to %s: %s (VIE-7)', (startsAt, endsAt, why) => {
    expect(refusal(() => confirm(made(), { startsAt: new Date(startsAt), endsAt: new Date(endsAt) }))).toBe(why)
  })
})

describe('what may be done in which state', () => {
  const wrong = 'INVALID_STATE input.viewingId'
  it.each([
    ['PENDING', null, wrong, null, null],
    ['CONFIRMED', wrong, null, wrong, null],
    ['REJECTED', wrong, wrong, wrong, wrong],
    ['CANCELLED', wrong, wrong, wrong, null],
    ['COMPLETED', wrong, wrong, wrong, wrong],
  ] as const)('%s (VIE-7, VIE-12)', (status, confirmed, rescheduled, rejected, cancelled) => {
    expect(refusal(() => confirm(made(status)))).toBe(confirmed)
    expect(refusal(() => viewing.reschedule(made(status), time, preferred, now))).toBe(rescheduled)
    expect(refusal(() => viewing.reject(made(status), 'Sold.'))).toBe(rejected)
    expect(refusal(() => viewing.cancel(made(status), null, now))).toBe(cancelled)
  })
})

describe('cancelling a viewing', () => {
  it('keeps when and why, lets go of the time and remembers what it was (VIE-12)', () => {
    const { change, event } = viewing.cancel(made('CONFIRMED'), ' Ill. ', now)!
    expect(change).toEqual({ status: 'CANCELLED', slotId: null, reason: 'Ill.', cancelledAt: now, version: 2 })
    expect(event).toMatchObject({ type: 'viewing.cancelled', data: { startsAt: '2026-03-03T14:00:00.000Z' } })
  })

  it('has no effect once more (VIE-12)', () => {
    expect(viewing.cancel(made('CANCELLED'), 'Again.', now)).toBeNull()
  })

  it('takes a reason of 500 characters and no more', () => {
    expect(refusal(() => viewing.cancel(made(), '🏡'.repeat(500), now))).toBeNull()
    expect(refusal(() => viewing.cancel(made(), '🏡'.repeat(501), now))).toBe('TEXT_TOO_LONG input.reason')
  })
})

describe('rejecting a viewing', () => {
  it('wants a reason (VIE-7)', () => {
    expect(refusal(() => viewing.reject(made(), '  '))).toBe('TEXT_MISSING input.reason')
    expect(viewing.reject(made(), 'Sold.').change).toEqual({ status: 'REJECTED', reason: 'Sold.', version: 2 })
  })
})

describe('the history of a viewing', () => {
  it('keeps who, what, when, and the reason of this change only (VIE-7)', () => {
    const before = made()
    const { change, event } = confirm(before)
    const entry = viewing.historyOf({ ...before, ...change, reason: 'old' }, event, agent, now)
    expect(entry).toMatchObject({ change: 'CONFIRMED', byId: agent, at: now, version: 2, ...time, reason: null })
  })
})
