import type { Context } from '../../kernel/context.ts'
import type { Tx } from '../../kernel/db.ts'
import { append } from '../../kernel/events/append.ts'
import { idOf, newId } from '../../kernel/ids.ts'
import * as policy from '../client/policy.ts'
import { lockJournal } from '../journal/commands.ts'
import { changed } from '../journal/journal.ts'
import { refuse } from '../refusals.ts'
import type { ViewingRow } from '../viewing/tables.ts'
import * as note from './note.ts'
import { countNotes, deleteNote, findNote, insertNote, saveNote } from './repository.ts'
import type { NoteRow } from './tables.ts'

/** What `viewingNoteAdd` is given. */
export interface NewNote {
  readonly viewingId: string
  readonly text: string
}

/** What `viewingNoteUpdate` is given. */
export interface NoteDraft {
  readonly noteId: string
  readonly text: string
  readonly expectedVersion?: number | null
}

export async function addNote(ctx: Context, { viewingId, text }: NewNote): Promise<NoteRow> {
  policy.mayKeepJournal(ctx.actor)
  return ctx.transact(async (tx) => {
    const viewing = await lockJournal(ctx, tx, viewingId)
    if (!viewing) throw refuse('NOT_FOUND', { noun: 'viewing', path: ['input', 'viewingId'] })
    const count = await countNotes(tx, ctx.company, viewing.id)
    const saved = await insertNote(tx, note.add(viewing, count, newId('note'), text, ctx.now()))
    await append(tx, changed(viewing, 'NOTE_ADDED', saved.id), ctx)
    return saved
  })
}

export async function rewriteNote(ctx: Context, draft: NoteDraft): Promise<NoteRow> {
  policy.mayKeepJournal(ctx.actor)
  return ctx.transact(async (tx) => {
    const { note: found, viewing } = await lock(ctx, tx, draft.noteId)
    const saved = await saveNote(tx, ctx.company, found.id, note.rewrite(found, draft, ctx.now()))
    await append(tx, changed(viewing, 'NOTE_UPDATED', saved.id), ctx)
    return saved
  })
}

export async function removeNote(ctx: Context, noteId: string): Promise<ViewingRow> {
  policy.mayKeepJournal(ctx.actor)
  return ctx.transact(async (tx) => {
    const { note: found, viewing } = await lock(ctx, tx, noteId)
    await deleteNote(tx, ctx.company, found.id)
    await append(tx, changed(viewing, 'NOTE_DELETED', found.id), ctx)
    return viewing
  })
}

/** A note that its writer is about to change, under the lock of its viewing. */
async function lock(ctx: Context, tx: Tx, noteId: string) {
  const id = idOf('note', noteId)
  const known = id && (await findNote(tx, ctx.company, id))
  const viewing = known && (await lockJournal(ctx, tx, known.viewingId))
  // It may have been changed, or deleted, while its viewing was waited for.
  const found = viewing && (await findNote(tx, ctx.company, known.id))
  if (!found) throw refuse('NOT_FOUND', { noun: 'note', path: ['input', 'noteId'] })
  return { note: found, viewing }
}
