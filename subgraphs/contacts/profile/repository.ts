import { and, eq } from 'drizzle-orm'
import type { Tx } from '../../kernel/db.ts'
import type { AccountId, CompanyId } from '../../kernel/ids.ts'
import { insertEmails, insertPhones } from '../contact/repository.ts'
import { contactEmails, contactPhones, type ContactRow } from '../contact/tables.ts'
import { followedProfiles, type FollowedProfileRow } from './tables.ts'

/** What an account said when its contact last followed it; null before that. */
export async function readFollowed(tx: Tx, company: CompanyId, account: AccountId): Promise<FollowedProfileRow | null> {
  const [found] = await tx.select().from(followedProfiles).where(isOf(company, account))
  return found ?? null
}

export async function saveFollowed(tx: Tx, followed: FollowedProfileRow): Promise<void> {
  const { companyId: _company, accountId: _account, ...said } = followed
  await tx
    .insert(followedProfiles)
    .values(followed)
    .onConflictDoUpdate({
      target: [followedProfiles.companyId, followedProfiles.accountId],
      set: said,
    })
}

/** Forgets what an account said that is no more. */
export async function deleteFollowed(tx: Tx, company: CompanyId, account: AccountId): Promise<void> {
  await tx.delete(followedProfiles).where(isOf(company, account))
}

/** Gives a contact these addresses and numbers in place of those it has. */
export async function replaceAddresses(
  tx: Tx,
  contact: ContactRow,
  emails: readonly string[],
  phones: readonly string[],
): Promise<void> {
  const { companyId, id } = contact
  await tx.delete(contactEmails).where(and(eq(contactEmails.companyId, companyId), eq(contactEmails.contactId, id)))
  await tx.delete(contactPhones).where(and(eq(contactPhones.companyId, companyId), eq(contactPhones.contactId, id)))
  await insertEmails(tx, contact, emails, 0)
  await insertPhones(tx, contact, phones, 0)
}

const isOf = (company: CompanyId, account: AccountId) =>
  and(eq(followedProfiles.companyId, company), eq(followedProfiles.accountId, account))
