import { and, eq, not, type SQL } from 'drizzle-orm'
import type { Tx } from '../../kernel/db.ts'
import { isAmong, isInPart, type FullPart } from '../../kernel/full-read.ts'
import type { AccountId, CompanyId, ContactId } from '../../kernel/ids.ts'
import { heldId } from '../contact/repository.ts'
import { portals, portalUsers, type PortalUserRow } from './tables.ts'

/** Keeps a contact's portal account as accounts tells of it. */
export async function savePortalUser(tx: Tx, user: PortalUserRow): Promise<void> {
  const { companyId, contactId, accountId, isActive, isDisabled } = user
  await tx
    .insert(portalUsers)
    .values({ ...user, contactId: heldId(companyId, contactId) })
    .onConflictDoUpdate({
      target: [portalUsers.companyId, portalUsers.contactId],
      set: { accountId, isActive, isDisabled },
    })
}

/** Keeps whether an account is disabled. */
export async function saveDisabled(tx: Tx, company: CompanyId, account: AccountId, isDisabled: boolean): Promise<void> {
  await tx.update(portalUsers).set({ isDisabled }).where(ofAccount(company, account))
}

/** Forgets the portal user of an account that is no more. */
export async function removePortalUser(tx: Tx, company: CompanyId, account: AccountId): Promise<void> {
  await tx.delete(portalUsers).where(ofAccount(company, account))
}

/** Forgets those portal users of a part of whom accounts does not tell. */
export async function removePortalUsers(
  tx: Tx,
  part: FullPart<{ company: CompanyId; contactId: ContactId }>,
): Promise<void> {
  const { companyId, contactId } = portalUsers
  const told = part.rows.map((row) => ({ company: row.company, id: row.contactId }))
  await tx
    .delete(portalUsers)
    .where(and(isInPart(part, companyId, contactId), not(isAmong(told, companyId, contactId))))
}

/** Keeps whether a company's portal is on. */
export async function savePortal(tx: Tx, company: CompanyId, isOn: boolean): Promise<void> {
  await tx
    .insert(portals)
    .values({ companyId: company, isOn })
    .onConflictDoUpdate({ target: portals.companyId, set: { isOn } })
}

/** Forgets those portals of a part of which accounts does not tell. */
export async function removePortals(tx: Tx, part: FullPart<{ company: CompanyId }>): Promise<void> {
  const { companyId } = portals
  const told = part.rows.map(({ company }) => ({ company, id: company }))
  await tx.delete(portals).where(and(isInPart(part, companyId, companyId), not(isAmong(told, companyId, companyId))))
}

function ofAccount(company: CompanyId, account: AccountId): SQL | undefined {
  return and(eq(portalUsers.companyId, company), eq(portalUsers.accountId, account))
}
