import { and, count, eq, inArray, or, sql, type SQL } from 'drizzle-orm'
import { anyOf } from '../../kernel/batch.ts'
import type { Reader, Tx } from '../../kernel/db.ts'
import type { AccountId, CompanyId } from '../../kernel/ids.ts'
import { keyset, rowsOf, type Order, type Page, type Rows } from '../../kernel/pages.ts'
import type { Sight } from '../portal-account/policy.ts'
import { seenBy as accountSeenBy } from '../portal-account/repository.ts'
import { portalAccounts } from '../portal-account/tables.ts'
import { clientAccountLinks, clientAccounts, type ClientAccountRow } from './tables.ts'

/** Lists stand newest first. */
export const newestFirst: Order = { columns: [clientAccounts.id], direction: 'desc' }

/** Those of one account stand newest first, too. */
export const newestLinked: Order = { columns: [clientAccountLinks.clientAccountId], direction: 'desc' }

/** What narrows a list of client accounts; what is not given does not. */
export interface ClientAccountsWanted {
  readonly kinds?: readonly ClientAccountRow['kind'][] | null
}

/** A page of the client accounts that one sees. */
export async function listClientAccounts(
  db: Reader,
  company: CompanyId,
  sight: Sight,
  { kinds }: ClientAccountsWanted,
  page: Page,
): Promise<Rows<ClientAccountRow>> {
  const { where, orderBy, limit } = keyset(page, newestFirst)
  const read = await db
    .select()
    .from(clientAccounts)
    .where(and(seenBy(sight, company), kinds ? inArray(clientAccounts.kind, [...new Set(kinds)]) : undefined, where))
    .orderBy(...orderBy)
    .limit(limit)
  return rowsOf(page, read)
}

/** Locks a client account that one sees until the transaction's end; null when there is none such. */
export async function lockClientAccount(
  tx: Tx,
  company: CompanyId,
  sight: Sight,
  id: ClientAccountRow['id'],
): Promise<ClientAccountRow | null> {
  const [found] = await tx
    .select()
    .from(clientAccounts)
    .where(and(seenBy(sight, company), eq(clientAccounts.id, id)))
    .for('update')
  return found ?? null
}

/** Those among these client accounts that one sees. */
export async function knownAmong(
  tx: Tx,
  company: CompanyId,
  sight: Sight,
  ids: readonly ClientAccountRow['id'][],
): Promise<Set<string>> {
  const found = await tx
    .select({ id: clientAccounts.id })
    .from(clientAccounts)
    .where(and(seenBy(sight, company), sql`${clientAccounts.id} = ${anyOf(ids)}`))
  return new Set(found.map(({ id }) => id))
}

export async function insertClientAccount(tx: Tx, made: ClientAccountRow): Promise<ClientAccountRow> {
  const [saved] = await tx.insert(clientAccounts).values(made).returning()
  return saved!
}

export async function saveClientAccount(
  tx: Tx,
  company: CompanyId,
  id: ClientAccountRow['id'],
  change: Partial<ClientAccountRow>,
): Promise<ClientAccountRow> {
  const [saved] = await tx
    .update(clientAccounts)
    .set(change)
    .where(and(eq(clientAccounts.companyId, company), eq(clientAccounts.id, id)))
    .returning()
  return saved!
}

/** Says that client accounts are this account's; how many of them were not. */
export async function link(
  tx: Tx,
  company: CompanyId,
  accountId: AccountId,
  ids: readonly ClientAccountRow['id'][],
): Promise<number> {
  if (ids.length === 0) return 0
  const linked = await tx
    .insert(clientAccountLinks)
    .values(ids.map((clientAccountId) => ({ companyId: company, accountId, clientAccountId })))
    .onConflictDoNothing()
    .returning({ id: clientAccountLinks.clientAccountId })
  return linked.length
}

/** Says that client accounts are not this account's any more; how many of them were. */
export async function unlink(
  tx: Tx,
  company: CompanyId,
  accountId: AccountId,
  ids: readonly ClientAccountRow['id'][],
): Promise<number> {
  const unlinked = await tx
    .delete(clientAccountLinks)
    .where(and(isOf(company, accountId), sql`${clientAccountLinks.clientAccountId} = ${anyOf(ids)}`))
    .returning({ id: clientAccountLinks.clientAccountId })
  return unlinked.length
}

export async function countLinks(tx: Tx, company: CompanyId, accountId: AccountId): Promise<number> {
  const [found] = await tx.select({ count: count() }).from(clientAccountLinks).where(isOf(company, accountId))
  return found!.count
}

const isOf = (company: CompanyId, accountId: AccountId) =>
  and(eq(clientAccountLinks.companyId, company), eq(clientAccountLinks.accountId, accountId))

/** Who sees all accounts sees all client accounts; others those of accounts they see, and agents what they have made. */
export function seenBy(sight: Sight, company: CompanyId): SQL | undefined {
  const isOurs = eq(clientAccounts.companyId, company)
  if (sight.see === 'all') return isOurs
  if (sight.see === 'none') return sql`false`
  const isLinked = sql`${clientAccounts.id} = any(array(select ${clientAccountLinks.clientAccountId}
    from ${clientAccountLinks} join ${portalAccounts} on ${portalAccounts.companyId} = ${clientAccountLinks.companyId}
      and ${portalAccounts.id} = ${clientAccountLinks.accountId}
    where ${accountSeenBy(sight, company)}))`
  return and(isOurs, sight.see === 'ofAgent' ? or(eq(clientAccounts.createdBy, sight.agent), isLinked) : isLinked)
}
