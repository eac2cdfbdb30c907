import type { Context } from '../../kernel/context.ts'
import { renditionOf, usedFile } from '../../kernel/files/queries.ts'
import type { FileRow } from '../../kernel/files/tables.ts'
import type { Id } from '../../kernel/ids.ts'
import { attachmentsByEntry } from './loaders.ts'

/** An attachment as it is shown, and the file behind it. */
export interface AttachmentView {
  readonly name: string
  readonly mediaType: string
  readonly bytes: number
  readonly durationMs: number | null
  readonly file: FileRow
}

/** What is attached to an entry that the asker sees, in its order. */
export async function attachmentsOf(ctx: Context, entry: Id<'entry'>): Promise<AttachmentView[]> {
  const rows = await ctx.loader(attachmentsByEntry).load(entry)
  const found = await Promise.all(rows.map(({ fileId }) => usedFile(ctx, fileId)))
  return found.filter((file) => file !== null).map(view)
}

function view(file: FileRow): AttachmentView {
  const { name, mediaType, durationMs } = file
  return { name: name!, mediaType, bytes: renditionOf(file, 'original').bytes, durationMs, file }
}
