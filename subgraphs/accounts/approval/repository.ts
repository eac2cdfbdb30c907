import { and, eq } from 'drizzle-orm'
import type { Reader, Tx } from '../../kernel/db.ts'
import type { AccountId, CompanyId } from '../../kernel/ids.ts'
import { declines, type DeclineRow } from './tables.ts'

export async function insertDecline(tx: Tx, decline: DeclineRow): Promise<void> {
  await tx.insert(declines).values(decline)
}

/** A registration that was declined and whose person was not mailed yet. */
export async function readDecline(db: Reader, company: CompanyId, accountId: AccountId): Promise<DeclineRow | null> {
  const [found] = await db.select().from(declines).where(isOf(company, accountId))
  return found ?? null
}

export async function deleteDecline(db: Reader, company: CompanyId, accountId: AccountId): Promise<void> {
  await db.delete(declines).where(isOf(company, accountId))
}

const isOf = (company: CompanyId, accountId: AccountId) =>
  and(eq(declines.companyId, company), eq(declines.accountId, accountId))
