import { and, eq, isNotNull, isNull, not, sql, type SQL } from 'drizzle-orm'
import type { Reader, Tx } from '../../kernel/db.ts'
import type { CompanyId, ContactId, Id } from '../../kernel/ids.ts'
import { keyset, rowsOf, type Order, type Page, type Rows } from '../../kernel/pages.ts'
import type { Sight } from '../client/policy.ts'
import { ofClientSeenBy } from '../client/repository.ts'
import { properties } from '../property/tables.ts'
import { offers, type OfferRow } from './tables.ts'

/** Lists stand newest first. */
export const newestFirst: Order = { columns: [offers.id], direction: 'desc' }

/** A page of the offers that one sees. */
export async function listOffers(db: Reader, company: CompanyId, sight: Sight, page: Page): Promise<Rows<OfferRow>> {
  const { where, orderBy, limit } = keyset(page, newestFirst)
  const read = await db
    .select()
    .from(offers)
    .where(and(seenBy(sight, company), where))
    .orderBy(...orderBy)
    .limit(limit)
  return rowsOf(page, read)
}

/** Locks an offer that one sees until the transaction's end; null when there is none such. */
export async function lockOffer(tx: Tx, company: CompanyId, sight: Sight, id: Id<'offer'>): Promise<OfferRow | null> {
  const [found] = await tx
    .select()
    .from(offers)
    .where(and(seenBy(sight, company), eq(offers.id, id)))
    .for('update')
  return found ?? null
}

/** The newest offer of a property that a contact has now; it stays until the transaction's end. Null when there is none. */
export async function holdOffer(
  tx: Tx,
  company: CompanyId,
  contact: ContactId,
  property: Id<'property'>,
): Promise<OfferRow | null> {
  const [found] = await tx
    .select()
    .from(offers)
    .where(
      and(
        eq(offers.companyId, company),
        eq(offers.contactId, contact),
        eq(offers.propertyId, property),
        isNull(offers.withdrawnAt),
      ),
    )
    .orderBy(...keyset({ limit: 1, forwards: true, from: null }, newestFirst).orderBy)
    .limit(1)
    .for('share')
  return found ?? null
}

/** Saves a new offer, or restores the withdrawn one of the same deal and property; null when it stands already. */
export async function insertOffer(tx: Tx, offer: OfferRow): Promise<OfferRow | null> {
  const [saved] = await tx
    .insert(offers)
    .values(offer)
    .onConflictDoUpdate({
      target: [offers.companyId, offers.dealId, offers.propertyId],
      set: { withdrawnAt: null, offeredBy: offer.offeredBy },
      setWhere: isNotNull(offers.withdrawnAt),
    })
    .returning()
  return saved ?? null
}

export async function saveOffer(
  tx: Tx,
  company: CompanyId,
  id: Id<'offer'>,
  change: Partial<OfferRow>,
): Promise<OfferRow> {
  const [saved] = await tx
    .update(offers)
    .set(change)
    .where(and(eq(offers.companyId, company), eq(offers.id, id)))
    .returning()
  return saved!
}

/**
 * The condition that an offer is the company's and within somebody's sight: a client sees none that were withdrawn, nor
 * any of a property that is off the market.
 */
export function seenBy(sight: Sight, company: CompanyId): SQL | undefined {
  return and(
    eq(offers.companyId, company),
    ofClientSeenBy(sight, company, offers.contactId),
    sight.see === 'self' ? and(isNull(offers.withdrawnAt), not(isOffTheMarket)) : undefined,
  )
}

const isOffTheMarket = sql`exists (select from ${properties}
  where ${properties.companyId} = ${offers.companyId} and ${properties.id} = ${offers.propertyId}
    and ${properties.withdrawnAt} is not null)`
