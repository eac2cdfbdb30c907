import { and, eq, gt, isNull, sql, sum } from 'drizzle-orm'
import type { Reader, Tx } from '../../kernel/db.ts'
import type { AccountId, CompanyId } from '../../kernel/ids.ts'
import type { ProofName } from './proof.ts'
import { proofs, type ProofRow } from './tables.ts'

export async function insertProof(tx: Tx, proof: ProofRow): Promise<ProofRow> {
  const [saved] = await tx.insert(proofs).values(proof).returning()
  return saved!
}

export async function readProof(db: Reader, name: ProofName): Promise<ProofRow | null> {
  const [found] = await db.select().from(proofs).where(named(name))
  return found ?? null
}

/** Locks a proof until the transaction's end. */
export async function lockProof(tx: Tx, name: ProofName): Promise<ProofRow | null> {
  const [found] = await tx.select().from(proofs).where(named(name)).for('update')
  return found ?? null
}

export async function saveProof(tx: Tx, name: ProofName, change: Partial<ProofRow>): Promise<ProofRow> {
  const [saved] = await tx.update(proofs).set(change).where(named(name)).returning()
  return saved!
}

/** How many mails an address was asked for since then. */
export async function countAsks(db: Reader, company: CompanyId, email: string, since: Date): Promise<number> {
  const [found] = await db
    .select({ count: sum(proofs.asks).mapWith(Number) })
    .from(proofs)
    .where(and(eq(proofs.companyId, company), sql`lower(${proofs.email}) = lower(${email})`, gt(proofs.askedAt, since)))
  return found?.count ?? 0
}

/** Forgets up to `limit` proofs that were asked for before then; says how many. Several processes may do it at once. */
export async function forgetProofs(db: Reader, before: Date, limit: number): Promise<number> {
  const gone = await db.execute(sql`
    delete from proof where (company_id, id) in (
      select company_id, id from proof where asked_at < ${before.toISOString()}::timestamptz
      order by asked_at limit ${limit} for update skip locked)
    returning 1`)
  return gone.length
}

/** Locks what an account was asked to prove until the transaction's end, always in the same order. */
export async function lockProofsOf(tx: Tx, company: CompanyId, accountId: AccountId): Promise<void> {
  await tx
    .select({ id: proofs.id })
    .from(proofs)
    .where(and(eq(proofs.companyId, company), eq(proofs.accountId, accountId), isNull(proofs.usedAt)))
    .orderBy(proofs.id)
    .for('update')
}

/** Ends what an account was asked to prove: what was mailed for it is worth nothing any more. */
export async function endProofsOf(tx: Tx, company: CompanyId, accountId: AccountId, now: Date): Promise<void> {
  await tx
    .update(proofs)
    .set({ usedAt: now })
    .where(and(eq(proofs.companyId, company), eq(proofs.accountId, accountId), isNull(proofs.usedAt)))
}

const named = ({ company, id }: ProofName) => and(eq(proofs.companyId, company), eq(proofs.id, id))
