import type { Context } from '../../kernel/context.ts'
import type { AccountId, Id } from '../../kernel/ids.ts'
import { listed, type ConnectionValue, type PageArgs } from '../../kernel/pages.ts'
import * as client from '../client/policy.ts'
import { propertiesById } from '../property/loaders.ts'
import type { PropertyRow } from '../property/tables.ts'
import { favouritesByAccount, ownFavouritesByProperty } from './loaders.ts'
import { newestFirst } from './repository.ts'

/** The properties that an account keeps at hand, without those that the asker does not see since staff withdrew them. */
export async function favouritesOf(
  ctx: Context,
  parent: AccountId,
  args: PageArgs,
): Promise<ConnectionValue<PropertyRow>> {
  client.mayTakePart(ctx.actor)
  const page = await listed(ctx, args, newestFirst, (one) =>
    ctx.loader(favouritesByAccount).load({ parent, page: one }),
  )
  const shown = await Promise.all(
    page.edges.map(async ({ cursor, node }) => ({ cursor, node: await propertyOf(ctx, node.propertyId) })),
  )
  const edges = shown.flatMap(({ cursor, node }) => (node ? [{ cursor, node }] : []))
  return { ...page, edges }
}

/** Whether the client who asks keeps a property at hand; null for staff. */
export async function isFavouriteOf(ctx: Context, propertyId: Id<'property'>): Promise<boolean | null> {
  if (ctx.actor.kind !== 'client') return null
  return (await ctx.loader(ownFavouritesByProperty).load(propertyId)) !== null
}

const propertyOf = (ctx: Context, id: Id<'property'>) => ctx.loader(propertiesById).load(id)
