import { and, eq, isNotNull, sql } from 'drizzle-orm'
import type { Reader, Tx } from '../../kernel/db.ts'
import type { CompanyId } from '../../kernel/ids.ts'
import { passwords, type PasswordRow, type PersonId } from './tables.ts'

export async function readPassword(db: Reader, company: CompanyId, person: PersonId): Promise<PasswordRow | null> {
  const [found] = await db.select().from(passwords).where(ofPerson(company, person))
  return found ?? null
}

/**
 * Locks somebody's password until the transaction's end: `share` to log in with it, `update` to change it, so that no
 * session of the old password begins while the others are ended.
 */
export async function lockPassword(
  tx: Tx,
  company: CompanyId,
  person: PersonId,
  strength: 'share' | 'update',
): Promise<PasswordRow | null> {
  const [found] = await tx.select().from(passwords).where(ofPerson(company, person)).for(strength)
  return found ?? null
}

/** Sets a password, whatever there was before. */
export async function savePassword(tx: Tx, password: PasswordRow): Promise<void> {
  const { hash, temporaryUntil, changeRequiredAt, setAt } = password
  await tx
    .insert(passwords)
    .values(password)
    .onConflictDoUpdate({
      target: [passwords.companyId, passwords.personId],
      set: { hash, temporaryUntil, changeRequiredAt, setAt },
    })
}

/** Sets a temporary password in place of an earlier temporary one or of none; false where the owner has chosen one. */
export async function saveTemporaryPassword(tx: Tx, password: PasswordRow): Promise<boolean> {
  const { hash, temporaryUntil, changeRequiredAt, setAt } = password
  const saved = await tx
    .insert(passwords)
    .values(password)
    .onConflictDoUpdate({
      target: [passwords.companyId, passwords.personId],
      set: { hash, temporaryUntil, changeRequiredAt, setAt },
      setWhere: sql`${passwords.temporaryUntil} is not null`,
    })
    .returning({ personId: passwords.personId })
  return saved.length > 0
}

export async function deletePassword(tx: Tx, company: CompanyId, person: PersonId): Promise<void> {
  await tx.delete(passwords).where(ofPerson(company, person))
}

/** Forgets a password that was mailed and not yet changed; one that its owner has chosen stays. */
export async function deleteTemporaryPassword(tx: Tx, company: CompanyId, person: PersonId): Promise<void> {
  await tx.delete(passwords).where(and(ofPerson(company, person), isNotNull(passwords.temporaryUntil)))
}

const ofPerson = (company: CompanyId, person: PersonId) =>
  and(eq(passwords.companyId, company), eq(passwords.personId, person))
