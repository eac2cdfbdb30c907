import { and, asc, eq, inArray, sql } from 'drizzle-orm'
import type { Reader, Tx } from '../../kernel/db.ts'
import type { CompanyId, Id } from '../../kernel/ids.ts'
import type { Order } from '../../kernel/pages.ts'
import {
  energyLabel,
  properties,
  propertyFeature,
  propertyKind,
  propertyTransaction,
  type PropertyRow,
} from '../property/tables.ts'
import type { Outcome, Vocabulary } from './property-import.ts'
import { importFailures, importReferences, imports, type FailureRow, type ImportRow } from './tables.ts'

type ImportId = Id<'property_import'>

/** The words of a table's cells. */
export const vocabulary: Vocabulary = {
  kinds: propertyKind.enumValues,
  transactions: propertyTransaction.enumValues,
  energyLabels: energyLabel.enumValues,
  features: propertyFeature.enumValues,
}

/** Failed rows stand as they stand in the table. */
export const byRow: Order = { columns: [importFailures.id], direction: 'asc' }

export async function insertImport(tx: Tx, row: ImportRow): Promise<ImportRow> {
  const [saved] = await tx.insert(imports).values(row).returning()
  return saved!
}

export async function findImport(db: Reader, company: CompanyId, id: ImportId): Promise<ImportRow | null> {
  const [found] = await db.select().from(imports).where(isIt(company, id))
  return found ?? null
}

/** Locks an import until the transaction's end. */
export async function lockImport(tx: Tx, company: CompanyId, id: ImportId): Promise<ImportRow | null> {
  const [found] = await tx.select().from(imports).where(isIt(company, id)).for('update')
  return found ?? null
}

export async function saveImport(
  tx: Tx,
  company: CompanyId,
  id: ImportId,
  change: Partial<ImportRow>,
): Promise<ImportRow> {
  const [saved] = await tx.update(imports).set(change).where(isIt(company, id)).returning()
  return saved!
}

/** Counts what a batch of rows came to, and moves the position on. */
export async function advanceImport(
  tx: Tx,
  company: CompanyId,
  id: ImportId,
  position: number,
  counts: Readonly<Record<Outcome, number>>,
): Promise<void> {
  const { created, updated, skipped, failed } = counts
  const more = {
    position,
    created: sql`${imports.created} + ${created}::integer`,
    updated: sql`${imports.updated} + ${updated}::integer`,
    skipped: sql`${imports.skipped} + ${skipped}::integer`,
    failed: sql`${imports.failed} + ${failed}::integer`,
  }
  await tx.update(imports).set(more).where(isIt(company, id))
}

export async function insertFailures(tx: Tx, rows: readonly FailureRow[]): Promise<void> {
  if (rows.length > 0) await tx.insert(importFailures).values([...rows])
}

/** Notes that an import has met a reference; false when it has met it before. */
export async function noteReference(
  tx: Tx,
  company: CompanyId,
  importId: ImportId,
  reference: string,
): Promise<boolean> {
  const noted = await tx
    .insert(importReferences)
    .values({ companyId: company, importId, reference })
    .onConflictDoNothing()
    .returning({ reference: importReferences.reference })
  return noted.length > 0
}

/** Forgets some of the references that an import has met; true when there are no more. */
export async function forgetReferences(
  tx: Tx,
  company: CompanyId,
  importId: ImportId,
  limit: number,
): Promise<boolean> {
  const isTheirs = and(eq(importReferences.companyId, company), eq(importReferences.importId, importId))
  const some = tx
    .select({ reference: importReferences.reference })
    .from(importReferences)
    .where(isTheirs)
    .orderBy(asc(importReferences.reference))
    .limit(limit)
  const gone = await tx.delete(importReferences).where(and(isTheirs, inArray(importReferences.reference, some)))
  return gone.count < limit
}

/** The property of a reference, locked until the transaction's end. */
export async function lockByReference(tx: Tx, company: CompanyId, reference: string): Promise<PropertyRow | null> {
  const [found] = await tx
    .select()
    .from(properties)
    .where(and(eq(properties.companyId, company), eq(properties.reference, reference)))
    .for('update')
  return found ?? null
}

/** Saves a new property; false when another one has taken its reference in the meantime. */
export async function insertUnlessTaken(tx: Tx, property: PropertyRow): Promise<boolean> {
  const saved = await tx.insert(properties).values(property).onConflictDoNothing().returning({ id: properties.id })
  return saved.length > 0
}

function isIt(company: CompanyId, id: ImportId) {
  return and(eq(imports.companyId, company), eq(imports.id, id))
}
