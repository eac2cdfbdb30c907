import { and, desc, eq, gt, isNull, sql } from 'drizzle-orm'
import { anyOf } from '../../kernel/batch.ts'
import type { Reader, Tx } from '../../kernel/db.ts'
import type { AccountId, CompanyId } from '../../kernel/ids.ts'
import { proofs, type ProofRow } from '../proof/tables.ts'
import { emailMoves, type EmailMoveRow } from './tables.ts'

/** The changes of address that wait for their codes, the newest of each account: only that one counts. */
export function readWaiting(
  db: Reader,
  company: CompanyId,
  accounts: readonly AccountId[],
  now: Date,
): Promise<ProofRow[]> {
  const { companyId, accountId, purpose, usedAt, expiresAt, id } = proofs
  return db
    .selectDistinctOn([accountId])
    .from(proofs)
    .where(
      and(
        eq(companyId, company),
        sql`${accountId} = ${anyOf(accounts)}`,
        eq(purpose, 'EMAIL_CHANGE'),
        isNull(usedAt),
        gt(expiresAt, now),
      ),
    )
    .orderBy(accountId, desc(id))
}

export async function insertMove(tx: Tx, move: EmailMoveRow): Promise<void> {
  await tx.insert(emailMoves).values(move)
}

export async function readMove(db: Reader, company: CompanyId, id: EmailMoveRow['id']): Promise<EmailMoveRow | null> {
  const [found] = await db.select().from(emailMoves).where(named(company, id))
  return found ?? null
}

/** Keeps that the former address has been told. */
export async function noteFromTold(db: Reader, company: CompanyId, id: EmailMoveRow['id'], now: Date): Promise<void> {
  await db.update(emailMoves).set({ fromToldAt: now }).where(named(company, id))
}

export async function forgetMove(db: Reader, company: CompanyId, id: EmailMoveRow['id']): Promise<void> {
  await db.delete(emailMoves).where(named(company, id))
}

const named = (company: CompanyId, id: EmailMoveRow['id']) =>
  and(eq(emailMoves.companyId, company), eq(emailMoves.id, id))
