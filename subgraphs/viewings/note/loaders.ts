import { and, eq, sql } from 'drizzle-orm'
import { anyOf, oneById } from '../../kernel/batch.ts'
import type { Context } from '../../kernel/context.ts'
import type { Id } from '../../kernel/ids.ts'
import { pagesByParent } from '../../kernel/pages-by-parent.ts'
import { asWritten } from './repository.ts'
import { notes } from './tables.ts'

/** The company's notes by id; whether the asker may read them is for their journal to say. */
export const notesById = (ctx: Context) =>
  oneById(
    (ids) =>
      ctx.db
        .select()
        .from(notes)
        .where(and(eq(notes.companyId, ctx.company), sql`${notes.id} = ${anyOf(ids)}`)),
    (row) => row.id,
  )

/** Each viewing's notes as they were written; who is shown its journal may read them. */
export const notesByViewing = (ctx: Context) =>
  pagesByParent<Id<'viewing'>, typeof notes>(ctx.db, {
    table: notes,
    parent: notes.viewingId,
    order: asWritten,
    where: eq(notes.companyId, ctx.company),
  })
