import type { Context } from '../../kernel/context.ts'
import { idOf, type ContactId } from '../../kernel/ids.ts'
import { listed, type ConnectionValue, type PageArgs } from '../../kernel/pages.ts'
import * as policy from '../client/policy.ts'
import { dealsByContact, dealsById } from './loaders.ts'
import { listDeals, newestFirst } from './repository.ts'
import type { DealRow } from './tables.ts'

/** One deal, as far as the asker sees it. */
export async function dealOf(ctx: Context, id: string): Promise<DealRow | null> {
  const dealId = ctx.actor.kind === 'anonymous' ? null : idOf('deal', id)
  return dealId && ctx.loader(dealsById).load(dealId)
}

export async function dealsOf(ctx: Context, args: PageArgs): Promise<ConnectionValue<DealRow>> {
  const sight = policy.sightOf(policy.mayTakePart(ctx.actor))
  return listed(ctx, args, newestFirst, (page) => listDeals(ctx.db, ctx.company, sight, page))
}

export async function dealsOfContact(
  ctx: Context,
  parent: ContactId,
  args: PageArgs,
): Promise<ConnectionValue<DealRow>> {
  policy.mayTakePart(ctx.actor)
  return listed(ctx, args, newestFirst, (page) => ctx.loader(dealsByContact).load({ parent, page }))
}
