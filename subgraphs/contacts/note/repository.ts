import { and, eq, type SQL } from 'drizzle-orm'
import type { Reader, Tx } from '../../kernel/db.ts'
import type { CompanyId, Id } from '../../kernel/ids.ts'
import type { Order } from '../../kernel/pages.ts'
import { contactNotes, type ContactNoteRow } from './tables.ts'

/** Notes stand newest first. */
export const newestFirst: Order = { columns: [contactNotes.id], direction: 'desc' }

export async function findNote(db: Reader, company: CompanyId, id: Id<'contact_note'>): Promise<ContactNoteRow | null> {
  const [found] = await db.select().from(contactNotes).where(isIt(company, id))
  return found ?? null
}

export async function insertNote(tx: Tx, note: ContactNoteRow): Promise<ContactNoteRow> {
  const [saved] = await tx.insert(contactNotes).values(note).returning()
  return saved!
}

export async function saveNote(
  tx: Tx,
  company: CompanyId,
  id: Id<'contact_note'>,
  change: Partial<ContactNoteRow>,
): Promise<ContactNoteRow> {
  const [saved] = await tx.update(contactNotes).set(change).where(isIt(company, id)).returning()
  return saved!
}

export async function deleteNote(tx: Tx, company: CompanyId, id: Id<'contact_note'>): Promise<void> {
  await tx.delete(contactNotes).where(isIt(company, id))
}

function isIt(company: CompanyId, id: Id<'contact_note'>): SQL | undefined {
  return and(eq(contactNotes.companyId, company), eq(contactNotes.id, id))
}
