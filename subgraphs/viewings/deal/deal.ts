import type { AgentId, CompanyId, ContactId, Id } from '../../kernel/ids.ts'
import { inOneLine, lengthOf } from '../../kernel/text.ts'
import type { DealCreated } from '../events.ts'
import { refuse } from '../refusals.ts'
import type { DealRow } from './tables.ts'

const LONGEST_TITLE = 200

/** What staff say of a new deal. */
export interface NewDeal {
  readonly contactId: ContactId
  readonly title?: string | null
}

/** A deal with a contact, in which properties can be offered (VIE-2). */
export function create(
  company: CompanyId,
  id: Id<'deal'>,
  { contactId, title: given }: NewDeal,
  maker: AgentId,
  now: Date,
): { readonly deal: DealRow; readonly event: DealCreated } {
  const title = inOneLine(given ?? '') || null
  if (title && lengthOf(title) > LONGEST_TITLE) {
    throw refuse('TEXT_TOO_LONG', { path: ['input', 'title'], most: LONGEST_TITLE })
  }
  return {
    deal: { companyId: company, id, contactId, title, createdBy: maker, createdAt: now },
    event: { type: 'deal.created', subject: id, persons: [contactId, maker], data: { dealId: id, contactId } },
  }
}
