import type { Fact } from '../kernel/events/event.ts'
import type { AccountId, AgentId, ContactId, Id } from '../kernel/ids.ts'
import type { TicketRow } from './ticket/tables.ts'

type TicketId = Id<'ticket'>
type EntryId = Id<'entry'>

/*
 * `persons` of all of them are the requester's contact and account, the agent who is responsible for that contact, and
 * the assignee. None says whether the client may see it: who follows decides that by type and by what it carries.
 */

/** Somebody asked the company something; `contactId` is null for a requester whom the company does not know. */
export type TicketSubmitted = Fact<
  'ticket.submitted',
  {
    ticketId: TicketId
    entryId: EntryId
    contactId: ContactId | null
    accountId: AccountId | null
    followUpOfId: TicketId | null
  }
>

/** A ticket got another status, as staff call it; the client sees of it what TIC-3 says. */
export type TicketStatusChanged = Fact<
  'ticket.status_changed',
  { ticketId: TicketId; entryId: EntryId; from: TicketRow['status']; to: TicketRow['status'] }
>

/** Either side wrote to the other. */
export type TicketReplied = Fact<'ticket.replied', { ticketId: TicketId; entryId: EntryId }>

/** Staff wrote a note for themselves: never for a client's eyes, nor that there is one. */
export type TicketNoted = Fact<'ticket.noted', { ticketId: TicketId; entryId: EntryId }>

/** A ticket was given to an agent; whoever had it before is among `persons`. */
export type TicketAssigned = Fact<'ticket.assigned', { ticketId: TicketId; entryId: EntryId; assigneeId: AgentId }>

export type TicketEvent = TicketSubmitted | TicketStatusChanged | TicketReplied | TicketNoted | TicketAssigned
