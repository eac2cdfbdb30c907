import type { AccountId, AgentId, CompanyId, ContactId, Id } from '../../kernel/ids.ts'
import type { EntryRow } from '../entry/tables.ts'
import { assignment, note, reply, statusChange, type Author, type EntryDraft } from '../entry/entry.ts'
import type { TicketEvent, TicketSubmitted } from '../events.ts'
import { refuse } from '../refusals.ts'
import {
  afterClientReply,
  afterStaffReply,
  allowedAfter,
  requestStatusOf,
  type RequestStatus,
  type TicketStatus,
} from '../status/status.ts'
import type { TicketRow } from './tables.ts'
import { bodyOf, subjectOf } from '../text/text.ts'

/** What one act does to a ticket: the columns that change, and what its history gains. */
export interface Decided {
  readonly change: Partial<TicketRow>
  readonly entries: readonly EntryDraft[]
}

/** A new ticket, still without the number that its company's counter gives it, and its first entry. */
export interface Submitted {
  readonly ticket: Omit<TicketRow, 'number'>
  readonly entries: readonly EntryDraft[]
}

/** What a client writes to begin a request. */
export interface NewRequest {
  readonly subject: string
  readonly body: string
}

/** The client who asks. */
export interface Requester {
  readonly account: AccountId
  readonly contact: ContactId
}

/** A request as TIC-1 wants it, or a refusal that points at what is wrong. */
export function submit(
  company: CompanyId,
  id: Id<'ticket'>,
  given: NewRequest,
  { account, contact }: Requester,
  now: Date,
): Submitted {
  return {
    ticket: {
      companyId: company,
      id,
      subject: subjectOf(given.subject),
      status: 'NEW',
      channel: 'FORM',
      contactId: contact,
      accountId: account,
      assigneeId: null,
      followUpOfId: null,
      version: 1,
      createdAt: now,
      updatedAt: now,
      publicUpdatedAt: now,
    },
    entries: [reply({ byAccountId: account }, bodyOf(given.body))],
  }
}

/** The request that a reply to a closed one becomes (TIC-3). */
export function followUp(closed: TicketRow, id: Id<'ticket'>, body: string, by: Requester, now: Date): Submitted {
  const { ticket, entries } = submit(closed.companyId, id, { subject: closed.subject, body }, by, now)
  return { ticket: { ...ticket, followUpOfId: closed.id }, entries }
}

/** A client's answer: it reopens what awaited it or was solved; null where the request is closed. */
export function replyAsClient(ticket: TicketRow, body: string, account: AccountId, now: Date): Decided | null {
  const by: Author = { byAccountId: account }
  const to = afterClientReply(ticket.status)
  return to && decide(ticket, now, [reply(by, bodyOf(body)), ...move(by, ticket.status, to)], { status: to })
}

/** A client says that their request is settled. */
export function solveAsClient(ticket: TicketRow, account: AccountId, now: Date): Decided {
  if (requestStatusOf(ticket.status) === 'SOLVED') {
    throw refuse('REQUEST_ALREADY_SOLVED', { path: ['input', 'requestId'] })
  }
  return decide(ticket, now, move({ byAccountId: account }, ticket.status, 'SOLVED'), { status: 'SOLVED' })
}

/** Staff answer in public, and give the ticket another status with it if they name one. */
export function replyAsStaff(
  ticket: TicketRow,
  body: string,
  status: TicketStatus | null | undefined,
  agent: AgentId,
  now: Date,
): Decided {
  refuseClosed(ticket)
  const by: Author = { byAgentId: agent }
  const to = status ?? afterStaffReply(ticket.status)
  refuseIllegal(ticket.status, to)
  return decide(ticket, now, [reply(by, bodyOf(body)), ...move(by, ticket.status, to)], { status: to })
}

/** Staff write something down for themselves. */
export function addNote(ticket: TicketRow, body: string, agent: AgentId, now: Date): Decided {
  refuseClosed(ticket)
  return decide(ticket, now, [note({ byAgentId: agent }, bodyOf(body))], {})
}

