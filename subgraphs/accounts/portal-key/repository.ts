import { and, desc, eq, isNull } from 'drizzle-orm'
import type { Reader, Tx } from '../../kernel/db.ts'
import type { CompanyId } from '../../kernel/ids.ts'
import { portalKeys, type PortalKeyRow } from './tables.ts'

/** A company's keys that are not retired, newest first. */
export async function readLiveKeys(db: Reader, company: CompanyId): Promise<PortalKeyRow[]> {
  return db
    .select()
    .from(portalKeys)
    .where(and(eq(portalKeys.companyId, company), isNull(portalKeys.retiredAt)))
    .orderBy(desc(portalKeys.createdAt))
}

/** One of a company's keys, also one that is retired; null for others. */
export async function readPortalKey(db: Reader, company: CompanyId, key: string): Promise<PortalKeyRow | null> {
  const [found] = await db
    .select()
    .from(portalKeys)
    .where(and(eq(portalKeys.companyId, company), eq(portalKeys.key, key)))
  return found ?? null
}

export async function insertPortalKey(tx: Tx, key: PortalKeyRow): Promise<void> {
  await tx.insert(portalKeys).values(key)
}

export async function savePortalKey(
  tx: Tx,
  company: CompanyId,
  key: string,
  change: Partial<PortalKeyRow>,
): Promise<void> {
  await tx
    .update(portalKeys)
    .set(change)
    .where(and(eq(portalKeys.companyId, company), eq(portalKeys.key, key)))
}
