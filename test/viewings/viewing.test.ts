import { describe, expect, it } from 'vitest'
import { newId } from '../../subgraphs/kernel/ids.ts'
import * as outcome from '../../subgraphs/viewings/outcome/outcome.ts'
import * as proposal from '../../subgraphs/viewings/proposal/proposal.ts'
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
    preferred,
    ...(isAgreed && { ...time, slotId: newId('slot') }),
    outcome: status === 'COMPLETED' ? 'ASSUMED' : null,
  }
}

const placeOf = (of: viewing.Viewing, slot = time) => viewing.placeOf(of, newId('slot'), slot, null)
const confirm = (of: viewing.Viewing, slot = time, at = now) => viewing.confirm(of, placeOf(of, slot), at)
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
    expect(refusal(() => viewing.reschedule(made(status), placeOf(made(status)), now))).toBe(rescheduled)
    expect(refusal(() => viewing.reject(made(status), 'Sold.', now))).toBe(rejected)
    expect(refusal(() => viewing.cancel(made(status), null, now))).toBe(cancelled)
  })
})

describe('saying how a viewing went', () => {
  const at = (hours: number) => new Date(time.startsAt.getTime() + hours * 3_600_000)
  const month = 30 * 24 + 1
  it.each([
    ['CONFIRMED', -0.001, 'NOT_STARTED input.viewingId'],
    ['CONFIRMED', 0, null],
    ['CONFIRMED', month, null],
    ['COMPLETED', month - 0.001, null],
    ['COMPLETED', month, 'OUTCOME_FINAL input.viewingId'],
  ] as const)('%s, %d hours from its start: %s (VIE-7)', (status, hours, why) => {
    expect(refusal(() => outcome.complete(made(status), at(hours)))).toBe(why)
    expect(refusal(() => outcome.markNoShow(made(status), at(hours)))).toBe(why)
  })

  it('has no effect once more, and can be said otherwise (VIE-7)', () => {
    const said = (how: 'TOOK_PLACE' | 'NO_SHOW') => ({ ...made('COMPLETED'), outcome: how })
    expect(outcome.complete(said('TOOK_PLACE'), at(1))).toBeNull()
    expect(outcome.markNoShow(said('NO_SHOW'), at(1))).toBeNull()
    expect(outcome.complete(said('NO_SHOW'), at(1))).toMatchObject({ change: { outcome: 'TOOK_PLACE' } })
    expect(outcome.markNoShow(said('TOOK_PLACE'), at(1))).toMatchObject({
      change: { status: 'COMPLETED', outcome: 'NO_SHOW' },
      event: { type: 'viewing.no_show' },
    })
  })
})

describe('proposing another time', () => {
  const slot = { startsAt: new Date('2026-03-05T10:00Z'), endsAt: new Date('2026-03-05T11:00Z') }
  const gone = { proposedStartsAt: null, proposedEndsAt: null, proposedAt: null }
  const proposed = (status: viewing.Viewing['status'] = 'CONFIRMED') => {
    const before = made(status)
    return { ...before, ...proposal.propose(before, slot, now).change }
  }

  it('leaves the time agreed on as it is (VIE-7)', () => {
    expect(proposed()).toMatchObject({ ...time, status: 'CONFIRMED', version: 2 })
    expect(proposal.proposalOf(proposed())).toEqual({ ...slot, at: now })
    const { event } = proposal.propose(made('CONFIRMED'), slot, now)
    expect(viewing.historyOf(proposed(), event, null, now)).toMatchObject({ change: 'PROPOSED', ...slot })
  })

  it.each(['PENDING', 'CONFIRMED', 'REJECTED', 'CANCELLED', 'COMPLETED'] as const)('%s (VIE-7)', (status) => {
    const isOpen = status === 'PENDING' || status === 'CONFIRMED'
    expect(refusal(() => proposal.propose(made(status), slot, now))).toBe(
      isOpen ? null : 'INVALID_STATE input.viewingId',
    )
    expect(refusal(() => proposal.decline(made(status), now))).toBe('NO_PROPOSAL input.viewingId')
  })

  it('is for times that could be confirmed (VIE-7)', () => {
    const past = { startsAt: now, endsAt: time.endsAt }
    expect(refusal(() => proposal.propose(made(), past, now))).toBe('SLOT_IN_THE_PAST input.startsAt')
  })

  it('is answered by any decision (VIE-7)', () => {
    expect(proposal.decline(proposed(), now).change).toMatchObject(gone)
    expect(confirm(proposed('PENDING')).change).toMatchObject(gone)
    expect(viewing.reschedule(proposed(), placeOf(proposed(), slot), now).change).toMatchObject(gone)
    expect(viewing.reject(proposed('PENDING'), 'Sold.', now).change).toMatchObject(gone)
    expect(viewing.cancel(proposed(), null, now)!.change).toMatchObject(gone)
    expect(outcome.assume(proposed()).change).toMatchObject(gone)
  })
})

describe('cancelling a viewing', () => {
  it('keeps when and why, lets go of the time and remembers what it was (VIE-12)', () => {
    const { change, event } = viewing.cancel(made('CONFIRMED'), ' Ill. ', now)!
    expect(change).toMatchObject({ status: 'CANCELLED', slotId: null, reason: 'Ill.', cancelledAt: now, version: 2 })
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
    expect(refusal(() => viewing.reject(made(), '  ', now))).toBe('TEXT_MISSING input.reason')
    expect(viewing.reject(made(), 'Sold.', now).change).toMatchObject({
      status: 'REJECTED',
      reason: 'Sold.',
      version: 2,
    })
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
