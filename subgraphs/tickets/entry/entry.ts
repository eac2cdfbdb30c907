import type { AccountId, AgentId } from '../../kernel/ids.ts'
import { isSeenByClient, requestStatusOf, type RequestStatus, type TicketStatus } from '../status/status.ts'
import type { EntryRow } from './tables.ts'

/** What a rule adds to a ticket's history; the command gives it its id, ticket and time. */
export type EntryDraft = Omit<EntryRow, 'companyId' | 'id' | 'ticketId' | 'at'>

/** Who does something to a ticket. */
export type Author = { readonly byAgentId: AgentId } | { readonly byAccountId: AccountId }

const blank = { byAgentId: null, byAccountId: null, body: null, statusFrom: null, statusTo: null, assigneeId: null }

/** What one side wrote to the other: public always. */
export function reply(by: Author, body: string): EntryDraft {
  return { ...blank, ...by, kind: 'REPLY', isPublic: true, body }
}

/** What staff wrote for themselves: public never (TIC-4). */
export function note(by: Author, body: string): EntryDraft {
  return { ...blank, ...by, kind: 'NOTE', isPublic: false, body }
}

/** Public only when the client sees another status than before (TIC-7). */
export function statusChange(by: Author, from: TicketStatus, to: TicketStatus): EntryDraft {
  return { ...blank, ...by, kind: 'STATUS', isPublic: isSeenByClient(from, to), statusFrom: from, statusTo: to }
}

/** Whose ticket it became: the company’s own business. */
export function assignment(by: Author, assigneeId: AgentId): EntryDraft {
  return { ...blank, ...by, kind: 'ASSIGNMENT', isPublic: false, assigneeId }
}

/** What a client sees of one entry: made anew from what they may know, so that nothing else can come along (TIC-4). */
export type RequestEntryView =
  | {
      readonly __typename: 'RequestReply'
      readonly id: EntryRow['id']
      readonly at: Date
      readonly body: string
      readonly isStaff: boolean
      readonly authorName: string | null
    }
  | {
      readonly __typename: 'RequestStatusChange'
      readonly id: EntryRow['id']
      readonly at: Date
      readonly from: RequestStatus
      readonly to: RequestStatus
    }

/** How the company's side is called to a client. */
const COMPANY_SIDE = 'Support'

/** An entry as the client sees it; a fault where they may not, which a query that forgot to narrow would be. */
export function forClient({ id, at, kind, isPublic, ...entry }: EntryRow): RequestEntryView {
  if (isPublic && kind === 'REPLY') {
    const isStaff = entry.byAccountId === null
    return { __typename: 'RequestReply', id, at, body: entry.body!, isStaff, authorName: isStaff ? COMPANY_SIDE : null }
  }
  if (isPublic && kind === 'STATUS') {
    const [from, to] = [requestStatusOf(entry.statusFrom!), requestStatusOf(entry.statusTo!)]
    return { __typename: 'RequestStatusChange', id, at, from, to }
  }
  throw new Error('An internal entry was about to be shown to a client.')
}

/** An entry as staff see it. */
export type TicketEntryView = EntryRow & {
  readonly __typename: 'TicketReply' | 'TicketNote' | 'TicketStatusChange' | 'TicketAssignment'
}

const typeOf = {
  REPLY: 'TicketReply',
  NOTE: 'TicketNote',
  STATUS: 'TicketStatusChange',
  ASSIGNMENT: 'TicketAssignment',
} as const

/** An entry as staff see it, under the name of its GraphQL type. */
export function forStaff(entry: EntryRow): TicketEntryView {
  return { ...entry, __typename: typeOf[entry.kind] }
}
