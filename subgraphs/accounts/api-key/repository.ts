import { and, eq, gt, isNotNull, isNull, lt, lte, or, sql, type SQL } from 'drizzle-orm'
import type { Reader, Tx } from '../../kernel/db.ts'
import type { AgentId, ApiKeyId, CompanyId } from '../../kernel/ids.ts'
import { keyset, rowsOf, type Order, type Page, type Rows } from '../../kernel/pages.ts'
import { companies } from '../company/tables.ts'
import type { ApiKeyStatus } from './api-key.ts'
import { apiKeys, type ApiKeyRow } from './tables.ts'

/** Lists stand newest first. */
export const newestFirst: Order = { columns: [apiKeys.id], direction: 'desc' }

/** What narrows a list of keys; what is not given does not. */
export interface ApiKeysWanted {
  readonly statuses?: readonly ApiKeyStatus[] | null
}

/** A page of the company's keys. */
export async function listApiKeys(
  db: Reader,
  company: CompanyId,
  { statuses }: ApiKeysWanted,
  now: Date,
  page: Page,
): Promise<Rows<ApiKeyRow>> {
  const { where, orderBy, limit } = keyset(page, newestFirst)
  const read = await db
    .select()
    .from(apiKeys)
    .where(and(eq(apiKeys.companyId, company), statuses ? isOneOf(statuses, now) : undefined, where))
    .orderBy(...orderBy)
    .limit(limit)
  return rowsOf(page, read)
}

export async function readApiKey(db: Reader, company: CompanyId, id: ApiKeyId): Promise<ApiKeyRow | null> {
  const [found] = await db.select().from(apiKeys).where(isKey(company, id))
  return found ?? null
}

/** Locks a key until the transaction's end; null when the company has none such. */
export async function lockApiKey(tx: Tx, company: CompanyId, id: ApiKeyId): Promise<ApiKeyRow | null> {
  const [found] = await tx.select().from(apiKeys).where(isKey(company, id)).for('update')
  return found ?? null
}

/** How many of the company's keys may be used, which nobody raises until the transaction's end. */
export async function countActive(tx: Tx, company: CompanyId, now: Date): Promise<number> {
  await tx
    .select({ id: companies.companyId })
    .from(companies)
    .where(eq(companies.companyId, company))
    .for('no key update')
  return tx.$count(apiKeys, and(eq(apiKeys.companyId, company), is.ACTIVE(now)))
}

/** Locks those keys that act for a member of staff and were not revoked, always in the same order. */
export function lockKeysOf(tx: Tx, company: CompanyId, agent: AgentId): Promise<ApiKeyRow[]> {
  return tx
    .select()
    .from(apiKeys)
    .where(and(eq(apiKeys.companyId, company), eq(apiKeys.agentId, agent), isNull(apiKeys.revokedAt)))
    .orderBy(apiKeys.id)
    .for('update')
}

export async function insertApiKey(tx: Tx, apiKey: ApiKeyRow): Promise<ApiKeyRow> {
  const [saved] = await tx.insert(apiKeys).values(apiKey).returning()
  return saved!
}

export async function saveApiKey(
  tx: Tx,
  company: CompanyId,
  id: ApiKeyId,
  change: Partial<ApiKeyRow>,
): Promise<ApiKeyRow> {
  const [saved] = await tx.update(apiKeys).set(change).where(isKey(company, id)).returning()
  return saved!
}

/** Notes that a key was used in this minute, once. */
export async function noteUse(db: Reader, company: CompanyId, id: ApiKeyId, minute: Date): Promise<void> {
  const isDue = or(isNull(apiKeys.lastUsedAt), lt(apiKeys.lastUsedAt, minute))
  await db
    .update(apiKeys)
    .set({ lastUsedAt: minute })
    .where(and(isKey(company, id), isDue))
}

const isKey = (company: CompanyId, id: ApiKeyId) => and(eq(apiKeys.companyId, company), eq(apiKeys.id, id))

/** The condition that a key is one of these by now; of none of them is no key. */
function isOneOf(statuses: readonly ApiKeyStatus[], now: Date): SQL | undefined {
  return or(sql`false`, ...[...new Set(statuses)].map((status) => is[status](now)))
}

const is: Readonly<Record<ApiKeyStatus, (now: Date) => SQL | undefined>> = {
  ACTIVE: (now) => and(isNull(apiKeys.revokedAt), gt(apiKeys.expiresAt, now)),
  EXPIRED: (now) => and(isNull(apiKeys.revokedAt), lte(apiKeys.expiresAt, now)),
  REVOKED: () => isNotNull(apiKeys.revokedAt),
}
