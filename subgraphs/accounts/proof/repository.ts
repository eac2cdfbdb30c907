import { and, eq, gt, isNull, or, sql } from 'drizzle-orm'
import type { Reader, Tx } from '../../kernel/db.ts'
import type { AccountId, CompanyId } from '../../kernel/ids.ts'
import type { Asking, Mailed, ProofName } from './proof.ts'
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

/** Holds what an address is asked to prove for a purpose until the transaction's end: who asks at the same time waits. */
export async function holdAsks(tx: Tx, { company, purpose, email }: Asking): Promise<void> {
  const text = `proof ${company} ${purpose} ${email.toLowerCase()}`
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${text}, 0))`)
}

/** What an address was mailed since then. */
export async function readMailed(db: Reader, { asker, ...asking }: Asking, since: Date): Promise<Mailed> {
  const isAsker = sql`filter (where ${proofs.asker} = ${asker})`
  const [found] = await db
    .select({
      toAll: sql`coalesce(sum(${proofs.asks}), 0)`.mapWith(Number),
      toAsker: sql`coalesce(sum(${proofs.asks}) ${isAsker}, 0)`.mapWith(Number),
      lastAt: sql<Date | null>`max(${proofs.mailAt}) ${isAsker}`.mapWith(proofs.mailAt),
    })
    .from(proofs)
    .where(and(isAbout(asking), gt(proofs.askedAt, since)))
  return found!
}

/** Ends what an asker had asked for before; a mail that has not gone yet does not count any more. */
export async function endAsked(tx: Tx, { asker, ...asking }: Asking, now: Date): Promise<void> {
  const waits = sql`${proofs.mailAt} > ${now.toISOString()}::timestamptz`
  await tx
    .update(proofs)
    .set({
      usedAt: sql`coalesce(${proofs.usedAt}, ${now.toISOString()}::timestamptz)`,
      asks: sql`${proofs.asks} - case when ${waits} then 1 else 0 end`,
      mailAt: sql`case when ${waits} then null else ${proofs.mailAt} end`,
    })
    .where(and(isAbout(asking), eq(proofs.asker, asker), or(isNull(proofs.usedAt), waits)))
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

const isAbout = ({ company, purpose, email }: Omit<Asking, 'asker'>) =>
  and(eq(proofs.companyId, company), eq(proofs.purpose, purpose), sql`lower(${proofs.email}) = lower(${email})`)
const named = ({ company, id }: ProofName) => and(eq(proofs.companyId, company), eq(proofs.id, id))
