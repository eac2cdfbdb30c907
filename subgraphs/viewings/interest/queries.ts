import type { Context } from '../../kernel/context.ts'
import type { Id } from '../../kernel/ids.ts'
import { listed, type ConnectionValue, type PageArgs } from '../../kernel/pages.ts'
import type { About } from './interest.ts'
import { historyByInterest, interestsByPair } from './loaders.ts'
import { asItHappened } from './repository.ts'
import type { InterestHistoryRow, InterestRow, Reason } from './tables.ts'

/** A reaction as it stands. */
export interface ReactionView {
  readonly kind: NonNullable<InterestRow['reaction']>
  readonly reasons: readonly Reason[]
  readonly at: Date
}

/** How a contact reacted to a property; null where they did not, or took it back. */
export async function reactionOf(ctx: Context, about: About): Promise<ReactionView | null> {
  const interest = await interestOf(ctx, about)
  if (!interest?.reaction || !interest.reactedAt) return null
  return { kind: interest.reaction, reasons: interest.reasons, at: interest.reactedAt }
}

export async function ratingOf(ctx: Context, about: About): Promise<number | null> {
  return (await interestOf(ctx, about))?.rating ?? null
}

/** How the client who asks reacted to a property; null for staff. */
export async function ownReactionOf(ctx: Context, propertyId: Id<'property'>): Promise<ReactionView | null> {
  const { actor } = ctx
  return actor.kind === 'client' ? reactionOf(ctx, { contactId: actor.contact, propertyId }) : null
}

export async function ownRatingOf(ctx: Context, propertyId: Id<'property'>): Promise<number | null> {
  const { actor } = ctx
  return actor.kind === 'client' ? ratingOf(ctx, { contactId: actor.contact, propertyId }) : null
}

/** All that a contact said of a property, as it happened. */
export async function saidOf(ctx: Context, about: About, args: PageArgs): Promise<ConnectionValue<InterestHistoryRow>> {
  const interest = await interestOf(ctx, about)
  const nothing = { rows: [], hasNextPage: false, hasPreviousPage: false }
  return listed(ctx, args, asItHappened, async (page) =>
    interest ? ctx.loader(historyByInterest).load({ parent: interest.id, page }) : nothing,
  )
}

function interestOf(ctx: Context, { contactId, propertyId }: About): Promise<InterestRow | null> {
  return ctx.loader(interestsByPair).load([contactId, propertyId])
}
