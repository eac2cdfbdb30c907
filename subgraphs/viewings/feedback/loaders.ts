import { and, eq, sql } from 'drizzle-orm'
import { anyOf, oneById } from '../../kernel/batch.ts'
import type { Context } from '../../kernel/context.ts'
import type { Id } from '../../kernel/ids.ts'
import { feedbacks, type FeedbackRow } from './tables.ts'

/** The feedback on viewings; who sees the viewing sees it. */
export const feedbackByViewing = (ctx: Context) =>
  oneById<Id<'viewing'>, FeedbackRow>(
    (ids) =>
      ctx.db
        .select()
        .from(feedbacks)
        .where(and(eq(feedbacks.companyId, ctx.company), sql`${feedbacks.viewingId} = ${anyOf(ids)}`)),
    (row) => row.viewingId,
  )
