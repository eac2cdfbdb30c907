import { Arg, Args, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql'
import type { Context } from '../../kernel/context.ts'
import { PageArgs } from '../../kernel/pages.ts'
import { mutate } from '../../kernel/payload.ts'
import { dealsById } from '../deal/loaders.ts'
import { Deal } from '../deal/types.ts'
import { Contact } from '../foreign.ts'
import { propertiesById } from '../property/loaders.ts'
import { Property } from '../property/types.ts'
import { Viewing } from '../viewing/types.ts'
import { createOffer, withdrawOffer } from './commands.ts'
import { latestViewings } from './loaders.ts'
import { offerGroupsOf, offerOf, offersOf } from './queries.ts'
import type { OfferRow } from './tables.ts'
import {
  Offer,
  OfferConnection,
  OfferCreateInput,
  OfferCreatePayload,
  OfferFilter,
  OfferGroupCount,
  OfferWithdrawInput,
  OfferWithdrawPayload,
} from './types.ts'

@Resolver(() => Offer)
export class OfferResolver {
  @Query(() => Offer, { nullable: true, description: 'One offer; null where there is none that the asker may see.' })
  offer(@Arg('id', () => ID) id: string, @Ctx() ctx: Context) {
    return offerOf(ctx, id)
  }

  @Query(() => OfferConnection, {
    nullable: true,
    description:
      'The offers that one sees, newest first: a client what is offered to them now, each property once, an agent what was ever offered to their contacts (VIE-2).',
  })
  offers(
    @Args() page: PageArgs,
    @Arg('filter', () => OfferFilter, { nullable: true }) filter: OfferFilter | null,
    @Ctx() ctx: Context,
  ) {
    return offersOf(ctx, filter ?? {}, page)
  }

  @Query(() => [OfferGroupCount], {
    nullable: true,
    description: 'How many of `offers` stand in each group, for the portal’s homepage (VIE-2).',
  })
  offerGroups(@Ctx() ctx: Context) {
    return offerGroupsOf(ctx)
  }

  @Mutation(() => OfferCreatePayload, {
    description: 'Staff offer a property in a deal, or offer again what was withdrawn (VIE-2).',
  })
  offerCreate(@Arg('input', () => OfferCreateInput) input: OfferCreateInput, @Ctx() ctx: Context) {
    return mutate<OfferCreatePayload>(ctx, async () => ({ offer: await createOffer(ctx, input) }))
  }

  @Mutation(() => OfferWithdrawPayload, {
    description: 'Staff take an offer back (VIE-2); once more has no effect.',
  })
  offerWithdraw(@Arg('input', () => OfferWithdrawInput) input: OfferWithdrawInput, @Ctx() ctx: Context) {
    return mutate<OfferWithdrawPayload>(ctx, async () => ({ offer: await withdrawOffer(ctx, input.offerId) }))
  }

  @FieldResolver(() => Deal, { description: 'The deal it belongs to.' })
  deal(@Root() offer: OfferRow, @Ctx() ctx: Context) {
    return ctx.loader(dealsById).load(offer.dealId)
  }

  @FieldResolver(() => Property, { description: 'What is offered.' })
  property(@Root() offer: OfferRow, @Ctx() ctx: Context) {
    return ctx.loader(propertiesById).load(offer.propertyId)
  }

  @FieldResolver(() => Viewing, {
    nullable: true,
    description: 'The contact’s latest viewing of the property, also one that did not take place (VIE-6).',
  })
  viewing(@Root() offer: OfferRow, @Ctx() ctx: Context) {
    return ctx.loader(latestViewings).load([offer.contactId, offer.propertyId])
  }

  @FieldResolver(() => Contact, {
    nullable: true,
    description: 'To whom it is offered; null where the asker does not see them.',
  })
  contact(@Root() offer: OfferRow) {
    return { id: offer.contactId }
  }
}
