import type { Context } from '../../kernel/context.ts'
import { renditionOf, usedFile } from '../../kernel/files/queries.ts'
import type { FileRow } from '../../kernel/files/tables.ts'
import { idOf, type FileId } from '../../kernel/ids.ts'
import { journalOf } from '../journal/queries.ts'
import { viewingsById } from '../viewing/loaders.ts'
import { journalFilesById } from './loaders.ts'
import type { JournalFileKind, JournalFileRow } from './tables.ts'

/** A recording as it is shown, and the file behind it. */
export interface RecordingView {
  readonly mediaType: string
  readonly bytes: number
  readonly durationMs: number
  readonly file: FileRow
}

/** A photo or voice note of a journal that the asker is shown: what a repeated mutation shows again. */
export async function journalFileOf(ctx: Context, kind: JournalFileKind, id: string): Promise<JournalFileRow | null> {
  const fileId = idOf('journal_file', id)
  const found = fileId && (await ctx.loader(journalFilesById).load(fileId))
  if (found?.kind !== kind) return null
  const viewing = await ctx.loader(viewingsById).load(found.viewingId)
  const journal = viewing && (await journalOf(ctx, viewing))
  return journal?.__typename === 'Journal' ? found : null
}

/** What is to be heard of a voice note; null once it is deleted. */
export async function recordingOf(ctx: Context, id: FileId): Promise<RecordingView | null> {
  const file = await usedFile(ctx, id)
  if (!file) return null
  const { mediaType, durationMs } = file
  return { mediaType, bytes: renditionOf(file, 'original').bytes, durationMs: durationMs!, file }
}
