import type { Fact } from '../kernel/events/event.ts'
import type { ContactId, Id } from '../kernel/ids.ts'

/** Somebody asked the company something; `contactId` is null for a requester whom the company does not know. */
export type TicketSubmitted = Fact<'ticket.submitted', { ticketId: Id<'ticket'>; contactId: ContactId | null }>

export type TicketEvent = TicketSubmitted
