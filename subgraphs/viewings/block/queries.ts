import type { Context } from '../../kernel/context.ts'
import { idOf, type Id } from '../../kernel/ids.ts'
import { listed, type ConnectionValue, type PageArgs } from '../../kernel/pages.ts'
import * as policy from '../client/policy.ts'
import { newestFirst } from '../viewing/repository.ts'
import type { ViewingRow } from '../viewing/tables.ts'
import { blocksById, blocksByProperty, placesTakenByBlock, viewingsByBlock } from './loaders.ts'
import { latestFirst } from './repository.ts'
import type { BlockRow } from './tables.ts'

/** One block, as far as the asker sees its property. */
export async function blockOf(ctx: Context, id: string): Promise<BlockRow | null> {
  const blockId = ctx.actor.kind === 'anonymous' ? null : idOf('viewing_block', id)
  return blockId && ctx.loader(blocksById).load(blockId)
}

export async function blocksOfProperty(
  ctx: Context,
  parent: Id<'property'>,
  args: PageArgs,
): Promise<ConnectionValue<BlockRow>> {
  policy.mayTakePart(ctx.actor)
  return listed(ctx, args, latestFirst, (page) => ctx.loader(blocksByProperty).load({ parent, page }))
}

export async function viewingsInBlock(
  ctx: Context,
  parent: Id<'viewing_block'>,
  args: PageArgs,
): Promise<ConnectionValue<ViewingRow>> {
  policy.mayTakePart(ctx.actor)
  return listed(ctx, args, newestFirst, (page) => ctx.loader(viewingsByBlock).load({ parent, page }))
}

/** How many more viewings a block takes; none once it was called off. */
export async function placesLeft(ctx: Context, { id, capacity, cancelledAt }: BlockRow): Promise<number> {
  return cancelledAt ? 0 : capacity - (await ctx.loader(placesTakenByBlock).load(id))
}
