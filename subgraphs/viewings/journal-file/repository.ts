import { and, eq, sql } from 'drizzle-orm'
import type { Reader, Tx } from '../../kernel/db.ts'
import type { CompanyId, Id } from '../../kernel/ids.ts'
import type { Order } from '../../kernel/pages.ts'
import { journalFiles, type JournalFileKind, type JournalFileRow } from './tables.ts'

/** Photos and voice notes stand as they were made. */
export const asMade: Order = { columns: [journalFiles.id], direction: 'asc' }

/** A photo or a voice note, whichever is asked for. */
export async function findJournalFile(
  db: Reader,
  company: CompanyId,
  kind: JournalFileKind,
  id: Id<'journal_file'>,
): Promise<JournalFileRow | null> {
  const [found] = await db
    .select()
    .from(journalFiles)
    .where(and(eq(journalFiles.companyId, company), eq(journalFiles.id, id), eq(journalFiles.kind, kind)))
  return found ?? null
}

/** How many of a kind a viewing has. */
export async function countJournalFiles(
  tx: Tx,
  company: CompanyId,
  viewing: Id<'viewing'>,
  kind: JournalFileKind,
): Promise<number> {
  const [row] = await tx
    .select({ count: sql<number>`count(*)::int` })
    .from(journalFiles)
    .where(and(eq(journalFiles.companyId, company), eq(journalFiles.viewingId, viewing), eq(journalFiles.kind, kind)))
  return row!.count
}

export async function insertJournalFile(tx: Tx, file: JournalFileRow): Promise<JournalFileRow> {
  const [saved] = await tx.insert(journalFiles).values(file).returning()
  return saved!
}

export async function deleteJournalFile(tx: Tx, company: CompanyId, id: Id<'journal_file'>): Promise<void> {
  await tx.delete(journalFiles).where(and(eq(journalFiles.companyId, company), eq(journalFiles.id, id)))
}
