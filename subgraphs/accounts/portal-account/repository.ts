import { and, asc, eq, isNotNull, isNull, ne, or, sql, type SQL } from 'drizzle-orm'
import type { Reader, Tx } from '../../kernel/db.ts'
import { isAfter, type FullKey } from '../../kernel/full-read.ts'
import type { AccountId, AgentId, CompanyId, ContactId, FileId } from '../../kernel/ids.ts'
import { keyset, rowsOf, type Order, type Page, type Rows } from '../../kernel/pages.ts'
import type { Sight } from './policy.ts'
import { portalAccounts, type PortalAccountRow } from './tables.ts'

/** Lists stand newest first. */
export const newestFirst: Order = { columns: [portalAccounts.id], direction: 'desc' }

/** What narrows a list of accounts; what is not given does not. */
export interface AccountsWanted {
  readonly status?: PortalAccountRow['status'] | null
  readonly isDisabled?: boolean | null
}

/** A page of the accounts that one sees. */
export async function listAccounts(
  db: Reader,
  company: CompanyId,
  sight: Sight,
  wanted: AccountsWanted,
  page: Page,
): Promise<Rows<PortalAccountRow>> {
  const { where, orderBy, limit } = keyset(page, newestFirst)
  const read = await db
    .select()
    .from(portalAccounts)
    .where(and(seenBy(sight, company), isWanted(wanted), where))
    .orderBy(...orderBy)
    .limit(limit)
  return rowsOf(page, read)
}

export async function readAccount(db: Reader, company: CompanyId, id: AccountId): Promise<PortalAccountRow | null> {
  const [found] = await db
    .select()
    .from(portalAccounts)
    .where(and(eq(portalAccounts.companyId, company), eq(portalAccounts.id, id)))
  return found ?? null
}

/** The account that is logged in with by this address; null for none. */
export async function readAccountOfEmail(
  db: Reader,
  company: CompanyId,
  email: string,
): Promise<PortalAccountRow | null> {
  const { companyId, status } = portalAccounts
  const [found] = await db
    .select()
    .from(portalAccounts)
    .where(and(eq(companyId, company), ne(status, 'DRAFT'), sql`lower(${portalAccounts.email}) = lower(${email})`))
  return found ?? null
}

/** The account of a contact; null for none. */
export async function readAccountOfContact(
  db: Reader,
  company: CompanyId,
  contactId: ContactId,
): Promise<PortalAccountRow | null> {
  const [found] = await db
    .select()
    .from(portalAccounts)
    .where(and(eq(portalAccounts.companyId, company), eq(portalAccounts.contactId, contactId)))
  return found ?? null
}

/** Whether a contact has an account, whoever sees it. */
export async function hasAccount(db: Reader, company: CompanyId, contactId: ContactId): Promise<boolean> {
  const found = await db
    .select({ id: portalAccounts.id })
    .from(portalAccounts)
    .where(and(eq(portalAccounts.companyId, company), eq(portalAccounts.contactId, contactId)))
  return found.length > 0
}

/** Locks an account that one sees until the transaction's end; null when there is none such. */
export async function lockAccount(
  tx: Tx,
  company: CompanyId,
  sight: Sight,
  id: AccountId,
): Promise<PortalAccountRow | null> {
  const [found] = await tx
    .select()
    .from(portalAccounts)
    .where(and(seenBy(sight, company), eq(portalAccounts.id, id)))
    .for('update')
  return found ?? null
}

export async function insertAccount(tx: Tx, account: PortalAccountRow): Promise<PortalAccountRow> {
  const [saved] = await tx.insert(portalAccounts).values(account).returning()
  return saved!
}

export async function saveAccount(
  tx: Tx,
  company: CompanyId,
  id: AccountId,
  change: Partial<PortalAccountRow>,
): Promise<PortalAccountRow> {
  const [saved] = await tx
    .update(portalAccounts)
    .set(change)
    .where(and(eq(portalAccounts.companyId, company), eq(portalAccounts.id, id)))
    .returning()
  return saved!
}

/** Gives a contact's account, if there is one, its owner. */
export async function saveOwner(tx: Tx, company: CompanyId, contactId: ContactId, ownerId: AgentId): Promise<void> {
  await tx
    .update(portalAccounts)
    .set({ ownerId })
    .where(and(eq(portalAccounts.companyId, company), eq(portalAccounts.contactId, contactId)))
}

export async function saveAccountPicture(
  tx: Tx,
  company: CompanyId,
  id: AccountId,
  pictureId: FileId | null,
): Promise<PortalAccountRow> {
  const [saved] = await tx
    .update(portalAccounts)
    .set({ pictureId })
    .where(and(eq(portalAccounts.companyId, company), eq(portalAccounts.id, id)))
    .returning()
  return saved!
}

/** The condition that an account is the company's and within somebody's sight. */
export function seenBy(sight: Sight, company: CompanyId): SQL | undefined {
  return and(eq(portalAccounts.companyId, company), inSight(sight))
}

function inSight(sight: Sight): SQL | undefined {
  switch (sight.see) {
    case 'all':
      return undefined
    case 'ofAgent':
      return or(eq(portalAccounts.ownerId, sight.agent), eq(portalAccounts.reviewerId, sight.agent))
    case 'self':
      return eq(portalAccounts.id, sight.account)
    case 'none':
      return sql`false`
  }
}

function isWanted({ status, isDisabled }: AccountsWanted): SQL | undefined {
  const disabled = isDisabled ? isNotNull(portalAccounts.disabledAt) : isNull(portalAccounts.disabledAt)
  return and(status ? eq(portalAccounts.status, status) : undefined, isDisabled == null ? undefined : disabled)
}

/** The accounts of all companies' contacts, in the order of the contacts' keys: for contacts' full read. */
export async function listAccountsOfContacts(
  db: Reader,
  after: FullKey | null,
  limit: number,
): Promise<PortalAccountRow[]> {
  const { companyId, contactId } = portalAccounts
  return db
    .select()
    .from(portalAccounts)
    .where(and(isNotNull(contactId), isAfter(after, companyId, contactId)))
    .orderBy(asc(companyId), asc(contactId))
    .limit(limit)
}
