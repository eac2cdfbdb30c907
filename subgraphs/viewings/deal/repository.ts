import { and, asc, eq, gt, inArray, isNull, lte, sql, type SQL } from 'drizzle-orm'
import type { Reader, Tx } from '../../kernel/db.ts'
import type { CompanyId, ContactId, Id } from '../../kernel/ids.ts'
import { keyset, rowsOf, type Order, type Page, type Rows } from '../../kernel/pages.ts'
import type { Sight } from '../client/policy.ts'
import { ofClientSeenBy } from '../client/repository.ts'
import { offers } from '../offer/tables.ts'
import { dealClientChanges, deals, type DealClientChangeRow, type DealRow } from './tables.ts'

/** Lists stand newest first. */
export const newestFirst: Order = { columns: [deals.id], direction: 'desc' }
/** So does what clients changed. */
export const latestFirst: Order = { columns: [dealClientChanges.number], direction: 'desc' }

/** What narrows a list of deals. */
export interface DealsWanted {
  readonly statuses?: readonly DealRow['status'][] | null
  readonly isChangedByClient?: boolean | null
}

/** A page of the deals that one sees. */
export async function listDeals(
  db: Reader,
  company: CompanyId,
  sight: Sight,
  wanted: DealsWanted,
  page: Page,
): Promise<Rows<DealRow>> {
  const { where, orderBy, limit } = keyset(page, newestFirst)
  const read = await db
    .select()
    .from(deals)
    .where(and(seenBy(sight, company), isWanted(wanted), where))
    .orderBy(...orderBy)
    .limit(limit)
  return rowsOf(page, read)
}

/** A deal that one sees; null when there is none such. */
export async function findDeal(db: Reader, company: CompanyId, sight: Sight, id: Id<'deal'>): Promise<DealRow | null> {
  const [found] = await db
    .select()
    .from(deals)
    .where(and(seenBy(sight, company), eq(deals.id, id)))
  return found ?? null
}

/** Locks a deal that one sees until the transaction's end; null when there is none such. */
export async function lockDeal(tx: Tx, company: CompanyId, sight: Sight, id: Id<'deal'>): Promise<DealRow | null> {
  const [found] = await tx
    .select()
    .from(deals)
    .where(and(seenBy(sight, company), eq(deals.id, id)))
    .for('update')
  return found ?? null
}

/** Locks the deals in which a property is offered to a contact now, in one order for all who do. */
export function lockDealsOffering(
  tx: Tx,
  company: CompanyId,
  contact: ContactId,
  property: Id<'property'>,
): Promise<DealRow[]> {
  return tx
    .select()
    .from(deals)
    .where(
      and(
        eq(deals.companyId, company),
        sql`${deals.id} = any(array(select ${offers.dealId} from ${offers} where ${and(
          eq(offers.companyId, company),
          eq(offers.contactId, contact),
          eq(offers.propertyId, property),
          isNull(offers.withdrawnAt),
        )}))`,
      ),
    )
    .orderBy(asc(deals.id))
    .for('update')
}

export async function insertDeal(tx: Tx, deal: DealRow): Promise<DealRow> {
  const [saved] = await tx.insert(deals).values(deal).returning()
  return saved!
}

export async function saveDeal(tx: Tx, company: CompanyId, id: Id<'deal'>, change: Partial<DealRow>): Promise<DealRow> {
  const [saved] = await tx
    .update(deals)
    .set(change)
    .where(and(eq(deals.companyId, company), eq(deals.id, id)))
    .returning()
  return saved!
}

export async function recordClientChange(tx: Tx, entry: DealClientChangeRow): Promise<void> {
  await tx.insert(dealClientChanges).values(entry)
}

/** The condition that a deal is the company's and within somebody's sight. */
export function seenBy(sight: Sight, company: CompanyId): SQL | undefined {
  return and(eq(deals.companyId, company), ofClientSeenBy(sight, company, deals.contactId))
}

function isWanted({ statuses, isChangedByClient }: DealsWanted): SQL | undefined {
  const compare = isChangedByClient ? gt : lte
  return and(
    statuses ? inArray(deals.status, [...new Set(statuses)]) : undefined,
    isChangedByClient == null ? undefined : compare(deals.clientChanges, deals.clientChangesSeen),
  )
}
