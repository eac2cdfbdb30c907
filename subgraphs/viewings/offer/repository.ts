import { and, eq, gt, inArray, isNotNull, isNull, ne, not, sql, type SQL } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import type { Reader, Tx } from '../../kernel/db.ts'
import type { CompanyId, ContactId, Id } from '../../kernel/ids.ts'
import { keyset, rowsOf, type Order, type Page, type Rows } from '../../kernel/pages.ts'
import type { Sight } from '../client/policy.ts'
import { ofClientSeenBy } from '../client/repository.ts'
import type { About } from '../interest/interest.ts'
import { properties } from '../property/tables.ts'
import { offerGroup, offers, type OfferRow } from './tables.ts'

/** Lists stand newest first. */
export const newestFirst: Order = { columns: [offers.id], direction: 'desc' }

/** What narrows a list of offers. */
export interface OffersWanted {
  readonly groups?: readonly OfferRow['group'][] | null
}

/** A page of the offers that one sees; of those of one property a client is listed the newest. */
export async function listOffers(
  db: Reader,
  company: CompanyId,
  sight: Sight,
  { groups }: OffersWanted,
  page: Page,
): Promise<Rows<OfferRow>> {
  const { where, orderBy, limit } = keyset(page, newestFirst)
  const read = await db
    .select()
    .from(offers)
    .where(and(listedTo(sight, company), groups ? inArray(offers.group, [...new Set(groups)]) : undefined, where))
    .orderBy(...orderBy)
    .limit(limit)
  return rowsOf(page, read)
}

/** How many offers one is listed in each group, none counted beyond `most`. */
export async function countGroups(
  db: Reader,
  company: CompanyId,
  sight: Sight,
  most: number,
): Promise<{ group: OfferRow['group']; count: number }[]> {
  const counted = offerGroup.enumValues.map((group) => {
    const some = db
      .select({ one: sql`1`.as('one') })
      .from(offers)
      .where(and(listedTo(sight, company), eq(offers.group, group)))
      .limit(most)
    return sql`(select count(*)::integer from ${some.as('some')}) as ${sql.identifier(group)}`
  })
  const [row] = await db.execute<Record<OfferRow['group'], number>>(sql`select ${sql.join(counted, sql`, `)}`)
  return offerGroup.enumValues.map((group) => ({ group, count: row![group] }))
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

/**
 * The newest offer of a property that a contact has now; null when there is none. It is not withdrawn before the
 * transaction's end, but may come into another group: whoever changes the group must not wait for a request.
 */
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
    .for('key share')
  return found ?? null
}

/** The newest offer of a property that a contact has now, as far as one sees it; null when there is none. */
export async function findNewestOffer(
  db: Reader,
  company: CompanyId,
  sight: Sight,
  { contactId, propertyId }: About,
): Promise<OfferRow | null> {
  const [found] = await db
    .select()
    .from(offers)
    .where(
      and(
        seenBy(sight, company),
        eq(offers.contactId, contactId),
        eq(offers.propertyId, propertyId),
        isNull(offers.withdrawnAt),
      ),
    )
    .orderBy(...keyset({ limit: 1, forwards: true, from: null }, newestFirst).orderBy)
    .limit(1)
  return found ?? null
}

/** Puts all offers of a property to a contact, also those withdrawn, into a group. */
export async function saveGroup(
  tx: Tx,
  company: CompanyId,
  { contactId, propertyId }: About,
  group: OfferRow['group'],
): Promise<void> {
  await tx
    .update(offers)
    .set({ group })
    .where(
      and(
        eq(offers.companyId, company),
        eq(offers.contactId, contactId),
        eq(offers.propertyId, propertyId),
        ne(offers.group, group),
      ),
    )
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

/** The condition that an offer is listed to somebody: offered the same in two deals, a client reads of it once. */
function listedTo(sight: Sight, company: CompanyId): SQL | undefined {
  if (sight.see !== 'self') return seenBy(sight, company)
  const newer = alias(offers, 'newer')
  const isNewer = and(
    eq(newer.companyId, company),
    eq(newer.contactId, sight.contact),
    eq(newer.propertyId, offers.propertyId),
    gt(newer.id, offers.id),
    isNull(newer.withdrawnAt),
  )
  return and(seenBy(sight, company), sql`not exists (select from ${offers} as newer where ${isNewer})`)
}
