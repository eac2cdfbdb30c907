import { and, eq, gt, inArray, isNotNull, isNull, ne, notExists, sql } from 'drizzle-orm'
import { anyOf } from '../../kernel/batch.ts'
import type { Tx } from '../../kernel/db.ts'
import type { AccountId, CompanyId } from '../../kernel/ids.ts'
import { passwords } from '../password/tables.ts'
import { portalAccounts, type PortalAccountRow } from '../portal-account/tables.ts'
import { proofs } from '../proof/tables.ts'
import { preferences } from '../preference/tables.ts'

/** Holds an address until the transaction's end: whoever registers or verifies it at the same time waits. */
export async function holdAddress(tx: Tx, company: CompanyId, email: string): Promise<void> {
  const text = `address ${company} ${email.toLowerCase()}`
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${text}, 0))`)
}

/** The draft of somebody who has shown that this address is theirs, unless staff have yet to approve them. */
export async function readVerifiedDraft(tx: Tx, company: CompanyId, email: string): Promise<PortalAccountRow | null> {
  const { companyId, status, verifiedAt, awaitingApprovalSince } = portalAccounts
  const [found] = await tx
    .select()
    .from(portalAccounts)
    .where(
      and(
        eq(companyId, company),
        eq(status, 'DRAFT'),
        sql`lower(${portalAccounts.email}) = lower(${email})`,
        isNotNull(verifiedAt),
        isNull(awaitingApprovalSince),
      ),
    )
  return found ?? null
}

/** Whether somebody has shown that an address is theirs whose draft is not settled yet, whatever it waits for. */
export async function hasVerifiedDraft(tx: Tx, company: CompanyId, email: string): Promise<boolean> {
  const { companyId, id, status, verifiedAt } = portalAccounts
  const isTheirs = sql`lower(${portalAccounts.email}) = lower(${email})`
  const found = await tx
    .select({ id })
    .from(portalAccounts)
    .where(and(eq(companyId, company), eq(status, 'DRAFT'), isTheirs, isNotNull(verifiedAt)))
    .limit(1)
  return found.length > 0
}

/**
 * Locks what drafts are verified and logged in with until the transaction's end. It comes before their own locks, in
 * everybody's order: whoever verifies one at the same time has its proof and goes on to the account.
 */
export async function lockWaysIn(tx: Tx, company: CompanyId, drafts: readonly AccountId[]): Promise<void> {
  const isTheirs = anyOf(drafts)
  await tx
    .select({ id: proofs.id })
    .from(proofs)
    .where(and(eq(proofs.companyId, company), sql`${proofs.accountId} = ${isTheirs}`))
    .orderBy(proofs.id)
    .for('update')
  await tx
    .select({ id: passwords.personId })
    .from(passwords)
    .where(and(eq(passwords.companyId, company), inArray(passwords.personId, [...drafts])))
    .orderBy(passwords.personId)
    .for('update')
}

/** Which of an address's drafts are deleted; absent or null is no condition. */
export interface WhichDrafts {
  readonly onlyUnverified?: boolean
  readonly except?: AccountId
  /** Those for which no mailed code or link serves at this time. */
  readonly onlyOverAt?: Date | null
}

/** Deletes the drafts of an address with all that is theirs. */
export async function deleteDrafts(tx: Tx, company: CompanyId, email: string, which: WhichDrafts = {}): Promise<void> {
  const { companyId, id, status, verifiedAt } = portalAccounts
  const isOne = and(
    eq(companyId, company),
    eq(status, 'DRAFT'),
    sql`lower(${portalAccounts.email}) = lower(${email})`,
    which.onlyUnverified ? isNull(verifiedAt) : undefined,
    which.except ? ne(id, which.except) : undefined,
    which.onlyOverAt ? notExists(serving(tx, company, which.onlyOverAt)) : undefined,
  )
  const found = await tx.select({ id }).from(portalAccounts).where(isOne).orderBy(id)
  const ids = found.map((each) => each.id)
  await lockWaysIn(tx, company, ids)
  // What has become of one meanwhile is looked at anew.
  const gone = await tx
    .delete(portalAccounts)
    .where(and(isOne, inArray(id, ids)))
    .returning({ id })
  await deleteAllOf(
    tx,
    company,
    gone.map((each) => each.id),
  )
}

/** The mailed proofs of a draft that serve. */
function serving(tx: Tx, company: CompanyId, at: Date) {
  const isOne = and(eq(proofs.companyId, company), eq(proofs.accountId, portalAccounts.id))
  return tx
    .select({ id: proofs.id })
    .from(proofs)
    .where(and(isOne, isNull(proofs.usedAt), isNotNull(proofs.hash), gt(proofs.expiresAt, at)))
}

/** Deletes a draft with all that is its own; it is locked already, after its ways in. */
export async function deleteDraft(tx: Tx, company: CompanyId, draft: AccountId): Promise<void> {
  const { companyId, id, status } = portalAccounts
  await tx.delete(portalAccounts).where(and(eq(companyId, company), eq(id, draft), eq(status, 'DRAFT')))
  await deleteAllOf(tx, company, [draft])
}

/** Their proofs are over, but stay for a day: how many mails an address got of late is counted by them. */
async function deleteAllOf(tx: Tx, company: CompanyId, drafts: readonly AccountId[]): Promise<void> {
  const isTheirs = anyOf(drafts)
  await tx
    .delete(preferences)
    .where(and(eq(preferences.companyId, company), sql`${preferences.accountId} = ${isTheirs}`))
  await tx.delete(passwords).where(and(eq(passwords.companyId, company), inArray(passwords.personId, [...drafts])))
  await tx
    .update(proofs)
    .set({ usedAt: sql`coalesce(${proofs.usedAt}, ${proofs.askedAt})`, hash: null })
    .where(and(eq(proofs.companyId, company), sql`${proofs.accountId} = ${isTheirs}`))
}