/** Staff give a ticket another status; null when it has that one already. */
export function setStatus(ticket: TicketRow, to: TicketStatus, agent: AgentId, now: Date): Decided | null {
  if (to === ticket.status) return null
  refuseIllegal(ticket.status, to)
  return decide(ticket, now, move({ byAgentId: agent }, ticket.status, to), { status: to })
}

/** Staff give a ticket to an agent; null when it is theirs already. */
export function assign(ticket: TicketRow, assigneeId: AgentId, agent: AgentId, now: Date): Decided | null {
  if (assigneeId === ticket.assigneeId) return null
  refuseClosed(ticket)
  return decide(ticket, now, [assignment({ byAgentId: agent }, assigneeId)], { assigneeId })
}

/** The fact that a new ticket is, beside its first entry. */
export function submittedFact(ticket: TicketRow, { id: entryId }: EntryRow): TicketSubmitted {
  const { id: ticketId, contactId, accountId, followUpOfId } = ticket
  return {
    type: 'ticket.submitted',
    subject: ticketId,
    data: { ticketId, entryId, contactId, accountId, followUpOfId },
  }
}

/** The fact that one entry of a ticket's history is. */
export function factOf({ id: entryId, ticketId, kind, ...entry }: EntryRow): TicketEvent {
  const [subject, data] = [ticketId, { ticketId, entryId }]
  switch (kind) {
    case 'REPLY':
      return { type: 'ticket.replied', subject, data }
    case 'NOTE':
      return { type: 'ticket.noted', subject, data }
    case 'STATUS':
      return {
        type: 'ticket.status_changed',
        subject,
        data: { ...data, from: entry.statusFrom!, to: entry.statusTo! },
      }
    case 'ASSIGNMENT':
      return { type: 'ticket.assigned', subject, data: { ...data, assigneeId: entry.assigneeId! } }
  }
}

/** Whom an event of a ticket concerns: its client, the agent who looks after them, and whoever works or worked on it. */
export function personsOf(ticket: TicketRow, responsible: AgentId | null, assigneeBefore: AgentId | null = null) {
  const persons = [ticket.contactId, ticket.accountId, responsible, ticket.assigneeId, assigneeBefore]
  return [...new Set(persons.filter((person) => person !== null))]
}

/** A ticket as its client sees it: made anew from what they may know, so that nothing else can come along (TIC-4). */
export interface RequestView extends Pick<TicketRow, 'id' | 'number' | 'subject' | 'createdAt' | 'followUpOfId'> {
  readonly status: RequestStatus
  /** When something last changed that the client may see. */
  readonly updatedAt: Date
}

/** The client’s view of a ticket. */
export function forClient(ticket: TicketRow): RequestView {
  const { id, number, subject, createdAt, followUpOfId, status, publicUpdatedAt } = ticket
  return { id, number, subject, createdAt, followUpOfId, status: requestStatusOf(status), updatedAt: publicUpdatedAt }
}

function decide(ticket: TicketRow, now: Date, entries: readonly EntryDraft[], change: Partial<TicketRow>): Decided {
  const seen = entries.some((entry) => entry.isPublic) ? { publicUpdatedAt: now } : {}
  return { change: { ...change, ...seen, version: ticket.version + 1, updatedAt: now }, entries }
}

function move(by: Author, from: TicketStatus, to: TicketStatus): EntryDraft[] {
  return from === to ? [] : [statusChange(by, from, to)]
}

function refuseClosed(ticket: TicketRow): void {
  if (ticket.status === 'CLOSED') throw refuse('TICKET_CLOSED', { path: ['input', 'ticketId'] })
}

function refuseIllegal(status: TicketStatus, wanted: TicketStatus): void {
  const allowed = allowedAfter(status)
  if (wanted === status || allowed.includes(wanted)) return
  throw refuse('TICKET_STATUS_NOT_ALLOWED', {
    type: 'TicketStatusNotAllowed',
    path: ['input', 'status'],
    status,
    wanted,
    allowed,
  })
}
