import { and, eq, or, sql, type SQL } from 'drizzle-orm'
import type { PgColumn, PgTable } from 'drizzle-orm/pg-core'
import { anyOf } from '../../kernel/batch.ts'
import type { Reader, Tx } from '../../kernel/db.ts'
import type { AccountId, CompanyId } from '../../kernel/ids.ts'
import { clientViews } from '../client-view/tables.ts'
import { allowances, streaks } from '../lockout/tables.ts'
import { passwords } from '../password/tables.ts'
import { portalAccounts, type PortalAccountRow } from '../portal-account/tables.ts'
import { clientAccountLinks } from '../client-account/tables.ts'
import { emailMoves } from '../email-change/tables.ts'
import { proofs } from '../proof/tables.ts'
import { preferences } from '../preference/tables.ts'
import { challenges, recoveryCodes, secondFactors } from '../second-factor/tables.ts'
import { refreshTokens, sessions } from '../session/tables.ts'
import { signIns } from '../sign-in/tables.ts'
import { signOnLinks } from '../sign-on/tables.ts'
import { termsAcceptances } from '../terms/tables.ts'
import {
  deletedAccounts,
  farewells,
  profileDeletions,
  type DeletedAccountRow,
  type FarewellRow,
  type ProfileDeletionRow,
} from './tables.ts'

/** Keeps what was asked for in place of what was asked for before. */
export async function saveDeletion(tx: Tx, asked: ProfileDeletionRow): Promise<void> {
  const { hash, expiresAt } = asked
  await tx
    .insert(profileDeletions)
    .values(asked)
    .onConflictDoUpdate({
      target: [profileDeletions.companyId, profileDeletions.accountId],
      set: { hash, expiresAt },
    })
}

export async function readDeletion(db: Reader, company: CompanyId, id: AccountId): Promise<ProfileDeletionRow | null> {
  const [found] = await db
    .select()
    .from(profileDeletions)
    .where(and(eq(profileDeletions.companyId, company), eq(profileDeletions.accountId, id)))
  return found ?? null
}

/** Deletes an account with all that is known of its person; a test looks into every table for what would be left. */
export async function eraseAccount(tx: Tx, { companyId, id, email }: PortalAccountRow): Promise<void> {
  const erase = async (table: PgTable & { readonly companyId: PgColumn }, where: SQL | undefined) => {
    await tx.delete(table).where(and(eq(table.companyId, companyId), where))
  }
  // Also what was sent to their address before it was known whose it is.
  await erase(proofs, or(eq(proofs.accountId, id), sql`lower(${proofs.email}) = lower(${email})`))
  await erase(clientAccountLinks, eq(clientAccountLinks.accountId, id))
  await erase(emailMoves, eq(emailMoves.accountId, id))
  await erase(signIns, or(eq(signIns.accountId, id), sql`lower(${signIns.email}) = lower(${email})`))
  await erase(
    refreshTokens,
    sql`${refreshTokens.sessionId} in (select ${sessions.id} from ${sessions}
      where ${sessions.companyId} = ${refreshTokens.companyId} and ${sessions.personId} = ${id})`,
  )
  await erase(clientViews, eq(clientViews.accountId, id))
  await erase(sessions, eq(sessions.personId, id))
  await erase(passwords, eq(passwords.personId, id))
  await erase(streaks, eq(streaks.holder, id))
  await erase(allowances, eq(allowances.holder, id))
  await erase(preferences, eq(preferences.accountId, id))
  for (const table of [secondFactors, recoveryCodes, challenges]) await erase(table, eq(table.personId, id))
  await erase(signOnLinks, eq(signOnLinks.accountId, id))
  await erase(termsAcceptances, eq(termsAcceptances.accountId, id))
  await erase(profileDeletions, eq(profileDeletions.accountId, id))
  await erase(portalAccounts, eq(portalAccounts.id, id))
}

export async function insertDeleted(tx: Tx, left: DeletedAccountRow): Promise<void> {
  await tx.insert(deletedAccounts).values(left)
}

/** Those of these accounts that were deleted. */
export function listDeleted(
  db: Reader,
  company: CompanyId,
  accounts: readonly AccountId[],
): Promise<DeletedAccountRow[]> {
  return db
    .select()
    .from(deletedAccounts)
    .where(and(eq(deletedAccounts.companyId, company), sql`${deletedAccounts.id} = ${anyOf(accounts)}`))
}

export async function insertFarewell(tx: Tx, farewell: FarewellRow): Promise<void> {
  await tx.insert(farewells).values(farewell)
}

export async function readFarewell(db: Reader, company: CompanyId, account: AccountId): Promise<FarewellRow | null> {
  const [found] = await db.select().from(farewells).where(ofAccount(company, account))
  return found ?? null
}

export async function deleteFarewell(db: Reader, company: CompanyId, account: AccountId): Promise<void> {
  await db.delete(farewells).where(ofAccount(company, account))
}

const ofAccount = (company: CompanyId, account: AccountId) =>
  and(eq(farewells.companyId, company), eq(farewells.accountId, account))
