import type { Decision } from '../../kernel/events/event.ts'
import type { AccountId, AgentId, CompanyId, ContactId, Id } from '../../kernel/ids.ts'
import { inOneLine } from '../../kernel/text.ts'
import type {
  DealChangedByClient,
  DealClientChangesSeen,
  DealClosed,
  DealCreated,
  DealReopened,
  DealUpdated,
  ViewingEvent,
} from '../events.ts'
import { refuse } from '../refusals.ts'
import { atMost } from '../text/text.ts'
import type { DealClientChangeRow, DealRow } from './tables.ts'

const LONGEST_TITLE = 200

/** What staff say of a new deal. */
export interface NewDeal {
  readonly contactId: ContactId
  readonly title?: string | null
}

/** What a client did about a property that is offered to them. */
export interface ClientDeed {
  readonly change: DealClientChangeRow['change']
  readonly propertyId: Id<'property'>
  readonly viewingId: Id<'viewing'> | null
  readonly by: AccountId
}

/** What a client changes of a deal by what they do about a viewing; what is not named changes nothing (VIE-5). */
export const clientDeeds: Readonly<Partial<Record<ViewingEvent['type'], ClientDeed['change']>>> = {
  'viewing.cancelled': 'VIEWING_CANCELLED',
  'viewing.proposed': 'VIEWING_PROPOSED',
  'viewing.dates_added': 'VIEWING_DATES_ADDED',
}

/** A deal with a contact, in which properties can be offered (VIE-2). */
export function create(
  company: CompanyId,
  id: Id<'deal'>,
  { contactId, title: given }: NewDeal,
  maker: AgentId,
  now: Date,
): { readonly deal: DealRow; readonly event: DealCreated } {
  const open = { status: 'OPEN', closedAt: null, clientChanges: 0, clientChangesSeen: 0, version: 1 } as const
  const deal = {
    companyId: company,
    id,
    contactId,
    title: titleOf(given),
    ...open,
    createdBy: maker,
    createdAt: now,
  }
  return { deal, event: { type: 'deal.created', ...concerning(deal) } }
}

/** Staff give it another title, or none; null when it has that one. */
export function update(deal: DealRow, given: string | null): Decision<DealRow, DealUpdated> | null {
  const title = titleOf(given)
  if (title === deal.title) return null
  return { change: { title, version: deal.version + 1 }, event: { type: 'deal.updated', ...concerning(deal) } }
}

/** Staff note how it ended; null when it ended so already. What ended otherwise is reopened first. */
export function close(deal: DealRow, outcome: 'WON' | 'LOST', now: Date): Decision<DealRow, DealClosed> | null {
  if (deal.status === outcome) return null
  if (deal.status !== 'OPEN') throw refuse('DEAL_CLOSED', { path: ['input', 'dealId'] })
  const { data, ...others } = concerning(deal)
  return {
    change: { status: outcome, closedAt: now, version: deal.version + 1 },
    event: { type: 'deal.closed', ...others, data: { ...data, status: outcome } },
  }
}

/** Staff go on with it; null when it is open. */
export function reopen(deal: DealRow): Decision<DealRow, DealReopened> | null {
  if (deal.status === 'OPEN') return null
  return {
    change: { status: 'OPEN', closedAt: null, version: deal.version + 1 },
    event: { type: 'deal.reopened', ...concerning(deal) },
  }
}

/** The client changed something that it is about: who, what, when, under the next number (VIE-5). */
export function mark(
  deal: DealRow,
  { change, propertyId, viewingId, by }: ClientDeed,
  now: Date,
): Decision<DealRow, DealChangedByClient> & { readonly entry: DealClientChangeRow } {
  const { companyId, id: dealId } = deal
  const number = deal.clientChanges + 1
  const { data, ...others } = concerning(deal)
  return {
    change: { clientChanges: number },
    entry: { companyId, dealId, number, change, propertyId, viewingId, byId: by, at: now },
    event: { type: 'deal.changed_by_client', ...others, data: { ...data, propertyId, change, number } },
  }
}

/** Staff have seen what the client changed up to this number, or all of it; null when they had (VIE-5). */
export function see(deal: DealRow, upTo: number | null): Decision<DealRow, DealClientChangesSeen> | null {
  const number = Math.min(upTo ?? deal.clientChanges, deal.clientChanges)
  if (number <= deal.clientChangesSeen) return null
  const { data, ...others } = concerning(deal)
  return {
    change: { clientChangesSeen: number },
    event: { type: 'deal.client_changes_seen', ...others, data: { ...data, number } },
  }
}

/** Whether the client changed something that staff have not seen (VIE-5). */
export function isChangedByClient({ clientChanges, clientChangesSeen }: DealRow): boolean {
  return clientChanges > clientChangesSeen
}

function titleOf(given: string | null | undefined): string | null {
  return atMost(inOneLine(given ?? ''), LONGEST_TITLE, 'title') || null
}

function concerning({ id, contactId, createdBy }: DealRow) {
  return { subject: id, persons: [contactId, createdBy], data: { dealId: id, contactId } }
}
