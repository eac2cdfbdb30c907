import { and, eq } from 'drizzle-orm'
import type { Reader, Tx } from '../../kernel/db.ts'
import type { AccountId, CompanyId } from '../../kernel/ids.ts'
import { preferences } from './tables.ts'

export async function insertPreferences(
  tx: Tx,
  company: CompanyId,
  accountId: AccountId,
  criteria: object,
): Promise<void> {
  await tx.insert(preferences).values({ companyId: company, accountId, criteria })
}

/** What somebody looks for of whom no watch was made yet. */
export async function readPreferences(db: Reader, company: CompanyId, accountId: AccountId): Promise<object | null> {
  const [found] = await db.select().from(preferences).where(isOf(company, accountId))
  return found?.criteria ?? null
}

export async function deletePreferences(tx: Tx, company: CompanyId, accountId: AccountId): Promise<void> {
  await tx.delete(preferences).where(isOf(company, accountId))
}

const isOf = (company: CompanyId, accountId: AccountId) =>
  and(eq(preferences.companyId, company), eq(preferences.accountId, accountId))
