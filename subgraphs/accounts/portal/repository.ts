import { and, asc, eq, getTableColumns, isNull, sql } from 'drizzle-orm'
import type { Reader, Tx } from '../../kernel/db.ts'
import { isAfter, type FullKey } from '../../kernel/full-read.ts'
import { idFrom, type CompanyId, type Id } from '../../kernel/ids.ts'
import type { CompanyOrigins } from '../../kernel/session-news.ts'
import { portalKeys } from '../portal-key/tables.ts'
import { portals, type PortalRow } from './tables.ts'

/** A company's portal with its current key. */
export interface KeyedPortal extends PortalRow {
  readonly id: Id<'portal_settings'>
  readonly key: string
}

/** The columns of one; the names are written out, since drizzle would leave the table away within the inner select. */
export const keyedPortal = {
  ...getTableColumns(portals),
  // Not the company’s own: clients keep what they have read under its id, whatever its type.
  id: sql`portal.company_id`.mapWith((uuid: string) => idFrom('portal_settings', uuid)),
  key: sql<string>`(
    select newest.key from portal_key as newest
    where newest.company_id = portal.company_id and newest.retired_at is null
    order by newest.created_at desc limit 1)`,
}

/** The portal that is reached under a live key; null for any other text. */
export async function findPortal(db: Reader, key: string): Promise<KeyedPortal | null> {
  const [found] = await db
    .select(keyedPortal)
    .from(portalKeys)
    .innerJoin(portals, eq(portals.companyId, portalKeys.companyId))
    .where(and(eq(portalKeys.key, key), isNull(portalKeys.retiredAt)))
  return found ?? null
}

export async function readPortal(db: Reader, company: CompanyId): Promise<KeyedPortal> {
  const [found] = await db.select(keyedPortal).from(portals).where(eq(portals.companyId, company))
  return found!
}

/** Locks a company's portal until the transaction's end: its settings, and which keys it has. */
export async function lockPortal(tx: Tx, company: CompanyId): Promise<PortalRow> {
  const [found] = await tx.select().from(portals).where(eq(portals.companyId, company)).for('update')
  return found!
}

export async function insertPortal(tx: Tx, portal: PortalRow): Promise<void> {
  await tx.insert(portals).values(portal)
}

export async function savePortal(tx: Tx, company: CompanyId, change: Partial<PortalRow>): Promise<void> {
  await tx.update(portals).set(change).where(eq(portals.companyId, company))
}

/** The companies whose frontends have origins of their own, with these. */
export async function listOrigins(db: Reader): Promise<CompanyOrigins[]> {
  return db
    .select({ company: portals.companyId, origins: portals.origins })
    .from(portals)
    .where(sql`${portals.origins} <> '{}'`)
}

/** Which portals are on, of all companies, in the order of keys: for contacts' full read. */
export async function listPortals(
  db: Reader,
  after: FullKey | null,
  limit: number,
): Promise<{ company: CompanyId; isOn: boolean }[]> {
  return db
    .select({ company: portals.companyId, isOn: portals.isOn })
    .from(portals)
    .where(isAfter(after, portals.companyId, portals.companyId))
    .orderBy(asc(portals.companyId))
    .limit(limit)
}
