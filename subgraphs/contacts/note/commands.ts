import type { Staff } from '../../kernel/actor.ts'
import type { Context } from '../../kernel/context.ts'
import type { Tx } from '../../kernel/db.ts'
import { append } from '../../kernel/events/append.ts'
import { idOf, newId } from '../../kernel/ids.ts'
import * as activity from '../activity/activity.ts'
import { recordActivity } from '../activity/repository.ts'
import { lockContact } from '../contact/repository.ts'
import type { ContactRow } from '../contact/tables.ts'
import { refuse } from '../refusals.ts'
import * as note from './note.ts'
import * as policy from './policy.ts'
import { deleteNote, findNote, insertNote, saveNote } from './repository.ts'
import type { ContactNoteRow } from './tables.ts'

/** What `contactNoteAdd` is given. */
export interface NewNote {
  readonly contactId: string
  readonly text: string
}

/** What `contactNoteUpdate` is given. */
export interface NoteDraft {
  readonly contactNoteId: string
  readonly text: string
  readonly expectedVersion?: number | null
}

export async function addNote(ctx: Context, { contactId, text }: NewNote): Promise<ContactNoteRow> {
  const { agent } = policy.mayWrite(ctx.actor)
  return ctx.transact(async (tx) => {
    const id = idOf('contact', contactId)
    const about = id && (await lockContact(tx, ctx.company, policy.sightOf(ctx.actor), id))
    if (!about) throw refuse('NOT_FOUND', { noun: 'contact', path: ['input', 'contactId'] })
    const { note: made, event } = note.add(about, newId('contact_note'), text, agent, ctx.now())
    const saved = await insertNote(tx, made)
    await recordActivity(tx, {
      ...activity.ofChange(newId('activity'), ctx.company, about.id, 'NOTE_ADDED', agent, ctx.now()),
      aboutId: saved.id,
    })
    await append(tx, event, ctx)
    return saved
  })
}

export async function updateNote(ctx: Context, draft: NoteDraft): Promise<ContactNoteRow> {
  const staff = policy.mayWrite(ctx.actor)
  return ctx.transact(async (tx) => {
    const { found, about } = await lock(ctx, tx, staff, draft)
    const decision = note.edit(about, found, draft.text, ctx.now())
    if (!decision) return found
    const saved = await saveNote(tx, ctx.company, found.id, decision.change)
    await append(tx, decision.event, ctx)
    return saved
  })
}

/** Deletes a note; that there was one stays on the timeline of whom it was about. */
export async function removeNote(ctx: Context, contactNoteId: string): Promise<ContactRow> {
  const staff = policy.mayWrite(ctx.actor)
  return ctx.transact(async (tx) => {
    const { found, about } = await lock(ctx, tx, staff, { contactNoteId })
    await deleteNote(tx, ctx.company, found.id)
    await append(tx, note.deleted(about, found), ctx)
    return about
  })
}

/** A note that somebody is about to change, under the lock of whom it is about. */
async function lock(
  ctx: Context,
  tx: Tx,
  staff: Staff,
  { contactNoteId, expectedVersion }: Omit<NoteDraft, 'text'>,
): Promise<{ readonly found: ContactNoteRow; readonly about: ContactRow }> {
  const path = ['input', 'contactNoteId']
  const id = idOf('contact_note', contactNoteId)
  const known = id && (await findNote(tx, ctx.company, id))
  const about = known && (await lockContact(tx, ctx.company, policy.sightOf(staff), known.contactId))
  // It may have been changed, or deleted, while whom it is about was waited for.
  const found = about && (await findNote(tx, ctx.company, known.id))
  if (!found) throw refuse('NOT_FOUND', { noun: 'note', path })
  if (!policy.mayChange(staff, found)) throw refuse('NOTE_OF_ANOTHER', { path })
  if (expectedVersion != null && expectedVersion !== found.version) {
    throw refuse('VERSION_MISMATCH', { path: ['input', 'expectedVersion'] })
  }
  return { found, about }
}
