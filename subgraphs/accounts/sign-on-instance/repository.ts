import { and, eq } from 'drizzle-orm'
import type { Reader, Tx } from '../../kernel/db.ts'
import type { CompanyId } from '../../kernel/ids.ts'
import { keyset, rowsOf, type Order, type Page, type Rows } from '../../kernel/pages.ts'
import { companies } from '../company/tables.ts'
import { signOnInstances, type SignOnInstanceId, type SignOnInstanceRow } from './tables.ts'

/** Lists stand in the order in which the instances were made. */
export const firstMade: Order = { columns: [signOnInstances.id], direction: 'asc' }

/** A page of the company's instances. */
export async function pageOfInstances(db: Reader, company: CompanyId, page: Page): Promise<Rows<SignOnInstanceRow>> {
  const { where, orderBy, limit } = keyset(page, firstMade)
  const read = await db
    .select()
    .from(signOnInstances)
    .where(and(eq(signOnInstances.companyId, company), where))
    .orderBy(...orderBy)
    .limit(limit)
  return rowsOf(page, read)
}

export async function readInstance(
  db: Reader,
  company: CompanyId,
  id: SignOnInstanceId,
): Promise<SignOnInstanceRow | null> {
  const [found] = await db.select().from(signOnInstances).where(named(company, id))
  return found ?? null
}

/** The one that an issuer is, as issuers are kept; null for none. */
export async function findInstance(db: Reader, company: CompanyId, issuer: string): Promise<SignOnInstanceRow | null> {
  const [found] = await db
    .select()
    .from(signOnInstances)
    .where(and(eq(signOnInstances.companyId, company), eq(signOnInstances.issuer, issuer)))
  return found ?? null
}

/** Where whoever came from a wrong one is sent; null where the company has named none. */
export async function readMainInstance(db: Reader, company: CompanyId): Promise<SignOnInstanceRow | null> {
  const [found] = await db
    .select()
    .from(signOnInstances)
    .where(and(eq(signOnInstances.companyId, company), eq(signOnInstances.isMain, true)))
  return found ?? null
}

/** One instance that any company has, whose secret shows which key secrets are sealed with; null where there is none. */
export async function readAnyInstance(db: Reader): Promise<SignOnInstanceRow | null> {
  const [found] = await db.select().from(signOnInstances).limit(1)
  return found ?? null
}

/** The company's instances, of which nobody makes, changes or removes one until the transaction's end. */
export async function lockInstances(tx: Tx, company: CompanyId): Promise<SignOnInstanceRow[]> {
  await tx
    .select({ id: companies.companyId })
    .from(companies)
    .where(eq(companies.companyId, company))
    .for('no key update')
  return tx.select().from(signOnInstances).where(eq(signOnInstances.companyId, company))
}

export async function insertInstance(tx: Tx, instance: SignOnInstanceRow): Promise<SignOnInstanceRow> {
  const [saved] = await tx.insert(signOnInstances).values(instance).returning()
  return saved!
}

export async function saveInstance(
  tx: Tx,
  company: CompanyId,
  id: SignOnInstanceId,
  change: Partial<SignOnInstanceRow>,
): Promise<SignOnInstanceRow> {
  const [saved] = await tx.update(signOnInstances).set(change).where(named(company, id)).returning()
  return saved!
}

/** Whichever was the company's main instance is it no more. */
export async function clearMain(tx: Tx, company: CompanyId): Promise<void> {
  await tx
    .update(signOnInstances)
    .set({ isMain: false })
    .where(and(eq(signOnInstances.companyId, company), eq(signOnInstances.isMain, true)))
}

export async function deleteInstance(tx: Tx, company: CompanyId, id: SignOnInstanceId): Promise<void> {
  await tx.delete(signOnInstances).where(named(company, id))
}

const named = (company: CompanyId, id: SignOnInstanceId) =>
  and(eq(signOnInstances.companyId, company), eq(signOnInstances.id, id))
