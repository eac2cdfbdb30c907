import { and, eq, ne, sql } from 'drizzle-orm'
import type { Reader, Tx } from '../../kernel/db.ts'
import type { CompanyId, Id } from '../../kernel/ids.ts'
import type { Order } from '../../kernel/pages.ts'
import { viewings } from '../viewing/tables.ts'
import type { About } from './interest.ts'
import { interestHistory, interests, type InterestHistoryRow, type InterestRow } from './tables.ts'

/** A history stands as it happened. */
export const asItHappened: Order = { columns: [interestHistory.version], direction: 'asc' }

/**
 * What a contact said of a property, locked until the transaction's end; the row given where nothing was said yet. Offers
 * and deals that it touches are locked after it, never before, so that two never wait for each other in a ring.
 */
export async function holdInterest(tx: Tx, silent: InterestRow): Promise<InterestRow> {
  const { companyId, contactId, propertyId } = interests
  await tx
    .insert(interests)
    .values(silent)
    .onConflictDoNothing({ target: [companyId, contactId, propertyId] })
  const [found] = await tx
    .select()
    .from(interests)
    .where(and(eq(companyId, silent.companyId), eq(contactId, silent.contactId), eq(propertyId, silent.propertyId)))
    .for('update')
  return found!
}

export async function saveInterest(
  tx: Tx,
  company: CompanyId,
  id: Id<'interest'>,
  change: Partial<InterestRow>,
): Promise<InterestRow> {
  const [saved] = await tx
    .update(interests)
    .set(change)
    .where(and(eq(interests.companyId, company), eq(interests.id, id)))
    .returning()
  return saved!
}

export async function recordInterest(tx: Tx, entry: InterestHistoryRow): Promise<void> {
  await tx.insert(interestHistory).values(entry)
}

/** Whether a contact has seen a property: a viewing of it took place, as far as is known. */
export async function hasVisited(db: Reader, company: CompanyId, { contactId, propertyId }: About): Promise<boolean> {
  const found = await db
    .select({ one: sql`1` })
    .from(viewings)
    .where(
      and(
        eq(viewings.companyId, company),
        eq(viewings.contactId, contactId),
        eq(viewings.propertyId, propertyId),
        eq(viewings.status, 'COMPLETED'),
        ne(viewings.outcome, 'NO_SHOW'),
      ),
    )
    .limit(1)
  return found.length > 0
}
