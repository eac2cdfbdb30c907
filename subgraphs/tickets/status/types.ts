import { registerEnumType } from 'type-graphql'
import { enumType } from '../../kernel/enums.ts'
import { ticketStatus } from '../ticket/tables.ts'
import type { RequestStatus as Status } from './status.ts'

export const TicketStatus = enumType(ticketStatus, 'TicketStatus', 'How far a ticket is, as staff call it (TIC-3).', {
  NEW: 'Nobody of the company has answered yet.',
  OPEN: 'The company is to act.',
  PENDING: 'The client is to answer.',
  ON_HOLD: 'It waits for somebody else; to the client it is open.',
  SOLVED: 'Settled; a reply of the client opens it again.',
  CLOSED: 'Settled for good; a reply of the client becomes a new ticket that follows it.',
})

export const RequestStatus: { readonly [S in Status]: S } = {
  OPEN: 'OPEN',
  AWAITING_YOUR_REPLY: 'AWAITING_YOUR_REPLY',
  SOLVED: 'SOLVED',
}
registerEnumType(RequestStatus, {
  name: 'RequestStatus',
  description: 'How far a request is, as the client sees it (TIC-3).',
  valuesConfig: {
    OPEN: { description: 'The company is to act.' },
    AWAITING_YOUR_REPLY: { description: 'The company has answered and waits for the client.' },
    SOLVED: { description: 'Settled; a reply opens it again or, after a while, begins a new one.' },
  },
})
