import type { Id } from '../../kernel/ids.ts'
import { lengthOf } from '../../kernel/text.ts'
import { refuse } from '../refusals.ts'
import { atMost } from '../text/text.ts'
import type { ViewingRow } from '../viewing/tables.ts'
import type { NoteRow } from './tables.ts'

const SHORTEST = 3
const LONGEST = 5_000
export const MOST_NOTES = 100

/** One more note of a viewing that has so many (VIE-11). */
export function add(
  { companyId, id: viewingId }: ViewingRow,
  count: number,
  id: Id<'note'>,
  text: string,
  now: Date,
): NoteRow {
  if (count >= MOST_NOTES) throw refuse('TOO_MANY', { path: ['input', 'viewingId'], most: MOST_NOTES })
  return { companyId, id, viewingId, text: textOf(text), version: 1, createdAt: now, updatedAt: now }
}

/** Writes a note anew, as its writer has read it (VIE-11). */
export function rewrite(
  note: NoteRow,
  { text, expectedVersion }: { readonly text: string; readonly expectedVersion?: number | null },
  now: Date,
): Partial<NoteRow> {
  if (expectedVersion != null && expectedVersion !== note.version) {
    throw refuse('VERSION_MISMATCH', { path: ['input', 'expectedVersion'] })
  }
  return { text: textOf(text), version: note.version + 1, updatedAt: now }
}

/** A text as it was written, without the empty space around it. */
function textOf(given: string): string {
  const text = given.trim()
  if (lengthOf(text) < SHORTEST) throw refuse('NOTE_TOO_SHORT', { path: ['input', 'text'], least: SHORTEST })
  return atMost(text, LONGEST, 'text')
}
