import { and, asc, eq, inArray, isNull, not, sql, type SQL } from 'drizzle-orm'
import type { ClientTold } from '../../kernel/clients.ts'
import type { Reader, Tx } from '../../kernel/db.ts'
import { isAfter, isAmong, isInPart, type FullKey, type FullPart } from '../../kernel/full-read.ts'
import { uuidOf, type CompanyId, type ContactId } from '../../kernel/ids.ts'
import { keyset, rowsOf, type Order, type Page, type Rows } from '../../kernel/pages.ts'
import type { CreatedContact } from './contact.ts'
import type { Sight } from './policy.ts'
import { portals, portalUsers } from '../portal-user/tables.ts'
import { contactEmails, contactPhones, contacts, type ContactRow } from './tables.ts'

/** Lists stand newest first. */
export const newestFirst: Order = { columns: [contacts.id], direction: 'desc' }

/** What narrows a list of contacts; what is not given does not. */
export interface ContactsWanted {
  readonly isPortalUser?: boolean | null
  readonly hasActivePortalAccess?: boolean | null
  readonly reviewStates?: readonly NonNullable<ContactRow['reviewState']>[] | null
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

/** A contact that one sees; one that was merged is whom it has become. Null when there is none such. */
export async function readContact(
  db: Reader,
  company: CompanyId,
  sight: Sight,
  id: ContactId,
): Promise<ContactRow | null> {
  const [found] = await db
    .select()
    .from(contacts)
    .where(and(seenBy(sight, company), isFoundUnder(company, id)))
  return found ?? null
}

/** The same, locked until the transaction's end. */
export async function lockContact(tx: Tx, company: CompanyId, sight: Sight, id: ContactId): Promise<ContactRow | null> {
  const [found] = await tx
    .select()
    .from(contacts)
    .where(and(seenBy(sight, company), isFoundUnder(company, id)))
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
  await insertEmails(tx, contact, emails, 0)
  await insertPhones(tx, contact, phones, 0)
}

/** Keeps email addresses of a contact, after so many. */
export async function insertEmails(
  tx: Tx,
  { companyId, id: contactId }: ContactRow,
  emails: readonly string[],
  after: number,
): Promise<void> {
  if (emails.length === 0) return
  await tx
    .insert(contactEmails)
    .values(emails.map((address, index) => ({ companyId, contactId, position: after + index, address })))
}

/** Keeps phone numbers of a contact, after so many. */
export async function insertPhones(
  tx: Tx,
  { companyId, id: contactId }: ContactRow,
  phones: readonly string[],
  after: number,
): Promise<void> {
  if (phones.length === 0) return
  await tx
    .insert(contactPhones)
    .values(phones.map((number, index) => ({ companyId, contactId, position: after + index, number })))
}

/** A contact's email addresses in their order. */
export async function readEmails(tx: Tx, company: CompanyId, id: ContactId): Promise<string[]> {
  const found = await tx
    .select({ address: contactEmails.address })
    .from(contactEmails)
    .where(and(eq(contactEmails.companyId, company), eq(contactEmails.contactId, id)))
    .orderBy(asc(contactEmails.position))
  return found.map(({ address }) => address)
}

/** A contact's phone numbers in their order. */
export async function readPhones(tx: Tx, company: CompanyId, id: ContactId): Promise<string[]> {
  const found = await tx
    .select({ number: contactPhones.number })
    .from(contactPhones)
    .where(and(eq(contactPhones.companyId, company), eq(contactPhones.contactId, id)))
    .orderBy(asc(contactPhones.position))
  return found.map(({ number }) => number)
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
    .where(and(eq(contacts.companyId, company), isFoundUnder(company, id)))
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

/** The condition that a contact is the company's and within somebody's sight; who was merged is no contact any more. */
export function seenBy(sight: Sight, company: CompanyId): SQL | undefined {
  return and(ofCompanySeenBy(sight, company), isNull(contacts.mergedIntoId))
}

/** The same, also of those who were merged. */
export function ofCompanySeenBy(sight: Sight, company: CompanyId): SQL | undefined {
  return and(eq(contacts.companyId, company), inSight(sight))
}

/** The condition that a contact is found under an id: its own, or that of one who was merged into it. */
function isFoundUnder(company: CompanyId, id: ContactId): SQL {
  return sql`${contacts.id} = coalesce((
    select merged.merged_into_id from contact as merged
    where merged.company_id = ${uuidOf(company)} and merged.id = ${uuidOf(id)}), ${uuidOf(id)})`
}

/**
 * Under which id a contact is found, for a row that is written about it. It is merged with none before the transaction's
 * end, so that the row goes along then, or is written to whom the contact has become.
 */
export function heldId(company: CompanyId, id: ContactId): SQL<ContactId> {
  return sql<ContactId>`coalesce((
    select coalesce(held.merged_into_id, held.id) from contact as held
    where held.company_id = ${uuidOf(company)} and held.id = ${uuidOf(id)} for key share), ${uuidOf(id)})`
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

function isWanted({ reviewStates, ...wanted }: ContactsWanted): SQL | undefined {
  return and(
    isPortalUser(wanted.isPortalUser),
    hasActivePortalAccess(wanted.hasActivePortalAccess),
    reviewStates ? inArray(contacts.reviewState, [...new Set(reviewStates)]) : undefined,
  )
}

/** The condition that a contact has an active account, or has none. */
function isPortalUser(wanted: boolean | null | undefined): SQL | undefined {
  return isOrIsNot(wanted, sql`${portalUsers.isActive}`)
}

/** The condition that a contact may come in, or may not: with an active account that is not disabled, to a portal that is on. */
function hasActivePortalAccess(wanted: boolean | null | undefined): SQL | undefined {
  return isOrIsNot(
    wanted,
    sql`${portalUsers.isActive} and not ${portalUsers.isDisabled} and not exists (
    select from ${portals} where ${portals.companyId} = ${contacts.companyId} and not ${portals.isOn})`,
  )
}

function isOrIsNot(wanted: boolean | null | undefined, meant: SQL): SQL | undefined {
  if (wanted == null) return undefined
  const found = sql`exists (select from ${portalUsers} where ${portalUsers.companyId} = ${contacts.companyId}
    and ${portalUsers.contactId} = ${contacts.id} and ${meant})`
  return wanted ? found : sql`not ${found}`
}
