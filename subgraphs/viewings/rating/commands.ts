import type { Context } from '../../kernel/context.ts'
import { say, type Spoken } from '../interest/commands.ts'
import * as rating from './rating.ts'

/** What `ratingSet` is given. */
export interface RatingDraft {
  readonly propertyId: string
  readonly rating: number
}

/** A client rates a property they see (VIE-4). */
export function setRating(ctx: Context, draft: RatingDraft): Promise<Spoken> {
  return say(ctx, draft.propertyId, (found) => rating.rate(found, draft.rating, ctx.now()))
}

export function clearRating(ctx: Context, propertyId: string): Promise<Spoken> {
  return say(ctx, propertyId, rating.clear)
}
