import type { Context } from '../../kernel/context.ts'
import { idOf } from '../../kernel/ids.ts'
import { journalOf } from '../journal/queries.ts'
import { viewingsById } from '../viewing/loaders.ts'
import { notesById } from './loaders.ts'
import type { NoteRow } from './tables.ts'

/** A note of a journal that the asker is shown: what a repeated mutation shows again. */
export async function noteOf(ctx: Context, id: string): Promise<NoteRow | null> {
  const noteId = idOf('note', id)
  const found = noteId && (await ctx.loader(notesById).load(noteId))
  const viewing = found && (await ctx.loader(viewingsById).load(found.viewingId))
  const journal = viewing && (await journalOf(ctx, viewing))
  return journal?.__typename === 'Journal' ? found : null
}
