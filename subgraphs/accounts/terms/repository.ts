import { and, desc, eq, gt } from 'drizzle-orm'
import type { Reader, Tx } from '../../kernel/db.ts'
import type { AccountId, CompanyId } from '../../kernel/ids.ts'
import { keyset, rowsOf, type Order, type Page, type Rows } from '../../kernel/pages.ts'
import { terms, termsAcceptances, termsTexts } from './tables.ts'
import type { TermsAcceptanceRow, TermsRow, TermsTextRow } from './tables.ts'

/** Versions stand newest first. */
export const newestFirst: Order = { columns: [terms.version], direction: 'desc' }
export const latestAcceptedFirst: Order = { columns: [termsAcceptances.version], direction: 'desc' }

export async function insertTerms(tx: Tx, version: TermsRow, texts: readonly TermsTextRow[]): Promise<void> {
  await tx.insert(terms).values(version)
  await tx.insert(termsTexts).values([...texts])
}

/** The company's latest version; null while it has none. */
export async function readCurrentTerms(db: Reader, company: CompanyId): Promise<TermsRow | null> {
  const [found] = await db
    .select()
    .from(terms)
    .where(eq(terms.companyId, company))
    .orderBy(desc(terms.version))
    .limit(1)
  return found ?? null
}

export async function readTerms(db: Reader, company: CompanyId, version: number): Promise<TermsRow | null> {
  const [found] = await db
    .select()
    .from(terms)
    .where(and(eq(terms.companyId, company), eq(terms.version, version)))
  return found ?? null
}

/** When the first version after this one was published that must be accepted; null where there is none. */
export async function readRequiredSince(db: Reader, company: CompanyId, after: number): Promise<Date | null> {
  const [found] = await db
    .select({ since: terms.publishedAt })
    .from(terms)
    .where(and(eq(terms.companyId, company), gt(terms.version, after), eq(terms.isRequired, true)))
    .orderBy(terms.version)
    .limit(1)
  return found?.since ?? null
}

export async function listTerms(db: Reader, company: CompanyId, page: Page): Promise<Rows<TermsRow>> {
  const { where, orderBy, limit } = keyset(page, newestFirst)
  const read = await db
    .select()
    .from(terms)
    .where(and(eq(terms.companyId, company), where))
    .orderBy(...orderBy)
    .limit(limit)
  return rowsOf(page, read)
}

export async function insertAcceptance(tx: Tx, acceptance: TermsAcceptanceRow): Promise<void> {
  await tx.insert(termsAcceptances).values(acceptance)
}

export async function readAcceptance(
  db: Reader,
  company: CompanyId,
  account: AccountId,
  version: number,
): Promise<TermsAcceptanceRow | null> {
  const [found] = await db
    .select()
    .from(termsAcceptances)
    .where(
      and(
        eq(termsAcceptances.companyId, company),
        eq(termsAcceptances.accountId, account),
        eq(termsAcceptances.version, version),
      ),
    )
  return found ?? null
}

/** Forgets what an account has accepted. */
export async function deleteAcceptances(tx: Tx, company: CompanyId, account: AccountId): Promise<void> {
  await tx
    .delete(termsAcceptances)
    .where(and(eq(termsAcceptances.companyId, company), eq(termsAcceptances.accountId, account)))
}
