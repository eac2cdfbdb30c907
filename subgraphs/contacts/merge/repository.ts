import { and, asc, eq, sql } from 'drizzle-orm'
import type { Reader, Tx } from '../../kernel/db.ts'
import { anyOf } from '../../kernel/batch.ts'
import type { CompanyId, ContactId } from '../../kernel/ids.ts'
import { activities } from '../activity/tables.ts'
import type { Sight } from '../contact/policy.ts'
import { ofCompanySeenBy } from '../contact/repository.ts'
import { contacts, type ContactRow } from '../contact/tables.ts'
import { contactNotes } from '../note/tables.ts'
import { portalUsers } from '../portal-user/tables.ts'

/**
 * Locks contacts that one sees until the transaction's end, also those that were merged, in the one order in which
 * everybody locks several.
 */
export async function lockContacts(
  tx: Tx,
  company: CompanyId,
  sight: Sight,
  ids: readonly ContactId[],
): Promise<ContactRow[]> {
  return tx
    .select()
    .from(contacts)
    .where(and(ofCompanySeenBy(sight, company), sql`${contacts.id} = ${anyOf(ids)}`))
    .orderBy(asc(contacts.id))
    .for('update')
}

/** Whether contacts knows of a portal account of this contact. */
export async function isKnownPortalUser(db: Reader, company: CompanyId, id: ContactId): Promise<boolean> {
  const found = await db
    .select({ contactId: portalUsers.contactId })
    .from(portalUsers)
    .where(and(eq(portalUsers.companyId, company), eq(portalUsers.contactId, id)))
  return found.length > 0
}

/**
 * Brings what contacts keeps of one contact to another: who was merged into it before, its timeline, the notes
 * about it, its portal user.
 */
export async function moveContact(tx: Tx, company: CompanyId, from: ContactId, into: ContactId): Promise<void> {
  await tx
    .update(contacts)
    .set({ mergedIntoId: into })
    .where(and(eq(contacts.companyId, company), eq(contacts.mergedIntoId, from)))
  await tx
    .update(activities)
    .set({ contactId: into })
    .where(and(eq(activities.companyId, company), eq(activities.contactId, from)))
  await tx
    .update(contactNotes)
    .set({ contactId: into })
    .where(and(eq(contactNotes.companyId, company), eq(contactNotes.contactId, from)))
  await tx
    .update(portalUsers)
    .set({ contactId: into })
    .where(and(eq(portalUsers.companyId, company), eq(portalUsers.contactId, from)))
}
