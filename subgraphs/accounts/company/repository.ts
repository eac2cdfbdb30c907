import { eq, sql } from 'drizzle-orm'
import type { Reader, Tx } from '../../kernel/db.ts'
import type { CompanyId } from '../../kernel/ids.ts'
import { companies, type CompanyRow } from './tables.ts'

export async function insertCompany(tx: Tx, company: CompanyRow): Promise<void> {
  await tx.insert(companies).values(company)
}

/** Whether there is any company. */
export async function hasCompany(db: Reader): Promise<boolean> {
  const found = await db.select({ id: companies.companyId }).from(companies).limit(1)
  return found.length > 0
}

/** Lets nobody else make or change a company until the transaction's end. */
export async function holdDirectory(tx: Tx): Promise<void> {
  await tx.execute(sql`lock table ${companies} in share row exclusive mode`)
}

/** Locks a company until the transaction's end, as whoever changes its roster does first of all. */
export async function lockCompany(tx: Tx, company: CompanyId): Promise<CompanyRow> {
  const [found] = await tx.select().from(companies).where(eq(companies.companyId, company)).for('no key update')
  return found!
}

export async function saveCompany(tx: Tx, company: CompanyId, change: Partial<CompanyRow>): Promise<void> {
  await tx.update(companies).set(change).where(eq(companies.companyId, company))
}

export async function readCompany(db: Reader, company: CompanyId): Promise<CompanyRow | null> {
  const [found] = await db.select().from(companies).where(eq(companies.companyId, company))
  return found ?? null
}
