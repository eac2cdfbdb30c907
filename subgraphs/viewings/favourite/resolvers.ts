import { Arg, Args, Ctx, FieldResolver, Mutation, Resolver, Root } from 'type-graphql'
import type { Context } from '../../kernel/context.ts'
import { PageArgs } from '../../kernel/pages.ts'
import { mutate } from '../../kernel/payload.ts'
import { PortalAccount } from '../foreign.ts'
import type { PropertyRow } from '../property/tables.ts'
import { Property, PropertyConnection } from '../property/types.ts'
import { addFavourite, removeFavourite } from './commands.ts'
import { favouritesOf, isFavouriteOf } from './queries.ts'
import { FavouriteAddInput, FavouriteAddPayload, FavouriteRemoveInput, FavouriteRemovePayload } from './types.ts'

@Resolver(() => Property)
export class FavouriteResolver {
  @Mutation(() => FavouriteAddPayload, {
    description:
      'A client keeps a property that they see at hand, and goes on seeing it until staff withdraw it (VIE-4). Once more has no effect.',
  })
  favouriteAdd(@Arg('input', () => FavouriteAddInput) input: FavouriteAddInput, @Ctx() ctx: Context) {
    return mutate<FavouriteAddPayload>(ctx, async () => ({ property: await addFavourite(ctx, input.propertyId) }))
  }

  @Mutation(() => FavouriteRemovePayload, {
    description: 'A client keeps a property at hand no more (VIE-4). Once more has no effect.',
  })
  favouriteRemove(@Arg('input', () => FavouriteRemoveInput) input: FavouriteRemoveInput, @Ctx() ctx: Context) {
    return mutate<FavouriteRemovePayload>(ctx, async () => ({ property: await removeFavourite(ctx, input.propertyId) }))
  }

  @FieldResolver(() => Boolean, {
    nullable: true,
    description: 'Whether the client who asks keeps it at hand; null for staff, who see it on the account (VIE-4).',
  })
  isFavourite(@Root() property: PropertyRow, @Ctx() ctx: Context) {
    return isFavouriteOf(ctx, property.id)
  }
}

@Resolver(() => PortalAccount)
export class AccountFavouritesResolver {
  @FieldResolver(() => PropertyConnection, {
    nullable: true,
    description:
      'The properties that the client keeps at hand, newest first; a client does not see those that staff have withdrawn (VIE-4).',
  })
  favouriteProperties(@Root() account: PortalAccount, @Args() page: PageArgs, @Ctx() ctx: Context) {
    return favouritesOf(ctx, account.id, page)
  }
}
