import { and, eq, gt, sql } from 'drizzle-orm'
import type { Reader, Tx } from '../../kernel/db.ts'
import type { CompanyId } from '../../kernel/ids.ts'
import { allowances, streaks, type AllowanceRow, type StreakRow } from './tables.ts'

/** Locks a streak until the transaction's end; one that there was not is begun. */
export async function lockStreak(
  tx: Tx,
  company: CompanyId,
  holder: string,
  network: string,
  now: Date,
): Promise<StreakRow> {
  const [locked] = await tx
    .insert(streaks)
    .values({ companyId: company, holder, network, failures: 0, lockedUntil: now })
    .onConflictDoUpdate({
      target: [streaks.companyId, streaks.holder, streaks.network],
      set: { failures: sql`${streaks.failures}` },
    })
    .returning()
  return locked!
}

export async function saveStreak(tx: Tx, streak: StreakRow): Promise<void> {
  const { companyId, holder, network, ...change } = streak
  await tx
    .update(streaks)
    .set(change)
    .where(named(companyId, holder, network))
}

export async function deleteStreak(tx: Tx, company: CompanyId, holder: string, network: string): Promise<void> {
  await tx.delete(streaks).where(named(company, holder, network))
}

/** All of somebody's, from wherever. */
export async function deleteStreaks(tx: Tx, company: CompanyId, holder: string): Promise<void> {
  await tx.delete(streaks).where(and(eq(streaks.companyId, company), eq(streaks.holder, holder)))
}

/** Locks allowances until the transaction's end, always in the order in which they are named; what is new is whole. */
export async function lockAllowances(
  tx: Tx,
  company: CompanyId,
  holders: readonly string[],
  now: Date,
): Promise<AllowanceRow[]> {
  const locked = await tx
    .insert(allowances)
    .values(holders.map((holder) => ({ companyId: company, holder, backAt: now })))
    .onConflictDoUpdate({
      target: [allowances.companyId, allowances.holder],
      set: { backAt: sql`${allowances.backAt}` },
    })
    .returning()
  return holders.map((holder) => locked.find((row) => row.holder === holder)!)
}

export async function saveAllowance(tx: Tx, { companyId, holder, backAt }: AllowanceRow): Promise<void> {
  await tx.update(allowances).set({ backAt }).where(ofHolder(companyId, holder))
}

/** Gives back what was used for nothing: so many milliseconds of the time until all is back. */
export async function giveBack(tx: Tx, company: CompanyId, holder: string, ms: number): Promise<void> {
  await tx
    .update(allowances)
    .set({ backAt: sql`${allowances.backAt} - make_interval(secs => ${ms / 1000})` })
    .where(ofHolder(company, holder))
}

export async function deleteAllowance(tx: Tx, company: CompanyId, holder: string): Promise<void> {
  await tx.delete(allowances).where(ofHolder(company, holder))
}

/** Somebody's streaks that are locked now, from wherever, and their allowance. */
export async function readLocks(
  db: Reader,
  company: CompanyId,
  holder: string,
  now: Date,
): Promise<{ readonly streaks: StreakRow[]; readonly allowance: AllowanceRow | null }> {
  const locked = await db
    .select()
    .from(streaks)
    .where(and(eq(streaks.companyId, company), eq(streaks.holder, holder), gt(streaks.lockedUntil, now)))
  const [allowance] = await db.select().from(allowances).where(ofHolder(company, holder))
  return { streaks: locked, allowance: allowance ?? null }
}

/** Forgets up to `limit` of each that do not matter any more; says how many there were of the more numerous. */
export async function forgetTries(db: Reader, forgotten: Date, now: Date, limit: number): Promise<number> {
  const oldStreaks = await db.execute(sql`
    delete from streak where (company_id, holder, network) in (
      select company_id, holder, network from streak where locked_until < ${forgotten.toISOString()}::timestamptz
      order by locked_until limit ${limit} for update skip locked)
    returning 1`)
  const wholeAllowances = await db.execute(sql`
    delete from allowance where (company_id, holder) in (
      select company_id, holder from allowance where back_at < ${now.toISOString()}::timestamptz
      order by back_at limit ${limit} for update skip locked)
    returning 1`)
  return Math.max(oldStreaks.length, wholeAllowances.length)
}

const named = (company: CompanyId, holder: string, network: string) =>
  and(eq(streaks.companyId, company), eq(streaks.holder, holder), eq(streaks.network, network))

const ofHolder = (company: CompanyId, holder: string) =>
  and(eq(allowances.companyId, company), eq(allowances.holder, holder))
