import { eq } from 'drizzle-orm'
import type { Reader, Tx } from '../../kernel/db.ts'
import type { CompanyId } from '../../kernel/ids.ts'
import { companies, type CompanyRow } from './tables.ts'

export async function insertCompany(tx: Tx, company: CompanyRow): Promise<void> {
  await tx.insert(companies).values(company)
}

export async function readCompany(db: Reader, company: CompanyId): Promise<CompanyRow | null> {
  const [found] = await db.select().from(companies).where(eq(companies.companyId, company))
  return found ?? null
}
