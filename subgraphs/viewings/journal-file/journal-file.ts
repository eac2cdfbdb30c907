import type { FileId, Id } from '../../kernel/ids.ts'
import { refuse } from '../refusals.ts'
import type { ViewingRow } from '../viewing/tables.ts'
import type { JournalFileKind, JournalFileRow } from './tables.ts'

/** So many of a kind one viewing may have. */
export const mostOf: Readonly<Record<JournalFileKind, number>> = { PICTURE: 50, AUDIO: 20 }

/** What a new photo or voice note is. */
export interface JournalFileDraft {
  readonly id: Id<'journal_file'>
  readonly kind: JournalFileKind
  readonly file: FileId
}

/** One more photo or voice note of a viewing that has so many of its kind (VIE-11). */
export function add(
  { companyId, id: viewingId }: ViewingRow,
  count: number,
  { id, kind, file }: JournalFileDraft,
  now: Date,
): JournalFileRow {
  const most = mostOf[kind]
  if (count >= most) throw refuse('TOO_MANY', { path: ['input', 'viewingId'], most })
  return { companyId, id, viewingId, kind, fileId: file, createdAt: now }
}
