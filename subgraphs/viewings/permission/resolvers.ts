import { Arg, Ctx, FieldResolver, Resolver, Root } from 'type-graphql'
import type { Context } from '../../kernel/context.ts'
import type { ViewingRow } from '../viewing/tables.ts'
import { Viewing } from '../viewing/types.ts'
import type { Action } from './permission.ts'
import { viewerCan } from './queries.ts'
import { ViewingAction, ViewingPermission } from './types.ts'

@Resolver(() => Viewing)
export class ViewingPermissionResolver {
  @FieldResolver(() => ViewingPermission, {
    description: 'Whether the asker may do this with it now, and if not why, and from when on (VIE-7, VIE-12).',
  })
  viewerCan(
    @Root() viewing: ViewingRow,
    @Arg('action', () => ViewingAction, { description: 'What they would do.' }) action: Action,
    @Ctx() ctx: Context,
  ) {
    return viewerCan(ctx, viewing, action)
  }
}
