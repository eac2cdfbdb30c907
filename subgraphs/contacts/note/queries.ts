import type { Context } from '../../kernel/context.ts'
import { idOf, type ContactId } from '../../kernel/ids.ts'
import { listed, type ConnectionValue, type PageArgs } from '../../kernel/pages.ts'
import { mayReadInternals } from '../contact/policy.ts'
import { notesByContact, notesById } from './loaders.ts'
import { newestFirst } from './repository.ts'
import type { ContactNoteRow } from './tables.ts'

/** One note, as far as the asker sees whom it is about. */
export async function noteOf(ctx: Context, id: string): Promise<ContactNoteRow | null> {
  const noteId = ctx.actor.kind === 'anonymous' ? null : idOf('contact_note', id)
  return noteId && ctx.loader(notesById).load(noteId)
}

export async function notesOf(
  ctx: Context,
  parent: ContactId,
  args: PageArgs,
): Promise<ConnectionValue<ContactNoteRow>> {
  mayReadInternals(ctx.actor)
  return listed(ctx, args, newestFirst, (page) => ctx.loader(notesByContact).load({ parent, page }))
}
