import { describe, expect, it } from 'vitest'
import { newId } from '../../subgraphs/kernel/ids.ts'
import { timersOf } from '../../subgraphs/viewings/timer/timer.ts'
import { request } from '../../subgraphs/viewings/viewing/viewing.ts'
import type { ViewingRow } from '../../subgraphs/viewings/viewing/tables.ts'

const { viewing: asked } = request(
  newId('company'),
  newId('viewing'),
  {
    propertyId: newId('property'),
    contactId: newId('contact'),
    agentId: newId('agent'),
    responsibleAgentId: null,
  },
  new Date('2026-03-02T12:00:00Z'),
)
const agreed = (startsAt: string, endsAt: string): ViewingRow => ({
  ...asked,
  status: 'CONFIRMED',
  startsAt: new Date(startsAt),
  endsAt: new Date(endsAt),
})
const timeOf = (name: string, viewing: ViewingRow, zone: string) =>
  timersOf(viewing, zone)
    .find((timer) => timer.name === name)
    ?.at.toISOString() ?? null

describe('the timers of a viewing', () => {
  it.each([
    ['Europe/Lisbon', '2026-03-28T23:00Z', '2026-03-28T23:30Z', '2026-03-29T00:00:00.000Z'],
    ['Europe/Lisbon', '2026-03-29T10:00Z', '2026-03-29T11:00Z', '2026-03-29T23:00:00.000Z'],
    ['Europe/Lisbon', '2026-10-25T10:00Z', '2026-10-25T11:00Z', '2026-10-26T00:00:00.000Z'],
    ['America/Chicago', '2026-03-03T20:00Z', '2026-03-03T21:00Z', '2026-03-04T06:00:00.000Z'],
    ['Asia/Kathmandu', '2026-03-03T10:00Z', '2026-03-03T11:00Z', '2026-03-03T18:15:00.000Z'],
    ['Pacific/Auckland', '2026-03-03T10:00Z', '2026-03-03T11:00Z', '2026-03-03T11:00:00.000Z'],
    ['Pacific/Auckland', '2026-03-03T10:30Z', '2026-03-03T11:30Z', '2026-03-04T11:00:00.000Z'],
  ])('complete it at the end of its day in %s, %s to %s: %s (VIE-7)', (zone, startsAt, endsAt, at) => {
    expect(timeOf('completeViewing', agreed(startsAt, endsAt), zone)).toBe(at)
  })

  it.each(['PENDING', 'REJECTED', 'CANCELLED', 'COMPLETED'] as const)('are none while it is %s', (status) => {
    const viewing = { ...agreed('2026-03-03T10:00Z', '2026-03-03T11:00Z'), status }
    expect(timersOf(viewing, 'Europe/Lisbon')).toEqual([])
  })
})
