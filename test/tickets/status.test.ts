import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  afterClientReply,
  allowedAfter,
  isSeenByClient,
  requestStatusOf,
  ticketStatusesOf,
  type RequestStatus,
  type TicketStatus,
} from '../../subgraphs/tickets/status/status.ts'

const statuses: readonly TicketStatus[] = ['NEW', 'OPEN', 'PENDING', 'ON_HOLD', 'SOLVED', 'CLOSED']
const status = fc.constantFrom(...statuses)

describe('the two names of a status', () => {
  it.each<[TicketStatus, RequestStatus]>([
    ['NEW', 'OPEN'],
    ['OPEN', 'OPEN'],
    ['ON_HOLD', 'OPEN'],
    ['PENDING', 'AWAITING_YOUR_REPLY'],
    ['SOLVED', 'SOLVED'],
    ['CLOSED', 'SOLVED'],
  ])('shows %s to the client as %s (TIC-3)', (ofStaff, ofClient) => {
    expect(requestStatusOf(ofStaff)).toBe(ofClient)
  })

  it('finds for a client’s filter exactly the tickets that they see so', () => {
    fc.assert(
      fc.property(fc.subarray<RequestStatus>(['OPEN', 'AWAITING_YOUR_REPLY', 'SOLVED']), status, (wanted, found) => {
        expect(ticketStatusesOf(wanted).includes(found)).toBe(wanted.includes(requestStatusOf(found)))
      }),
    )
  })

  it('tells a client of a change exactly when their own name for it changes (TIC-7)', () => {
    fc.assert(
      fc.property(status, status, (from, to) => {
        expect(isSeenByClient(from, to)).toBe(requestStatusOf(from) !== requestStatusOf(to))
      }),
    )
    expect(isSeenByClient('OPEN', 'ON_HOLD')).toBe(false)
    expect(isSeenByClient('SOLVED', 'CLOSED')).toBe(false)
  })
})

describe('what may become of a status', () => {
  it.each<[TicketStatus, readonly TicketStatus[]]>([
    ['NEW', ['OPEN', 'PENDING', 'ON_HOLD', 'SOLVED']],
    ['OPEN', ['PENDING', 'ON_HOLD', 'SOLVED']],
    ['PENDING', ['OPEN', 'ON_HOLD', 'SOLVED']],
    ['ON_HOLD', ['OPEN', 'PENDING', 'SOLVED']],
    ['SOLVED', ['OPEN', 'PENDING', 'ON_HOLD', 'CLOSED']],
    ['CLOSED', []],
  ])('lets staff make of %s: %j (TIC-3)', (from, allowed) => {
    expect(allowedAfter(from)).toEqual(allowed)
  })

  it.each<[TicketStatus, TicketStatus | null]>([
    ['NEW', 'NEW'],
    ['OPEN', 'OPEN'],
    ['PENDING', 'OPEN'],
    ['ON_HOLD', 'ON_HOLD'],
    ['SOLVED', 'OPEN'],
    ['CLOSED', null],
  ])('makes of %s by a client’s reply: %s (TIC-3)', (from, to) => {
    expect(afterClientReply(from)).toBe(to)
  })
})
