import { Arg, Args, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql'
import type { Context } from '../../kernel/context.ts'
import { PageArgs } from '../../kernel/pages.ts'
import { mutate } from '../../kernel/payload.ts'
import { PropertyFilter, PropertyOrder } from '../search/types.ts'
import { createProperty, restoreProperty, updateProperty, withdrawProperty } from './commands.ts'
import { accessNotesOf, propertiesOf, propertyOf } from './queries.ts'
import type { PropertyRow } from './tables.ts'
import {
  Money,
  Property,
  PropertyConnection,
  PropertyCreateInput,
  PropertyCreatePayload,
  PropertyRestoreInput,
  PropertyRestorePayload,
  PropertyUpdateInput,
  PropertyUpdatePayload,
  PropertyWithdrawInput,
  PropertyWithdrawPayload,
} from './types.ts'

@Resolver(() => Property)
export class PropertyResolver {
  @Query(() => Property, {
    nullable: true,
    description: 'One property; null where there is none that the asker may see.',
  })
  property(@Arg('id', () => ID) id: string, @Ctx() ctx: Context) {
    return propertyOf(ctx, id)
  }

  @Query(() => PropertyConnection, {
    nullable: true,
    description:
      'The properties that one sees: staff all of the company, a client those offered to them, those their watches have found, their favourites and those they have a viewing of.',
  })
  properties(
    @Args() page: PageArgs,
    @Arg('filter', () => PropertyFilter, { nullable: true }) filter: PropertyFilter | null,
    @Arg('orderBy', () => PropertyOrder, { nullable: true, description: 'By default the newest first.' })
    orderBy: keyof typeof PropertyOrder | null,
    @Ctx() ctx: Context,
  ) {
    return propertiesOf(ctx, page, filter, orderBy)
  }

  @Mutation(() => PropertyCreatePayload, { description: 'Staff make a property known (VIE-1).' })
  propertyCreate(@Arg('input', () => PropertyCreateInput) input: PropertyCreateInput, @Ctx() ctx: Context) {
    return mutate<PropertyCreatePayload>(ctx, async () => ({
      property: await createProperty(ctx, input),
    }))
  }

  @Mutation(() => PropertyUpdatePayload, {
    description: 'Staff change what is told of a property (VIE-1): all that is given, or nothing of it.',
  })
  propertyUpdate(@Arg('input', () => PropertyUpdateInput) input: PropertyUpdateInput, @Ctx() ctx: Context) {
    return mutate<PropertyUpdatePayload>(ctx, async () => ({ property: await updateProperty(ctx, input) }))
  }

  @Mutation(() => PropertyWithdrawPayload, {
    description:
      'Staff take a property off the market (VIE-1); once more has no effect. It is offered, requested and booked no more; ' +
      'clients see it only where they have a viewing of it, which stays until it is cancelled.',
  })
  propertyWithdraw(@Arg('input', () => PropertyWithdrawInput) input: PropertyWithdrawInput, @Ctx() ctx: Context) {
    return mutate<PropertyWithdrawPayload>(ctx, async () => ({
      property: await withdrawProperty(ctx, input.propertyId),
    }))
  }

  @Mutation(() => PropertyRestorePayload, {
    description: 'Staff bring a withdrawn property back, with the offers there were (VIE-1); once more has no effect.',
  })
  propertyRestore(@Arg('input', () => PropertyRestoreInput) input: PropertyRestoreInput, @Ctx() ctx: Context) {
    return mutate<PropertyRestorePayload>(ctx, async () => ({ property: await restoreProperty(ctx, input.propertyId) }))
  }

  @FieldResolver(() => Money, { description: 'What is asked for it.' })
  price(@Root() property: PropertyRow): Money {
    return { amount: property.priceAmount, currency: property.priceCurrency }
  }

  @FieldResolver(() => String, {
    nullable: true,
    description:
      'How one gets in: where the key is, at which door to ring. Null for clients, who are told on the way to a viewing (VIE-9).',
  })
  accessNotes(@Root() property: PropertyRow, @Ctx() ctx: Context) {
    return accessNotesOf(ctx, property)
  }
}
