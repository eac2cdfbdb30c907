import type { Context } from '../../kernel/context.ts'
import type { Tx } from '../../kernel/db.ts'
import type { FileRow } from '../../kernel/files/tables.ts'
import { claimUpload, startUpload } from '../../kernel/files/upload.ts'
import type { EntryRow } from '../entry/tables.ts'
import * as policy from '../ticket/policy.ts'
import * as attachment from './attachment.ts'
import { insertAttachments } from './repository.ts'
import type { AttachmentRow } from './tables.ts'

/** A file as `attachmentUploadCreate` is told of it. */
export interface AttachmentAnnounced {
  readonly name: string
  readonly mediaType: string
  readonly bytes: number
}

/** Begins the upload of an attachment. */
export async function startAttachmentUpload(ctx: Context, given: AttachmentAnnounced): Promise<FileRow> {
  policy.mayAttach(ctx.actor)
  const name = attachment.nameOf(given.name)
  return ctx.transact((tx) => startUpload(tx, ctx, { ...given, name, kind: 'ATTACHMENT' }))
}

/** Puts the asker's uploads to an entry that they have just made. */
export async function attach(
  tx: Tx,
  ctx: Context,
  { id: entryId }: EntryRow,
  uploads: readonly string[],
): Promise<void> {
  const made: AttachmentRow[] = []
  for (const [position, upload] of attachment.uploadsOf(uploads).entries()) {
    const { id: fileId } = await claimUpload(tx, ctx, upload, 'ATTACHMENT', ['input', 'uploadIds', String(position)])
    made.push({ companyId: ctx.company, entryId, position, fileId })
  }
  if (made.length > 0) await insertAttachments(tx, made)
}
