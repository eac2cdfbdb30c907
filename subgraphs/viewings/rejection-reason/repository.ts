import { and, eq, isNull, sql, type SQL } from 'drizzle-orm'
import { anyOf } from '../../kernel/batch.ts'
import type { Reader, Tx } from '../../kernel/db.ts'
import type { CompanyId, Id } from '../../kernel/ids.ts'
import { keyset, rowsOf, type Order, type Page, type Rows } from '../../kernel/pages.ts'
import { rejectionReasons, type RejectionReasonRow } from './tables.ts'

/** Reasons stand as the administrator has put them, equal ones by age. */
export const inOrder: Order = { columns: [rejectionReasons.position, rejectionReasons.id], direction: 'asc' }

/** A page of the reasons that clients may choose from. */
export async function listReasons(db: Reader, company: CompanyId, page: Page): Promise<Rows<RejectionReasonRow>> {
  const { where, orderBy, limit } = keyset(page, inOrder)
  const read = await db
    .select()
    .from(rejectionReasons)
    .where(and(inUse(company), where))
    .orderBy(...orderBy)
    .limit(limit)
  return rowsOf(page, read)
}

/** How many reasons clients may choose from, and the place of the last one; until the transaction's end nobody else adds any. */
export async function sumReasons(tx: Tx, company: CompanyId): Promise<{ count: number; last: number }> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`rejection reasons of ${company}`}, 0))`)
  const [sum] = await tx
    .select({
      count: sql<number>`count(*)::integer`,
      last: sql<number>`coalesce(max(${rejectionReasons.position}), 0)`,
    })
    .from(rejectionReasons)
    .where(inUse(company))
  return sum!
}

/** Those of these reasons that can be chosen; they stay so until the transaction's end. */
export function holdReasons(
  tx: Tx,
  company: CompanyId,
  ids: readonly Id<'rejection_reason'>[],
): Promise<RejectionReasonRow[]> {
  return tx
    .select()
    .from(rejectionReasons)
    .where(and(inUse(company), sql`${rejectionReasons.id} = ${anyOf(ids)}`))
    .for('share')
}

/** Locks a reason, also a retired one, until the transaction's end; null when there is none such. */
export async function lockReason(
  tx: Tx,
  company: CompanyId,
  id: Id<'rejection_reason'>,
): Promise<RejectionReasonRow | null> {
  const [found] = await tx
    .select()
    .from(rejectionReasons)
    .where(and(eq(rejectionReasons.companyId, company), eq(rejectionReasons.id, id)))
    .for('update')
  return found ?? null
}

export async function insertReason(tx: Tx, reason: RejectionReasonRow): Promise<RejectionReasonRow> {
  const [saved] = await tx.insert(rejectionReasons).values(reason).returning()
  return saved!
}

export async function saveReason(
  tx: Tx,
  company: CompanyId,
  id: Id<'rejection_reason'>,
  change: Partial<RejectionReasonRow>,
): Promise<RejectionReasonRow> {
  const [saved] = await tx
    .update(rejectionReasons)
    .set(change)
    .where(and(eq(rejectionReasons.companyId, company), eq(rejectionReasons.id, id)))
    .returning()
  return saved!
}

const inUse = (company: CompanyId): SQL | undefined =>
  and(eq(rejectionReasons.companyId, company), isNull(rejectionReasons.retiredAt))
