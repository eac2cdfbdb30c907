import { Arg, Args, Ctx, FieldResolver, Int, Mutation, Resolver, Root } from 'type-graphql'
import type { Context } from '../../kernel/context.ts'
import { PageArgs } from '../../kernel/pages.ts'
import { mutate } from '../../kernel/payload.ts'
import type { OfferRow } from '../offer/tables.ts'
import { Offer } from '../offer/types.ts'
import type { PropertyRow } from '../property/tables.ts'
import { Property } from '../property/types.ts'
import { clearReaction, setReaction } from './commands.ts'
import { ownRatingOf, ownReactionOf, ratingOf, reactionOf, saidOf } from './queries.ts'
import {
  InterestHistoryEntryConnection,
  Reaction,
  ReactionClearInput,
  ReactionClearPayload,
  ReactionSetInput,
  ReactionSetPayload,
} from './types.ts'

@Resolver(() => Offer)
export class OfferInterestResolver {
  @Mutation(() => ReactionSetPayload, {
    description:
      'A client likes or rejects a property that they see, or changes their mind (VIE-3). The same again has no effect.',
  })
  reactionSet(@Arg('input', () => ReactionSetInput) input: ReactionSetInput, @Ctx() ctx: Context) {
    return mutate<ReactionSetPayload>(ctx, () => setReaction(ctx, input))
  }

  @Mutation(() => ReactionClearPayload, {
    description: 'A client takes their reaction back (VIE-3); the history keeps it. Once more has no effect.',
  })
  reactionClear(@Arg('input', () => ReactionClearInput) input: ReactionClearInput, @Ctx() ctx: Context) {
    return mutate<ReactionClearPayload>(ctx, () => clearReaction(ctx, input.propertyId))
  }

  @FieldResolver(() => Reaction, {
    nullable: true,
    description: 'Whether the contact likes the property; null while they did not say, or took it back (VIE-3).',
  })
  reaction(@Root() offer: OfferRow, @Ctx() ctx: Context) {
    return reactionOf(ctx, offer)
  }

  @FieldResolver(() => Int, {
    nullable: true,
    description: 'The contact’s rating of the property, 1 to 5; null while there is none (VIE-4).',
  })
  rating(@Root() offer: OfferRow, @Ctx() ctx: Context) {
    return ratingOf(ctx, offer)
  }

  @FieldResolver(() => InterestHistoryEntryConnection, {
    nullable: true,
    description: 'All that the contact said of the property, as it happened: reactions and ratings (VIE-3).',
  })
  reactions(@Root() offer: OfferRow, @Args() page: PageArgs, @Ctx() ctx: Context) {
    return saidOf(ctx, offer, page)
  }
}

@Resolver(() => Property)
export class PropertyInterestResolver {
  @FieldResolver(() => Reaction, {
    nullable: true,
    description: 'Whether the client who asks likes it; null for staff, who see it on the offer (VIE-3).',
  })
  reaction(@Root() property: PropertyRow, @Ctx() ctx: Context) {
    return ownReactionOf(ctx, property.id)
  }

  @FieldResolver(() => Int, {
    nullable: true,
    description: 'How the client who asks rated it, 1 to 5; null for staff, who see it on the offer (VIE-4).',
  })
  rating(@Root() property: PropertyRow, @Ctx() ctx: Context) {
    return ownRatingOf(ctx, property.id)
  }
}
