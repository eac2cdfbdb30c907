import { and, asc, eq, inArray, isNotNull, isNull, ne, or, sql, type SQL } from 'drizzle-orm'
import type { PgColumn } from 'drizzle-orm/pg-core'
import { anyOf } from '../../kernel/batch.ts'
import type { Reader, Tx } from '../../kernel/db.ts'
import { isAfter, type FullKey } from '../../kernel/full-read.ts'
import { idFrom, type AccountId, type AgentId, type CompanyId, type ContactId, type FileId } from '../../kernel/ids.ts'
import { keyset, rowsOf, type Order, type Page, type Rows } from '../../kernel/pages.ts'
import { portals } from '../portal/tables.ts'
import type { Sight } from './policy.ts'
import { portalAccounts, type PortalAccountRow } from './tables.ts'

/** Lists stand newest first. */
export const newestFirst: Order = { columns: [portalAccounts.id], direction: 'desc' }

/** Of what somebody searches for, the rest is passed over. */
const LONGEST_SEARCH = 100
/** A text that fits so many is no help in finding them: they are passed by in their order. */
const MANY = 1_000

/** What narrows a list of accounts; what is not given does not. */
export interface AccountsWanted {
  readonly statuses?: readonly PortalAccountRow['status'][] | null
  readonly isDisabled?: boolean | null
  readonly hasAcceptedTerms?: boolean | null
  readonly search?: string | null
  readonly awaitingApproval?: boolean | null
  readonly needsReview?: boolean | null
}

/** A page of the accounts that one sees. */
export async function listAccounts(
  db: Reader,
  company: CompanyId,
  sight: Sight,
  wanted: AccountsWanted,
  page: Page,
): Promise<Rows<PortalAccountRow>> {
  const seen = seenBy(sight, company)
  const said = wanted.search ? await says(db, wanted.search, seen) : undefined
  const { where, orderBy, limit } = keyset(page, newestFirst)
  const read = await db
    .select()
    .from(portalAccounts)
    .where(and(seen, isWanted(wanted, company), said, where))
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

/**
 * Locks an account that one sees until the transaction's end; null when there is none such. Whoever locks more of a person
 * does it in this order, so that no two wait for one another: proofs, password, counted tries, account, sessions.
 */
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

function isWanted(
  { statuses, isDisabled, hasAcceptedTerms, awaitingApproval, needsReview }: AccountsWanted,
  company: CompanyId,
): SQL | undefined {
  const required = sql`(select ${portals.termsVersion} from ${portals} where ${eq(portals.companyId, company)})`
  const accepted = sql`${portalAccounts.termsVersion} ${sql.raw(hasAcceptedTerms ? '>=' : '<')} ${required}`
  return and(
    statuses ? inArray(portalAccounts.status, [...statuses]) : undefined,
    isSet(portalAccounts.disabledAt, isDisabled),
    isSet(portalAccounts.awaitingApprovalSince, awaitingApproval),
    isSet(portalAccounts.review, needsReview),
    hasAcceptedTerms == null ? undefined : accepted,
  )
}

function isSet(column: PgColumn, wanted: boolean | null | undefined): SQL | undefined {
  if (wanted == null) return undefined
  return wanted ? isNotNull(column) : isNull(column)
}

/**
 * The condition that all words of a text stand in an account's name or address. Where they are few, they are found first by
 * their own index: in one statement with the order, PostgreSQL hopes to meet them on the way, and reads all there are where
 * they do not come.
 */
async function says(db: Reader, text: string, seen: SQL | undefined): Promise<SQL | undefined> {
  const words = text.slice(0, LONGEST_SEARCH).split(/\s+/).filter(Boolean)
  const hasWords = and(
    ...words.map((word) => {
      const before = word.length < 3 ? '% ' : '%'
      return sql`${portalAccounts}.searched like ${before}::text || plain_text(${word}) || '%'`
    }),
  )
  if (!hasWords) return undefined
  const found = await db.execute<{ id: string }>(sql`
    with found as materialized (select id from ${portalAccounts} where ${and(seen, hasWords)})
    select id from found limit ${MANY}`)
  if (found.length === MANY) return hasWords
  return sql`${portalAccounts.id} = ${anyOf(found.map(({ id }) => idFrom('account', id)))}`
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
