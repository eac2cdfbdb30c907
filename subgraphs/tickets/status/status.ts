import type { TicketRow } from '../ticket/tables.ts'

/** What staff call a ticket's status. */
export type TicketStatus = TicketRow['status']
/** What the client calls it (TIC-3). */
export type RequestStatus = 'OPEN' | 'AWAITING_YOUR_REPLY' | 'SOLVED'

const shownAs: Readonly<Record<TicketStatus, RequestStatus>> = {
  NEW: 'OPEN',
  OPEN: 'OPEN',
  PENDING: 'AWAITING_YOUR_REPLY',
  ON_HOLD: 'OPEN',
  SOLVED: 'SOLVED',
  CLOSED: 'SOLVED',
}

/** What staff may make of a ticket. Nobody makes it NEW again, only what is solved is closed, and CLOSED is final. */
const movesOfStaff: Readonly<Record<TicketStatus, readonly TicketStatus[]>> = {
  NEW: ['OPEN', 'PENDING', 'ON_HOLD', 'SOLVED'],
  OPEN: ['PENDING', 'ON_HOLD', 'SOLVED'],
  PENDING: ['OPEN', 'ON_HOLD', 'SOLVED'],
  ON_HOLD: ['OPEN', 'PENDING', 'SOLVED'],
  SOLVED: ['OPEN', 'PENDING', 'ON_HOLD', 'CLOSED'],
  CLOSED: [],
}

/** What a client's reply makes of their request; null where it becomes a new one. */
const afterReplyOfClient: Readonly<Record<TicketStatus, TicketStatus | null>> = {
  NEW: 'NEW',
  OPEN: 'OPEN',
  PENDING: 'OPEN',
  ON_HOLD: 'ON_HOLD',
  SOLVED: 'OPEN',
  CLOSED: null,
}

/** How a client sees a status. */
export function requestStatusOf(status: TicketStatus): RequestStatus {
  return shownAs[status]
}

/** The statuses that a client sees as one of these. */
export function ticketStatusesOf(wanted: readonly RequestStatus[]): TicketStatus[] {
  return (Object.keys(shownAs) as TicketStatus[]).filter((status) => wanted.includes(shownAs[status]))
}

/** Whether a client sees this change at all: OPEN to ON_HOLD is none to them (TIC-7). */
export function isSeenByClient(from: TicketStatus, to: TicketStatus): boolean {
  return shownAs[from] !== shownAs[to]
}

/** The statuses that staff may give a ticket of this one. */
export function allowedAfter(status: TicketStatus): readonly TicketStatus[] {
  return movesOfStaff[status]
}

/** What a client's reply makes of a status, or null: a closed request is not reopened but followed up. */
export function afterClientReply(status: TicketStatus): TicketStatus | null {
  return afterReplyOfClient[status]
}

/** What a reply of staff makes of a status, where they name none: what was answered is no longer new. */
export function afterStaffReply(status: TicketStatus): TicketStatus {
  return status === 'NEW' ? 'OPEN' : status
}
