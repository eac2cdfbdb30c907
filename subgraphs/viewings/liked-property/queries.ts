import type { Context } from '../../kernel/context.ts'
import type { ContactId } from '../../kernel/ids.ts'
import { listed, type ConnectionValue, type PageArgs } from '../../kernel/pages.ts'
import * as policy from '../client/policy.ts'
import { lastLikedFirst, likedByContact } from './loaders.ts'
import type { LikedPropertyRow } from './tables.ts'

/** What a contact likes, for the staff who look after them. */
export async function likedBy(
  ctx: Context,
  parent: ContactId,
  args: PageArgs,
): Promise<ConnectionValue<LikedPropertyRow>> {
  policy.mayArrange(ctx.actor)
  return listed(ctx, args, lastLikedFirst, (page) => ctx.loader(likedByContact).load({ parent, page }))
}
