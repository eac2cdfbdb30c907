import type { Context } from '../../kernel/context.ts'
import { idOf, type ContactId, type Id } from '../../kernel/ids.ts'
import { listed, type ConnectionValue, type PageArgs } from '../../kernel/pages.ts'
import * as policy from '../client/policy.ts'
import * as deal from './deal.ts'
import { clientChangesByDeal, dealsByContact, dealsById, unseenByDeal } from './loaders.ts'
import { latestFirst, listDeals, newestFirst, type DealsWanted } from './repository.ts'
import type { DealClientChangeRow, DealRow } from './tables.ts'

/** One deal, as far as the asker sees it. */
export async function dealOf(ctx: Context, id: string): Promise<DealRow | null> {
  const dealId = ctx.actor.kind === 'anonymous' ? null : idOf('deal', id)
  return dealId && ctx.loader(dealsById).load(dealId)
}

export async function dealsOf(ctx: Context, wanted: DealsWanted, args: PageArgs): Promise<ConnectionValue<DealRow>> {
  const sight = policy.sightOf(policy.mayTakePart(ctx.actor))
  // What staff have seen is for staff to know.
  if (wanted.isChangedByClient != null) policy.mayArrange(ctx.actor)
  return listed(ctx, args, newestFirst, (page) => listDeals(ctx.db, ctx.company, sight, wanted, page))
}

export async function dealsOfContact(
  ctx: Context,
  parent: ContactId,
  args: PageArgs,
): Promise<ConnectionValue<DealRow>> {
  policy.mayTakePart(ctx.actor)
  return listed(ctx, args, newestFirst, (page) => ctx.loader(dealsByContact).load({ parent, page }))
}

/** What the client changed last in a deal; null when there is nothing that staff have not seen (VIE-5). */
export async function clientChangeOf(ctx: Context, found: DealRow): Promise<DealClientChangeRow | null> {
  policy.mayArrange(ctx.actor)
  return deal.isChangedByClient(found) ? ctx.loader(unseenByDeal).load(found.id) : null
}

export async function clientChangesOf(
  ctx: Context,
  parent: Id<'deal'>,
  args: PageArgs,
): Promise<ConnectionValue<DealClientChangeRow>> {
  policy.mayArrange(ctx.actor)
  return listed(ctx, args, latestFirst, (page) => ctx.loader(clientChangesByDeal).load({ parent, page }))
}
