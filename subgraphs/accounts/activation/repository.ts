import { and, eq, inArray, isNotNull, isNull, ne, sql } from 'drizzle-orm'
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

/** Deletes the drafts of an address with all that is theirs, or only those that are not verified. */
export async function deleteDrafts(
  tx: Tx,
  company: CompanyId,
  email: string,
  which: { readonly onlyUnverified?: boolean; readonly except?: AccountId } = {},
): Promise<void> {
  const { companyId, id, status, verifiedAt } = portalAccounts
  const gone = await tx
    .delete(portalAccounts)
    .where(
      and(
        eq(companyId, company),
        eq(status, 'DRAFT'),
        sql`lower(${portalAccounts.email}) = lower(${email})`,
        which.onlyUnverified ? isNull(verifiedAt) : undefined,
        which.except ? ne(id, which.except) : undefined,
      ),
    )
    .returning({ id })
  const ids = gone.map((each) => each.id)
  await deleteAllOf(tx, company, ids)
}

/** Deletes a draft with all that is its own. */
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
