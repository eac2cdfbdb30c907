import type { Context } from '../../kernel/context.ts'
import type { Id } from '../../kernel/ids.ts'
import { listed, type ConnectionValue, type PageArgs } from '../../kernel/pages.ts'
import { photosByProperty } from './loaders.ts'
import { inOrder } from './repository.ts'
import type { PhotoRow } from './tables.ts'

/** The photos of a property that the asker sees. */
export async function photosOf(
  ctx: Context,
  parent: Id<'property'>,
  args: PageArgs,
): Promise<ConnectionValue<PhotoRow>> {
  return listed(ctx, args, inOrder, (page) => ctx.loader(photosByProperty).load({ parent, page }))
}
