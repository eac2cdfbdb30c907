import { and, eq, sql } from 'drizzle-orm'
import { anyOf, oneById } from '../../kernel/batch.ts'
import type { Context } from '../../kernel/context.ts'
import type { Id } from '../../kernel/ids.ts'
import { arrangements, type ArrangementRow } from './tables.ts'

/** What is arranged for viewings; who sees which part of it is the queries' to say. */
export const arrangementByViewing = (ctx: Context) =>
  oneById<Id<'viewing'>, ArrangementRow>(
    (ids) =>
      ctx.db
        .select()
        .from(arrangements)
        .where(and(eq(arrangements.companyId, ctx.company), sql`${arrangements.viewingId} = ${anyOf(ids)}`)),
    (row) => row.viewingId,
  )
