import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql'
import type { Context } from '../../kernel/context.ts'
import type { PropertyRow } from '../property/tables.ts'
import { Property } from '../property/types.ts'
import { locationOf } from './queries.ts'
import { PropertyLocation } from './types.ts'

@Resolver(() => Property)
export class PropertyLocationResolver {
  @FieldResolver(() => PropertyLocation, {
    description:
      'Where it stands, as exactly as the asker may know it; the way to a viewing tells more in time (VIE-9).',
  })
  location(@Root() property: PropertyRow, @Ctx() ctx: Context) {
    return locationOf(ctx, property)
  }
}
