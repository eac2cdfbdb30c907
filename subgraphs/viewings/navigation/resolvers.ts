import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql'
import type { Context } from '../../kernel/context.ts'
import type { ViewingRow } from '../viewing/tables.ts'
import { Viewing } from '../viewing/types.ts'
import { navigationOf } from './queries.ts'
import { NavigationGate } from './types.ts'

@Resolver(() => Viewing)
export class ViewingNavigationResolver {
  @FieldResolver(() => NavigationGate, {
    description:
      'The way to it: for the client from 48 hours before its start to the end of its day, for staff always (VIE-9).',
  })
  navigation(@Root() viewing: ViewingRow, @Ctx() ctx: Context) {
    return navigationOf(ctx, viewing)
  }
}
