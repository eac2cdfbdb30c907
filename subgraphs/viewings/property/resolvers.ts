import { Arg, Args, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql'
import type { Context } from '../../kernel/context.ts'
import { PageArgs } from '../../kernel/pages.ts'
import { mutate } from '../../kernel/payload.ts'
import { createProperty } from './commands.ts'
import { propertiesOf, propertyOf } from './queries.ts'
import type { PropertyRow } from './tables.ts'
import { Address, Money, Property, PropertyConnection, PropertyCreateInput, PropertyCreatePayload } from './types.ts'

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
      'The properties that one sees, newest first: staff all of the company, a client those offered to them and those they have a viewing of.',
  })
  properties(@Args() page: PageArgs, @Ctx() ctx: Context) {
    return propertiesOf(ctx, page)
  }

  @Mutation(() => PropertyCreatePayload, { description: 'Staff make a property known (VIE-1).' })
  propertyCreate(@Arg('input', () => PropertyCreateInput) input: PropertyCreateInput, @Ctx() ctx: Context) {
    return mutate<PropertyCreatePayload>(ctx, async () => ({
      property: await createProperty(ctx, input),
    }))
  }

  @FieldResolver(() => Money, { description: 'What is asked for it.' })
  price(@Root() property: PropertyRow): Money {
    return { amount: property.priceAmount, currency: property.priceCurrency }
  }

  @FieldResolver(() => Address, { description: 'Where it stands.' })
  address(@Root() property: PropertyRow): Address {
    return property
  }
}
