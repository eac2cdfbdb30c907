import { personOf } from '../../kernel/actor.ts'
import type { Context } from '../../kernel/context.ts'
import { refuse } from '../refusals.ts'
import * as policy from './policy.ts'
import { deleteFeed, lockFeed, replaceFeed } from './repository.ts'
import { newFeedName } from './secret.ts'
import type { CalendarFeedRow } from './tables.ts'

/** What `calendarFeedCreate` and `calendarFeedDelete` are given: which feed the asker has read, so that nothing unseen ends. */
export interface FeedSeen {
  readonly expectedCreatedAt?: Date | null
}

/** A new feed, and its address, which is known to nobody from now on but to whoever is answered; it ends the one before. */
export async function createFeed(
  ctx: Context,
  seen: FeedSeen,
): Promise<{ readonly calendarFeed: CalendarFeedRow; readonly url: string }> {
  const personId = personOf(policy.mayHaveFeed(ctx.actor))!
  const { text, hash } = newFeedName(ctx.company)
  const feed = { companyId: ctx.company, personId, hash, createdAt: ctx.now(), lastReadAt: null }
  const calendarFeed = await ctx.transact(async (tx) => {
    expected(await lockFeed(tx, ctx.company, personId), seen)
    return replaceFeed(tx, feed)
  })
  return { calendarFeed, url: `${ctx.services.config.publicUrl}/calendar/viewings/${text}` }
}

/** Ends somebody's feed; nothing happens where there is none. */
export async function endFeed(ctx: Context, seen: FeedSeen): Promise<Record<string, never>> {
  const personId = personOf(policy.mayHaveFeed(ctx.actor))!
  await ctx.transact(async (tx) => {
    const found = await lockFeed(tx, ctx.company, personId)
    if (!found) return
    expected(found, seen)
    await deleteFeed(tx, ctx.company, personId)
  })
  return {}
}

function expected(found: CalendarFeedRow | null, { expectedCreatedAt }: FeedSeen): void {
  if (expectedCreatedAt == null || found?.createdAt.getTime() === expectedCreatedAt.getTime()) return
  throw refuse('VERSION_MISMATCH', { path: ['input', 'expectedCreatedAt'] })
}
