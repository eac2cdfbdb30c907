import { and, eq, type SQL } from 'drizzle-orm'
import type { Reader, Tx } from '../../kernel/db.ts'
import type { CompanyId, Id } from '../../kernel/ids.ts'
import { keyset, rowsOf, type Order, type Page, type Rows } from '../../kernel/pages.ts'
import type { Sight } from '../client/policy.ts'
import { ofClientSeenBy } from '../client/repository.ts'
import { deals, type DealRow } from './tables.ts'

/** Lists stand newest first. */
export const newestFirst: Order = { columns: [deals.id], direction: 'desc' }

/** A page of the deals that one sees. */
export async function listDeals(db: Reader, company: CompanyId, sight: Sight, page: Page): Promise<Rows<DealRow>> {
  const { where, orderBy, limit } = keyset(page, newestFirst)
  const read = await db
    .select()
    .from(deals)
    .where(and(seenBy(sight, company), where))
    .orderBy(...orderBy)
    .limit(limit)
  return rowsOf(page, read)
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

export async function insertDeal(tx: Tx, deal: DealRow): Promise<DealRow> {
  const [saved] = await tx.insert(deals).values(deal).returning()
  return saved!
}

/** The condition that a deal is the company's and within somebody's sight. */
export function seenBy(sight: Sight, company: CompanyId): SQL | undefined {
  return and(eq(deals.companyId, company), ofClientSeenBy(sight, company, deals.contactId))
}
