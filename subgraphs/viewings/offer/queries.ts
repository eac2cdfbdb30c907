import type { Context } from '../../kernel/context.ts'
import { idOf, type Id } from '../../kernel/ids.ts'
import { listed, type ConnectionValue, type PageArgs } from '../../kernel/pages.ts'
import * as policy from '../client/policy.ts'
import { offersByDeal, offersById } from './loaders.ts'
import { countGroups, listOffers, newestFirst, type OffersWanted } from './repository.ts'
import type { OfferRow } from './tables.ts'

const MOST_COUNTED = 1_000

/** One offer, as far as the asker sees it. */
export async function offerOf(ctx: Context, id: string): Promise<OfferRow | null> {
  const offerId = ctx.actor.kind === 'anonymous' ? null : idOf('offer', id)
  return offerId && ctx.loader(offersById).load(offerId)
}

export async function offersOf(ctx: Context, wanted: OffersWanted, args: PageArgs): Promise<ConnectionValue<OfferRow>> {
  const sight = policy.sightOf(policy.mayTakePart(ctx.actor))
  return listed(ctx, args, newestFirst, (page) => listOffers(ctx.db, ctx.company, sight, wanted, page))
}

/** How many offers one is listed in each group, for the homepage: beyond this nobody counts. */
export async function offerGroupsOf(ctx: Context) {
  const sight = policy.sightOf(policy.mayTakePart(ctx.actor))
  return countGroups(ctx.db, ctx.company, sight, MOST_COUNTED)
}

export async function offersOfDeal(
  ctx: Context,
  parent: Id<'deal'>,
  args: PageArgs,
): Promise<ConnectionValue<OfferRow>> {
  return listed(ctx, args, newestFirst, (page) => ctx.loader(offersByDeal).load({ parent, page }))
}
