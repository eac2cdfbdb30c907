import { Arg, Args, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql'
import type { Context } from '../../kernel/context.ts'
import { PageArgs } from '../../kernel/pages.ts'
import { mutate } from '../../kernel/payload.ts'
import { Agent, Contact } from '../foreign.ts'
import { offersOfDeal } from '../offer/queries.ts'
import { OfferConnection } from '../offer/types.ts'
import { propertiesById } from '../property/loaders.ts'
import { Property } from '../property/types.ts'
import { viewingsById } from '../viewing/loaders.ts'
import { Viewing } from '../viewing/types.ts'
import { closeDeal, createDeal, reopenDeal, seeClientChanges, updateDeal } from './commands.ts'
import { clientChangeOf, clientChangesOf, dealOf, dealsOf, dealsOfContact } from './queries.ts'
import type { DealClientChangeRow, DealRow } from './tables.ts'
import {
  Deal,
  DealClientChange,
  DealClientChangeConnection,
  DealClientChangesSeeInput,
  DealClientChangesSeePayload,
  DealCloseInput,
  DealClosePayload,
  DealConnection,
  DealCreateInput,
  DealCreatePayload,
  DealFilter,
  DealReopenInput,
  DealReopenPayload,
  DealUpdateInput,
  DealUpdatePayload,
} from './types.ts'

@Resolver(() => Deal)
export class DealResolver {
  @Query(() => Deal, { nullable: true, description: 'One deal; null where there is none that the asker may see.' })
  deal(@Arg('id', () => ID) id: string, @Ctx() ctx: Context) {
    return dealOf(ctx, id)
  }

  @Query(() => DealConnection, {
    nullable: true,
    description: 'The deals that one sees, newest first: a client their own, an agent those of their contacts.',
  })
  deals(
    @Args() page: PageArgs,
    @Arg('filter', () => DealFilter, { nullable: true }) filter: DealFilter | null,
    @Ctx() ctx: Context,
  ) {
    return dealsOf(ctx, filter ?? {}, page)
  }

  @Mutation(() => DealCreatePayload, { description: 'Staff begin a deal with a contact (VIE-2).' })
  dealCreate(@Arg('input', () => DealCreateInput) input: DealCreateInput, @Ctx() ctx: Context) {
    return mutate<DealCreatePayload>(ctx, async () => ({ deal: await createDeal(ctx, input) }))
  }

  @Mutation(() => DealUpdatePayload, {
    description: 'Staff say anew what a deal is about (VIE-2). The same again has no effect.',
  })
  dealUpdate(@Arg('input', () => DealUpdateInput) input: DealUpdateInput, @Ctx() ctx: Context) {
    return mutate<DealUpdatePayload>(ctx, async () => ({ deal: await updateDeal(ctx, input) }))
  }

  @Mutation(() => DealClosePayload, {
    description: 'Staff note that a deal ended, and how; nothing more can be offered in it. Once more has no effect.',
  })
  dealClose(@Arg('input', () => DealCloseInput) input: DealCloseInput, @Ctx() ctx: Context) {
    return mutate<DealClosePayload>(ctx, async () => ({ deal: await closeDeal(ctx, input) }))
  }

  @Mutation(() => DealReopenPayload, { description: 'Staff go on with a deal that had ended.' })
  dealReopen(@Arg('input', () => DealReopenInput) input: DealReopenInput, @Ctx() ctx: Context) {
    return mutate<DealReopenPayload>(ctx, async () => ({ deal: await reopenDeal(ctx, input.dealId) }))
  }

  @Mutation(() => DealClientChangesSeePayload, {
    description:
      'Staff have seen what the client changed: the deal’s mark is taken away (VIE-5). Once more has no effect.',
  })
  dealClientChangesSee(
    @Arg('input', () => DealClientChangesSeeInput) input: DealClientChangesSeeInput,
    @Ctx() ctx: Context,
  ) {
    return mutate<DealClientChangesSeePayload>(ctx, async () => ({
      deal: await seeClientChanges(ctx, input.dealId, input.upTo ?? null),
    }))
  }

  @FieldResolver(() => DealClientChange, {
    nullable: true,
    description:
      'What the client changed last; null when there is nothing that staff have not seen (VIE-5). For ADMIN and AGENT.',
  })
  clientChange(@Root() deal: DealRow, @Ctx() ctx: Context) {
    return clientChangeOf(ctx, deal)
  }

  @FieldResolver(() => DealClientChangeConnection, {
    nullable: true,
    description: 'All that the client changed through the portal, latest first (VIE-5). For ADMIN and AGENT.',
  })
  clientChanges(@Root() deal: DealRow, @Args() page: PageArgs, @Ctx() ctx: Context) {
    return clientChangesOf(ctx, deal.id, page)
  }

  @FieldResolver(() => Contact, {
    nullable: true,
    description: 'For whom it is; null where the asker does not see them.',
  })
  contact(@Root() deal: DealRow) {
    return { id: deal.contactId }
  }

  @FieldResolver(() => Agent, { nullable: true, description: 'Who began it.' })
  createdBy(@Root() deal: DealRow) {
    return { id: deal.createdBy }
  }

  @FieldResolver(() => OfferConnection, {
    nullable: true,
    description: 'The properties offered in it, newest first; a client does not see those withdrawn.',
  })
  offers(@Root() deal: DealRow, @Args() page: PageArgs, @Ctx() ctx: Context) {
    return offersOfDeal(ctx, deal.id, page)
  }
}

@Resolver(() => DealClientChange)
export class DealClientChangeResolver {
  @FieldResolver(() => Property, { description: 'What it is about.' })
  property(@Root() { propertyId }: DealClientChangeRow, @Ctx() ctx: Context) {
    return ctx.loader(propertiesById).load(propertyId)
  }

  @FieldResolver(() => Viewing, { nullable: true, description: 'The viewing, where it is about one.' })
  viewing(@Root() { viewingId }: DealClientChangeRow, @Ctx() ctx: Context) {
    return viewingId && ctx.loader(viewingsById).load(viewingId)
  }
}

@Resolver(() => Contact)
export class ContactDealsResolver {
  @FieldResolver(() => DealConnection, {
    nullable: true,
    description: 'The deals with this contact, newest first (VIE-2).',
  })
  deals(@Root() contact: Contact, @Args() page: PageArgs, @Ctx() ctx: Context) {
    return dealsOfContact(ctx, contact.id, page)
  }
}
