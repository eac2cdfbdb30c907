import { and, eq, sql, type SQL } from 'drizzle-orm'
import type { Reader, Tx } from '../../kernel/db.ts'
import type { CompanyId, Id } from '../../kernel/ids.ts'
import type { Order } from '../../kernel/pages.ts'
import { notes, type NoteRow } from './tables.ts'

/** Notes stand as they were written. */
export const asWritten: Order = { columns: [notes.id], direction: 'asc' }

export async function findNote(db: Reader, company: CompanyId, id: Id<'note'>): Promise<NoteRow | null> {
  const [found] = await db.select().from(notes).where(isIt(company, id))
  return found ?? null
}

/** How many notes a viewing has. */
export async function countNotes(tx: Tx, company: CompanyId, viewing: Id<'viewing'>): Promise<number> {
  const [row] = await tx
    .select({ count: sql<number>`count(*)::int` })
    .from(notes)
    .where(and(eq(notes.companyId, company), eq(notes.viewingId, viewing)))
  return row!.count
}

export async function insertNote(tx: Tx, note: NoteRow): Promise<NoteRow> {
  const [saved] = await tx.insert(notes).values(note).returning()
  return saved!
}

export async function saveNote(tx: Tx, company: CompanyId, id: Id<'note'>, change: Partial<NoteRow>): Promise<NoteRow> {
  const [saved] = await tx.update(notes).set(change).where(isIt(company, id)).returning()
  return saved!
}

export async function deleteNote(tx: Tx, company: CompanyId, id: Id<'note'>): Promise<void> {
  await tx.delete(notes).where(isIt(company, id))
}

function isIt(company: CompanyId, id: Id<'note'>): SQL | undefined {
  return and(eq(notes.companyId, company), eq(notes.id, id))
}
