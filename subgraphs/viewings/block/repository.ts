import { and, count, eq, gt, inArray, isNull, sql, type SQL } from 'drizzle-orm'
import { anyOf } from '../../kernel/batch.ts'
import type { Reader, Tx } from '../../kernel/db.ts'
import type { CompanyId, Id } from '../../kernel/ids.ts'
import type { Order } from '../../kernel/pages.ts'
import type { PropertySight } from '../property/policy.ts'
import { seenBy as seenProperties } from '../property/repository.ts'
import { properties } from '../property/tables.ts'
import { viewings } from '../viewing/tables.ts'
import { blocks, type BlockRow } from './tables.ts'

/** Lists stand by time, the latest first. */
export const latestFirst: Order = { columns: [blocks.startsAt, blocks.id], direction: 'desc' }

/** A block; null when there is none such. */
export async function findBlock(db: Reader, company: CompanyId, id: Id<'viewing_block'>): Promise<BlockRow | null> {
  const [found] = await db
    .select()
    .from(blocks)
    .where(and(eq(blocks.companyId, company), eq(blocks.id, id)))
  return found ?? null
}

/** Locks a block until the transaction's end, so that its places can be counted; null when there is none such. */
export async function lockBlock(tx: Tx, company: CompanyId, id: Id<'viewing_block'>): Promise<BlockRow | null> {
  const [found] = await tx
    .select()
    .from(blocks)
    .where(and(eq(blocks.companyId, company), eq(blocks.id, id)))
    .for('update')
  return found ?? null
}

export async function insertBlock(tx: Tx, block: BlockRow): Promise<void> {
  await tx.insert(blocks).values(block)
}

export async function saveBlock(
  tx: Tx,
  company: CompanyId,
  id: Id<'viewing_block'>,
  change: Partial<BlockRow>,
): Promise<BlockRow> {
  const [saved] = await tx
    .update(blocks)
    .set(change)
    .where(and(eq(blocks.companyId, company), eq(blocks.id, id)))
    .returning()
  return saved!
}

/** How many viewings hold a place in each of these blocks; one without any is missing. */
export async function placesTaken(
  db: Reader,
  company: CompanyId,
  ids: readonly Id<'viewing_block'>[],
): Promise<Map<Id<'viewing_block'>, number>> {
  const rows = await db
    .select({ blockId: viewings.blockId, taken: count() })
    .from(viewings)
    .where(
      and(
        eq(viewings.companyId, company),
        sql`${viewings.blockId} = ${anyOf(ids)}`,
        inArray(viewings.status, ['CONFIRMED', 'COMPLETED']),
      ),
    )
    .groupBy(viewings.blockId)
  return new Map(rows.map(({ blockId, taken }) => [blockId!, taken]))
}

/** The viewings that have a place in a block, or wait for one, in the order of their ids. */
export async function concernedBy(tx: Tx, company: CompanyId, id: Id<'viewing_block'>): Promise<Id<'viewing'>[]> {
  const rows = await tx
    .select({ id: viewings.id })
    .from(viewings)
    .where(
      and(
        eq(viewings.companyId, company),
        eq(viewings.blockId, id),
        inArray(viewings.status, ['PENDING', 'CONFIRMED']),
      ),
    )
    .orderBy(viewings.id)
  return rows.map((row) => row.id)
}

/** The condition that a block is the company's, of a property that one sees. */
export function seenBy(sight: PropertySight, company: CompanyId): SQL | undefined {
  const ofSeen = sql`exists (select from ${properties}
    where ${and(eq(properties.id, blocks.propertyId), seenProperties(sight, company))})`
  return and(eq(blocks.companyId, company), sight.see === 'all' ? undefined : ofSeen)
}

/** The condition that one can still ask for a place. */
export function isOpen(now: Date): SQL | undefined {
  return and(
    isNull(blocks.cancelledAt),
    gt(blocks.startsAt, now),
    sql`(select count(*) from ${viewings}
      where ${and(
        eq(viewings.companyId, blocks.companyId),
        eq(viewings.blockId, blocks.id),
        inArray(viewings.status, ['CONFIRMED', 'COMPLETED']),
      )}) < ${blocks.capacity}`,
  )
}
