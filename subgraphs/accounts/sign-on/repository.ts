import { and, eq, getTableColumns, ne, or, sql } from 'drizzle-orm'
import type { Reader, Tx } from '../../kernel/db.ts'
import type { AccountId, CompanyId } from '../../kernel/ids.ts'
import { portalAccounts } from '../portal-account/tables.ts'
import type { SignOnInstanceId } from '../sign-on-instance/tables.ts'
import type { AttemptName } from './sign-on.ts'
import { signOnAttempts, signOnLinks, type SignOnAttemptRow, type SignOnLinkRow } from './tables.ts'

export async function insertAttempt(tx: Tx, attempt: SignOnAttemptRow): Promise<void> {
  await tx.insert(signOnAttempts).values(attempt)
}

/** Locks an attempt until the transaction's end. */
export async function lockAttempt(tx: Tx, name: AttemptName): Promise<SignOnAttemptRow | null> {
  const [found] = await tx.select().from(signOnAttempts).where(named(name)).for('update')
  return found ?? null
}

export async function saveAttempt(tx: Tx, name: AttemptName, change: Partial<SignOnAttemptRow>): Promise<void> {
  await tx.update(signOnAttempts).set(change).where(named(name))
}

export async function deleteAttempt(tx: Tx, name: AttemptName): Promise<void> {
  await tx.delete(signOnAttempts).where(named(name))
}

/** Forgets up to `limit` attempts that were over before; says how many. Several processes may do it at once. */
export async function forgetAttempts(db: Reader, before: Date, limit: number): Promise<number> {
  const gone = await db.execute(sql`
    delete from sign_on_attempt where (company_id, id) in (
      select company_id, id from sign_on_attempt where expires_at < ${before.toISOString()}::timestamptz
      order by expires_at limit ${limit} for update skip locked)
    returning 1`)
  return gone.length
}

/** Whom a provider means by a subject; null for nobody yet, and for somebody whose account is no more. */
export async function readLinkOfSubject(
  db: Reader,
  company: CompanyId,
  instanceId: SignOnInstanceId,
  subject: string,
): Promise<SignOnLinkRow | null> {
  const { companyId, id } = portalAccounts
  const [found] = await db
    .select(getTableColumns(signOnLinks))
    .from(signOnLinks)
    .innerJoin(portalAccounts, and(eq(companyId, signOnLinks.companyId), eq(id, signOnLinks.accountId)))
    .where(and(eq(signOnLinks.companyId, company), isSubject(instanceId, subject)))
  return found ?? null
}

/** The account whose log-in an address is; null for none, and for drafts, which have no address of their own. */
export async function findAccount(db: Reader, company: CompanyId, email: string): Promise<AccountId | null> {
  const { id, companyId, status } = portalAccounts
  const [found] = await db
    .select({ id })
    .from(portalAccounts)
    .where(and(eq(companyId, company), sql`lower(${portalAccounts.email}) = lower(${email})`, eq(status, 'ACTIVE')))
  return found?.id ?? null
}

/** The links of an account and of whoever came with an address, at most one each. */
export async function listLinks(
  db: Reader,
  company: CompanyId,
  accountId: AccountId | null,
  email: string,
): Promise<SignOnLinkRow[]> {
  const hasEmail = sql`lower(${signOnLinks.email}) = lower(${email})`
  const isTheirs = accountId ? or(eq(signOnLinks.accountId, accountId), hasEmail) : hasEmail
  return db
    .select()
    .from(signOnLinks)
    .where(and(eq(signOnLinks.companyId, company), isTheirs))
    .orderBy(signOnLinks.accountId)
    .limit(10)
}

export async function readLink(db: Reader, company: CompanyId, accountId: AccountId): Promise<SignOnLinkRow | null> {
  const [found] = await db.select().from(signOnLinks).where(ofAccount(company, accountId))
  return found ?? null
}

/** Keeps an account's link, whatever there was before: a subject is one account's. */
export async function saveLink(tx: Tx, link: SignOnLinkRow): Promise<void> {
  const { companyId, accountId, ...change } = link
  const isOther = and(isSubject(link.instanceId, link.subject), ne(signOnLinks.accountId, accountId))
  await tx.delete(signOnLinks).where(and(eq(signOnLinks.companyId, companyId), isOther))
  await tx
    .insert(signOnLinks)
    .values(link)
    .onConflictDoUpdate({ target: [signOnLinks.companyId, signOnLinks.accountId], set: change })
}

/** Notes that an account's address came from another instance than its own. */
export async function noteRefused(tx: Tx, company: CompanyId, accountId: AccountId, now: Date): Promise<void> {
  await tx.update(signOnLinks).set({ refusedAt: now }).where(ofAccount(company, accountId))
}

export async function deleteLink(tx: Tx, company: CompanyId, accountId: AccountId): Promise<void> {
  await tx.delete(signOnLinks).where(ofAccount(company, accountId))
}

/** Takes away all links to an instance. */
export async function deleteLinksOf(tx: Tx, company: CompanyId, instanceId: SignOnInstanceId): Promise<void> {
  await tx.delete(signOnLinks).where(and(eq(signOnLinks.companyId, company), eq(signOnLinks.instanceId, instanceId)))
}

const isSubject = (instanceId: SignOnInstanceId, subject: string) =>
  and(eq(signOnLinks.instanceId, instanceId), eq(signOnLinks.subject, subject))
const named = ({ company, id }: AttemptName) => and(eq(signOnAttempts.companyId, company), eq(signOnAttempts.id, id))
const ofAccount = (company: CompanyId, accountId: AccountId) =>
  and(eq(signOnLinks.companyId, company), eq(signOnLinks.accountId, accountId))
