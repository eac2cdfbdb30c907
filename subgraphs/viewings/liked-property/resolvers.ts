import { Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql'
import type { Context } from '../../kernel/context.ts'
import { PageArgs } from '../../kernel/pages.ts'
import { Contact } from '../foreign.ts'
import { propertiesById } from '../property/loaders.ts'
import { Property } from '../property/types.ts'
import { likedBy } from './queries.ts'
import type { LikedPropertyRow } from './tables.ts'
import { LikedProperty, LikedPropertyConnection } from './types.ts'

@Resolver(() => LikedProperty)
export class LikedPropertyResolver {
  @FieldResolver(() => Property, { description: 'What they like.' })
  property(@Root() { propertyId }: LikedPropertyRow, @Ctx() ctx: Context) {
    return ctx.loader(propertiesById).load(propertyId)
  }
}

@Resolver(() => Contact)
export class ContactLikedPropertiesResolver {
  @FieldResolver(() => LikedPropertyConnection, {
    nullable: true,
    description:
      'What this contact likes, the latest first: favourites, what they are interested in, what they rated 4 or 5 (VIE-15). For ADMIN and AGENT.',
  })
  likedProperties(@Root() contact: Contact, @Args() page: PageArgs, @Ctx() ctx: Context) {
    return likedBy(ctx, contact.id, page)
  }
}
