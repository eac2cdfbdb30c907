import { Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql'
import type { Context } from '../../kernel/context.ts'
import { PageArgs } from '../../kernel/pages.ts'
import { Contact } from '../foreign.ts'
import { propertiesById } from '../property/loaders.ts'
import { Property } from '../property/types.ts'
import { viewingsById } from '../viewing/loaders.ts'
import { Viewing } from '../viewing/types.ts'
import { watchesById } from '../watch/loaders.ts'
import { Watch } from '../watch/types.ts'
import { interactionsOf } from './queries.ts'
import type { InteractionRow } from './tables.ts'
import { Interaction, InteractionConnection } from './types.ts'

@Resolver(() => Interaction)
export class InteractionResolver {
  @FieldResolver(() => Property, { nullable: true, description: 'The property that it was about.' })
  property(@Root() { propertyId }: InteractionRow, @Ctx() ctx: Context) {
    return propertyId && ctx.loader(propertiesById).load(propertyId)
  }

  @FieldResolver(() => Viewing, { nullable: true, description: 'The viewing that it was about.' })
  viewing(@Root() { viewingId }: InteractionRow, @Ctx() ctx: Context) {
    return viewingId && ctx.loader(viewingsById).load(viewingId)
  }

  @FieldResolver(() => Watch, {
    nullable: true,
    description: 'The watch that it was about; null when it is deleted, too.',
  })
  watch(@Root() { watchId }: InteractionRow, @Ctx() ctx: Context) {
    return watchId && ctx.loader(watchesById).load(watchId)
  }
}

@Resolver(() => Contact)
export class ContactInteractionsResolver {
  @FieldResolver(() => InteractionConnection, {
    nullable: true,
    description:
      'All that this contact did in the portal about properties, viewings and watches, newest first (VIE-15). For ADMIN and AGENT.',
  })
  interactions(@Root() contact: Contact, @Args() page: PageArgs, @Ctx() ctx: Context) {
    return interactionsOf(ctx, contact.id, page)
  }
}
