import { and, desc, eq, isNull } from 'drizzle-orm'
import type { Reader, Tx } from '../../kernel/db.ts'
import type { CompanyId } from '../../kernel/ids.ts'
import { companies, portalKeys, type CompanyRow, type PortalKeyRow } from './tables.ts'

export async function insertCompany(tx: Tx, company: CompanyRow, portalKey: PortalKeyRow): Promise<void> {
  await tx.insert(companies).values(company)
  await tx.insert(portalKeys).values(portalKey)
}

export async function readCompany(db: Reader, company: CompanyId): Promise<CompanyRow | null> {
  const [found] = await db.select().from(companies).where(eq(companies.companyId, company))
  return found ?? null
}

/** The newest key under which a company's portal is reached; null when all are retired. */
export async function readPortalKey(db: Reader, company: CompanyId): Promise<string | null> {
  const [found] = await db
    .select()
    .from(portalKeys)
    .where(and(eq(portalKeys.companyId, company), isNull(portalKeys.retiredAt)))
    .orderBy(desc(portalKeys.createdAt))
    .limit(1)
  return found?.key ?? null
}
