import { and, eq, sql } from 'drizzle-orm'
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

/** Forgets up to `limit` who were declined before then; says how many. */
export async function forgetDeclines(db: Reader, before: Date, limit: number): Promise<number> {
  const gone = await db.execute(sql`
    delete from registration_decline where (company_id, account_id) in (
      select company_id, account_id from registration_decline where declined_at < ${before.toISOString()}::timestamptz
      order by declined_at limit ${limit} for update skip locked)
    returning 1`)
  return gone.length
}

const isOf = (company: CompanyId, accountId: AccountId) =>
  and(eq(declines.companyId, company), eq(declines.accountId, accountId))
