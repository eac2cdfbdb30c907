import type { Decision } from '../../kernel/events/event.ts'
import type { AgentId, Id } from '../../kernel/ids.ts'
import { lengthOf, readableLines } from '../../kernel/text.ts'
import type { ContactRow } from '../contact/tables.ts'
import type { ContactNoteAdded, ContactNoteDeleted, ContactNoteEdited, ContactNoteEvent } from '../events.ts'
import { refuse } from '../refusals.ts'
import type { ContactNoteRow } from './tables.ts'

/** Whom a note is about, and who looks after them. */
type About = Pick<ContactRow, 'companyId' | 'id' | 'responsibleAgentId'>

const LONGEST = 5_000

/** What a member of staff writes down about a contact (CON-3). */
export function add(
  about: About,
  id: Id<'contact_note'>,
  text: string,
  byAgentId: AgentId,
  now: Date,
): { readonly note: ContactNoteRow; readonly event: ContactNoteAdded } {
  const { companyId, id: contactId } = about
  return {
    note: { companyId, id, contactId, text: textOf(text), byAgentId, at: now, editedAt: null, version: 1 },
    event: factOf('contact.note_added', about, id),
  }
}

/** Has a note say something else; null where it says just that. */
export function edit(
  about: About,
  { id, text: before, version }: ContactNoteRow,
  given: string,
  now: Date,
): Decision<ContactNoteRow, ContactNoteEdited> | null {
  const text = textOf(given)
  if (text === before) return null
  return { change: { text, editedAt: now, version: version + 1 }, event: factOf('contact.note_edited', about, id) }
}

export function deleted(about: About, { id }: ContactNoteRow): ContactNoteDeleted {
  return factOf('contact.note_deleted', about, id)
}

/** Not of the contact itself, who is not told that there are notes. */
function factOf<Type extends ContactNoteEvent['type']>(
  type: Type,
  { id: contactId, responsibleAgentId }: About,
  noteId: Id<'contact_note'>,
) {
  const persons = responsibleAgentId ? [responsibleAgentId] : []
  return { type, subject: noteId, persons, data: { contactNoteId: noteId, contactId } }
}

function textOf(given: string): string {
  const path = ['input', 'text']
  const text = readableLines(given)
  if (text === '') throw refuse('TEXT_MISSING', { path })
  if (lengthOf(text) > LONGEST) throw refuse('TEXT_TOO_LONG', { path, most: LONGEST })
  return text
}
