import type { Tx } from '../../kernel/db.ts'
import { attachments, type AttachmentRow } from './tables.ts'

/** Attaches files to an entry; called with at least one. */
export async function insertAttachments(tx: Tx, made: readonly AttachmentRow[]): Promise<void> {
  await tx.insert(attachments).values([...made])
}
