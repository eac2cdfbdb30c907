import { and, asc, eq, not, sql, type SQL } from 'drizzle-orm'
import type { ClientTold } from '../../kernel/clients.ts'
import type { Reader, Tx } from '../../kernel/db.ts'
import { isAfter, isAmong, isInPart, type FullKey, type FullPart } from '../../kernel/full-read.ts'
import type { CompanyId, ContactId } from '../../kernel/ids.ts'
import { keyset, rowsOf, type Order, type Page, type Rows } from '../../kernel/pages.ts'
import type { CreatedContact } from './contact.ts'
import type { Sight } from './policy.ts'
import { hasActivePortalAccess, isPortalUser } from '../portal-user/repository.ts'
import { contactEmails, contactPhones, contacts, type ContactRow } from './tables.ts'

/** Lists stand newest first. */
export const newestFirst: Order = { columns: [contacts.id], direction: 'desc' }

/** What narrows a list of contacts; what is not given does not. */
export interface ContactsWanted {
  readonly isPortalUser?: boolean | null
  readonly hasActivePortalAccess?: boolean | null
}

/** A page of the contacts that one sees. */
export async function listContacts(
  db: Reader,
  company: CompanyId,
  sight: Sight,
  wanted: ContactsWanted,
  page: Page,
): Promise<Rows<ContactRow>> {
  const { where, orderBy, limit } = keyset(page, newestFirst)
  const read = await db
    .select()
    .from(contacts)
    .where(and(seenBy(sight, company), isWanted(wanted), where))
    .orderBy(...orderBy)
    .limit(limit)
  return rowsOf(page, read)
}

/** Locks a contact that one sees until the transaction's end; null when there is none such. */
export async function lockContact(tx: Tx, company: CompanyId, sight: Sight, id: ContactId): Promise<ContactRow | null> {
  const [found] = await tx
    .select()
    .from(contacts)
    .where(and(seenBy(sight, company), eq(contacts.id, id)))
    .for('update')
  return found ?? null
}

export async function insertContact(tx: Tx, created: CreatedContact): Promise<ContactRow> {
  const [saved] = await tx.insert(contacts).values(created.contact).returning()
  await insertAddresses(tx, created)
  return saved!
}

/** Keeps a new contact's addresses, in their order. */
export async function insertAddresses(tx: Tx, { contact, emails, phones }: CreatedContact): Promise<void> {
  const { companyId, id: contactId } = contact
  if (emails.length > 0) {
    await tx
      .insert(contactEmails)
      .values(emails.map((address, position) => ({ companyId, contactId, position, address })))
  }
  if (phones.length > 0) {
    await tx
      .insert(contactPhones)
      .values(phones.map((number, position) => ({ companyId, contactId, position, number })))
  }
}

export async function saveContact(
  tx: Tx,
  company: CompanyId,
  id: ContactId,
  change: Partial<ContactRow>,
): Promise<ContactRow> {
  const [saved] = await tx
    .update(contacts)
    .set(change)
    .where(and(eq(contacts.companyId, company), eq(contacts.id, id)))
    .returning()
  return saved!
}

/** Marks a contact as one who has asked something, which SUPPORT may then read. */
export async function markRequester(tx: Tx, company: CompanyId, id: ContactId): Promise<void> {
  await tx
    .update(contacts)
    .set({ isRequester: true })
    .where(and(eq(contacts.companyId, company), eq(contacts.id, id)))
}

/**
 * Marks those of a part as requesters who are told to be, and no other. A part may lie far between two requesters, so
 * each statement is served by an index: the one of all keys, and the one of requesters.
 */
export async function replaceRequesters(tx: Tx, part: FullPart<FullKey>): Promise<void> {
  const { companyId, id, isRequester } = contacts
  const isTold = isAmong(part.rows, companyId, id)
  await tx
    .update(contacts)
    .set({ isRequester: true })
    .where(and(isTold, not(isRequester)))
  await tx
    .update(contacts)
    .set({ isRequester: false })
    .where(and(isRequester, isInPart(part, companyId, id), not(isTold)))
}

/** Whose contact each one is, of all companies, in the order of keys: for the other subgraphs' full reads. */
export async function listResponsibleAgents(db: Reader, after: FullKey | null, limit: number): Promise<ClientTold[]> {
  return db
    .select({ company: contacts.companyId, contactId: contacts.id, agentId: contacts.responsibleAgentId })
    .from(contacts)
    .where(isAfter(after, contacts.companyId, contacts.id))
    .orderBy(asc(contacts.companyId), asc(contacts.id))
    .limit(limit)
}

/** The condition that a contact is the company's and within somebody's sight. */
export function seenBy(sight: Sight, company: CompanyId): SQL | undefined {
  return and(eq(contacts.companyId, company), inSight(sight))
}

function inSight(sight: Sight): SQL | undefined {
  switch (sight.see) {
    case 'all':
      return undefined
    case 'ofAgent':
      return eq(contacts.responsibleAgentId, sight.agent)
    case 'requesters':
      // Not a parameter: only as the index has it is the condition known to be the index's.
      return sql`${contacts.isRequester}`
    case 'self':
      return eq(contacts.id, sight.contact)
    case 'none':
      return sql`false`
  }
}

function isWanted(wanted: ContactsWanted): SQL | undefined {
  return and(isPortalUser(wanted.isPortalUser), hasActivePortalAccess(wanted.hasActivePortalAccess))
}
