import type { Context } from '../../kernel/context.ts'
import { append } from '../../kernel/events/append.ts'
import type { FileRow } from '../../kernel/files/tables.ts'
import { claimUpload, releaseFile, startUpload, type Announced } from '../../kernel/files/upload.ts'
import { idOf, newId } from '../../kernel/ids.ts'
import * as policy from '../client/policy.ts'
import { lockJournal } from '../journal/commands.ts'
import { changed } from '../journal/journal.ts'
import { refuse } from '../refusals.ts'
import type { ViewingRow } from '../viewing/tables.ts'
import * as journalFile from './journal-file.ts'
import { countJournalFiles, deleteJournalFile, findJournalFile, insertJournalFile } from './repository.ts'
import type { JournalFileKind, JournalFileRow } from './tables.ts'

/** What `viewingPhotoAdd` and `viewingVoiceNoteAdd` are given. */
export interface NewJournalFile {
  readonly viewingId: string
  readonly uploadId: string
}

/** By which name the facts and the refusals know each kind, and mutations its id. */
const names = {
  PICTURE: { added: 'PHOTO_ADDED', deleted: 'PHOTO_DELETED', noun: 'photo', input: 'photoId' },
  AUDIO: { added: 'VOICE_NOTE_ADDED', deleted: 'VOICE_NOTE_DELETED', noun: 'voice note', input: 'voiceNoteId' },
} as const

/** Begins the upload of a photo or a voice note. */
export async function startJournalUpload(
  ctx: Context,
  kind: JournalFileKind,
  given: Omit<Announced, 'kind'>,
): Promise<FileRow> {
  policy.mayKeepJournal(ctx.actor)
  return ctx.transact((tx) => startUpload(tx, ctx, { ...given, kind }))
}

export async function addJournalFile(
  ctx: Context,
  kind: JournalFileKind,
  { viewingId, uploadId }: NewJournalFile,
): Promise<JournalFileRow> {
  policy.mayKeepJournal(ctx.actor)
  return ctx.transact(async (tx) => {
    const viewing = await lockJournal(ctx, tx, viewingId)
    if (!viewing) throw refuse('NOT_FOUND', { noun: 'viewing', path: ['input', 'viewingId'] })
    const { id: file } = await claimUpload(tx, ctx, uploadId, kind)
    const count = await countJournalFiles(tx, ctx.company, viewing.id, kind)
    const draft = { id: newId('journal_file'), kind, file }
    const added = await insertJournalFile(tx, journalFile.add(viewing, count, draft, ctx.now()))
    await append(tx, changed(viewing, names[kind].added, added.id), ctx)
    return added
  })
}

export async function removeJournalFile(ctx: Context, kind: JournalFileKind, fileId: string): Promise<ViewingRow> {
  policy.mayKeepJournal(ctx.actor)
  return ctx.transact(async (tx) => {
    const id = idOf('journal_file', fileId)
    const known = id && (await findJournalFile(tx, ctx.company, kind, id))
    const viewing = known && (await lockJournal(ctx, tx, known.viewingId))
    // It may have been deleted while its viewing was waited for.
    const found = viewing && (await findJournalFile(tx, ctx.company, kind, known.id))
    const { noun, input, deleted } = names[kind]
    if (!found) throw refuse('NOT_FOUND', { noun, path: ['input', input] })
    await deleteJournalFile(tx, ctx.company, found.id)
    await releaseFile(tx, ctx, found.fileId)
    await append(tx, changed(viewing, deleted, found.id), ctx)
    return viewing
  })
}
