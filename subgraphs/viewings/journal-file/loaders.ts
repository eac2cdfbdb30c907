import { and, eq, sql } from 'drizzle-orm'
import { anyOf, oneById } from '../../kernel/batch.ts'
import type { Context } from '../../kernel/context.ts'
import type { Id } from '../../kernel/ids.ts'
import { pagesByParent } from '../../kernel/pages-by-parent.ts'
import { asMade } from './repository.ts'
import { journalFiles, type JournalFileKind } from './tables.ts'

/** The company's photos and voice notes by id; whether the asker may have them is for their journal to say. */
export const journalFilesById = (ctx: Context) =>
  oneById(
    (ids) =>
      ctx.db
        .select()
        .from(journalFiles)
        .where(and(eq(journalFiles.companyId, ctx.company), sql`${journalFiles.id} = ${anyOf(ids)}`)),
    (row) => row.id,
  )

/** Each viewing's photos, and its voice notes, as they were added; who is shown its journal may have them. */
export const journalFilesByViewing = {
  PICTURE: (ctx: Context) => ofKind(ctx, 'PICTURE'),
  AUDIO: (ctx: Context) => ofKind(ctx, 'AUDIO'),
}

function ofKind(ctx: Context, kind: JournalFileKind) {
  return pagesByParent<Id<'viewing'>, typeof journalFiles>(ctx.db, {
    table: journalFiles,
    parent: journalFiles.viewingId,
    order: asMade,
    where: and(eq(journalFiles.companyId, ctx.company), eq(journalFiles.kind, kind)),
  })
}
