import type { AgentId, Id } from '../../kernel/ids.ts'
import type { Decision } from '../../kernel/events/event.ts'
import type { DealRow } from '../deal/tables.ts'
import type { OfferCreated, OfferWithdrawn } from '../events.ts'
import type { InterestRow } from '../interest/tables.ts'
import type { OfferRow } from './tables.ts'

/** A property offered in a deal. */
export function create(
  deal: DealRow,
  id: Id<'offer'>,
  propertyId: Id<'property'>,
  maker: AgentId,
  now: Date,
): OfferRow {
  const { companyId, id: dealId, contactId } = deal
  const made = { group: groupOf(null, false), offeredBy: maker, createdAt: now, withdrawnAt: null }
  return { companyId, id, dealId, propertyId, contactId, ...made }
}

/** Where an offer stands among the contact's: one group each, the first that fits (VIE-2). */
export function groupOf(reaction: InterestRow['reaction'], hasVisited: boolean): OfferRow['group'] {
  if (reaction === 'REJECTED') return 'REJECTED'
  if (hasVisited) return 'VISITED'
  return reaction ?? 'TO_RATE'
}

export function created(offer: OfferRow): OfferCreated {
  return { type: 'offer.created', ...concerning(offer) }
}

/** Takes an offer back; nothing happens when it was taken back already. Offering the property again restores it. */
export function withdraw(offer: OfferRow, now: Date): Decision<OfferRow, OfferWithdrawn> | null {
  if (offer.withdrawnAt) return null
  return { change: { withdrawnAt: now }, event: { type: 'offer.withdrawn', ...concerning(offer) } }
}

function concerning({ id, dealId, propertyId, contactId, offeredBy }: OfferRow) {
  return { subject: id, persons: [contactId, offeredBy], data: { offerId: id, dealId, propertyId, contactId } }
}
