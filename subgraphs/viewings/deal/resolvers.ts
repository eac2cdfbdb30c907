import { Arg, Args, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql'
import type { Context } from '../../kernel/context.ts'
import { PageArgs } from '../../kernel/pages.ts'
import { mutate } from '../../kernel/payload.ts'
import { Agent, Contact } from '../foreign.ts'
import { offersOfDeal } from '../offer/queries.ts'
import { OfferConnection } from '../offer/types.ts'
import { createDeal } from './commands.ts'
import { dealOf, dealsOf, dealsOfContact } from './queries.ts'
import type { DealRow } from './tables.ts'
import { Deal, DealConnection, DealCreateInput, DealCreatePayload } from './types.ts'

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
  deals(@Args() page: PageArgs, @Ctx() ctx: Context) {
    return dealsOf(ctx, page)
  }

  @Mutation(() => DealCreatePayload, { description: 'Staff begin a deal with a contact (VIE-2).' })
  dealCreate(@Arg('input', () => DealCreateInput) input: DealCreateInput, @Ctx() ctx: Context) {
    return mutate<DealCreatePayload>(ctx, async () => ({ deal: await createDeal(ctx, input) }))
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
