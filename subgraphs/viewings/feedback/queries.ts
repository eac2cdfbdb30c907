import type { Context } from '../../kernel/context.ts'
import type { Id } from '../../kernel/ids.ts'
import { feedbackByViewing } from './loaders.ts'
import type { FeedbackRow } from './tables.ts'

/** The feedback on a viewing that the asker sees. */
export function feedbackOf(ctx: Context, viewing: Id<'viewing'>): Promise<FeedbackRow | null> {
  return ctx.loader(feedbackByViewing).load(viewing)
}
