import type { Context } from '../../kernel/context.ts'
import type { Id } from '../../kernel/ids.ts'
import { preferredDatesByViewing } from '../viewing/loaders.ts'
import { shownTime, type PreferenceDraft } from './preference.ts'

/** The days that would suit for a viewing, in the order given. */
export async function preferredOf(ctx: Context, viewing: Id<'viewing'>): Promise<PreferenceDraft[]> {
  const rows = await ctx.loader(preferredDatesByViewing).load(viewing)
  return rows.map(({ date, fromTime, toTime }) => ({ date, from: shownTime(fromTime), to: shownTime(toTime) }))
}
