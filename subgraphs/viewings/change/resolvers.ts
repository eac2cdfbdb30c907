import { Arg, Ctx, FieldResolver, ID, Resolver, Root, Subscription } from 'type-graphql'
import type { Context } from '../../kernel/context.ts'
import type { StreamItem } from '../../kernel/events/event-log.ts'
import { Cursor } from '../../kernel/scalars.ts'
import { viewingsById } from '../viewing/loaders.ts'
import { Viewing } from '../viewing/types.ts'
import { ViewingGateOpened } from '../gate/types.ts'
import { followViewings, type ChangeItem, type FollowedItem, type GateItem } from './queries.ts'
import { ViewingChanged, ViewingStreamItem } from './types.ts'

@Resolver(() => ViewingChanged)
export class ViewingChangedResolver {
  @Subscription(() => ViewingStreamItem, {
    subscribe: ({ args, context }) => followViewings(context as Context, args),
    description:
      'Every change of a viewing and the opening of its gates, to its client, the responsible agent and the administrators (VIE-13). The first item is `StreamOpened`.',
  })
  viewingChanged(
    @Root() item: StreamItem<FollowedItem>,
    @Arg('after', () => Cursor, {
      nullable: true,
      description: 'The last cursor that was received: goes on there, for 72 hours. Null: from now on.',
    })
    _after: string | null,
    @Arg('viewingId', () => ID, { nullable: true, description: 'Only this viewing; silent where one may not see it.' })
    _viewingId: string | null,
  ): StreamItem<FollowedItem> {
    return item
  }

  @FieldResolver(() => Viewing, {
    nullable: true,
    description: 'The viewing as it is now; null when it left the viewer’s sight meanwhile.',
  })
  viewing(@Root() item: ChangeItem, @Ctx() ctx: Context) {
    return ctx.loader(viewingsById).load(item.viewingId)
  }
}

@Resolver(() => ViewingGateOpened)
export class ViewingGateOpenedResolver {
  @FieldResolver(() => Viewing, {
    nullable: true,
    description: 'The viewing as it is now; null when it left the viewer’s sight meanwhile.',
  })
  viewing(@Root() item: GateItem, @Ctx() ctx: Context) {
    return ctx.loader(viewingsById).load(item.viewingId)
  }
}
