import { and, eq, isNull, lt } from 'drizzle-orm'
import type { Reader, Tx } from '../../kernel/db.ts'
import type { CompanyId } from '../../kernel/ids.ts'
import type { PersonId } from '../password/tables.ts'
import type { ChallengeName } from './second-factor.ts'
import { challenges, recoveryCodes, secondFactors, type ChallengeRow, type SecondFactorRow } from './tables.ts'

export async function readFactor(db: Reader, company: CompanyId, person: PersonId): Promise<SecondFactorRow | null> {
  const [found] = await db.select().from(secondFactors).where(ofPerson(company, person))
  return found ?? null
}

/** Locks somebody's second factor until the transaction's end, also one that is being set up. */
export async function lockFactor(tx: Tx, company: CompanyId, person: PersonId): Promise<SecondFactorRow | null> {
  const [found] = await tx.select().from(secondFactors).where(ofPerson(company, person)).for('update')
  return found ?? null
}

/** One second factor of any company, whose secret shows which key secrets are sealed with; null where there is none. */
export async function readAnyFactor(db: Reader): Promise<SecondFactorRow | null> {
  const [found] = await db.select().from(secondFactors).limit(1)
  return found ?? null
}

/** Keeps a second factor that is being set up, in place of one that was not finished; false where one is in use. */
export async function insertFactor(tx: Tx, factor: SecondFactorRow): Promise<boolean> {
  const { companyId: _, personId: __, ...change } = factor
  const saved = await tx
    .insert(secondFactors)
    .values(factor)
    .onConflictDoUpdate({
      target: [secondFactors.companyId, secondFactors.personId],
      set: change,
      setWhere: isNull(secondFactors.confirmedAt),
    })
    .returning({ personId: secondFactors.personId })
  return saved.length > 0
}

export async function saveFactor(
  tx: Tx,
  company: CompanyId,
  person: PersonId,
  change: Partial<SecondFactorRow>,
): Promise<void> {
  await tx.update(secondFactors).set(change).where(ofPerson(company, person))
}

/** Takes away all there is of somebody's second factor; says whether there was one. */
export async function deleteFactor(tx: Tx, company: CompanyId, person: PersonId): Promise<boolean> {
  const of = <T extends typeof recoveryCodes | typeof challenges>({ companyId, personId }: T) =>
    and(eq(companyId, company), eq(personId, person))
  await tx.delete(recoveryCodes).where(of(recoveryCodes))
  await tx.delete(challenges).where(of(challenges))
  const gone = await tx
    .delete(secondFactors)
    .where(ofPerson(company, person))
    .returning({ confirmedAt: secondFactors.confirmedAt })
  return gone.some(({ confirmedAt }) => confirmedAt !== null)
}

export async function insertRecoveryCodes(
  tx: Tx,
  company: CompanyId,
  person: PersonId,
  hashes: readonly string[],
): Promise<void> {
  const rows = hashes.map((hash) => ({ companyId: company, personId: person, hash, usedAt: null }))
  await tx.insert(recoveryCodes).values(rows)
}

/** Whether a code for recovery is one of somebody's that was not used. */
export async function hasRecoveryCode(
  db: Reader,
  company: CompanyId,
  person: PersonId,
  hash: string,
): Promise<boolean> {
  const found = await db
    .select({ hash: recoveryCodes.hash })
    .from(recoveryCodes)
    .where(unused(company, person, hash))
  return found.length > 0
}

/** Uses such a code up; false where it was used meanwhile. */
export async function useRecoveryCode(
  tx: Tx,
  company: CompanyId,
  person: PersonId,
  hash: string,
  now: Date,
): Promise<boolean> {
  const used = await tx
    .update(recoveryCodes)
    .set({ usedAt: now })
    .where(unused(company, person, hash))
    .returning({ hash: recoveryCodes.hash })
  return used.length > 0
}

/** Keeps a challenge, and forgets those of the same person that are over. */
export async function insertChallenge(tx: Tx, asked: ChallengeRow): Promise<void> {
  const { companyId, personId, expiresAt, askedAt } = challenges
  const isOver = and(eq(companyId, asked.companyId), eq(personId, asked.personId), lt(expiresAt, asked.askedAt))
  await tx.delete(challenges).where(and(isOver, lt(askedAt, asked.askedAt)))
  await tx.insert(challenges).values(asked)
}

export async function readChallenge(db: Reader, name: ChallengeName): Promise<ChallengeRow | null> {
  const [found] = await db.select().from(challenges).where(named(name))
  return found ?? null
}

/** Locks a challenge until the transaction's end. */
export async function lockChallenge(tx: Tx, name: ChallengeName): Promise<ChallengeRow | null> {
  const [found] = await tx.select().from(challenges).where(named(name)).for('update')
  return found ?? null
}

export async function saveChallenge(tx: Tx, name: ChallengeName, change: Partial<ChallengeRow>): Promise<void> {
  await tx.update(challenges).set(change).where(named(name))
}

const ofPerson = (company: CompanyId, person: PersonId) =>
  and(eq(secondFactors.companyId, company), eq(secondFactors.personId, person))
const unused = (company: CompanyId, person: PersonId, hash: string) =>
  and(
    eq(recoveryCodes.companyId, company),
    eq(recoveryCodes.personId, person),
    eq(recoveryCodes.hash, hash),
    isNull(recoveryCodes.usedAt),
  )
const named = ({ company, id }: ChallengeName) => and(eq(challenges.companyId, company), eq(challenges.id, id))
