import { Arg, Ctx, FieldResolver, ID, Resolver, Root, Subscription } from 'type-graphql'
import type { Context } from '../../kernel/context.ts'
import { Cursor } from '../../kernel/scalars.ts'
import { requestEntryOf, ticketEntryOf } from '../entry/queries.ts'
import { RequestEntry, TicketEntry } from '../entry/types.ts'
import { Request } from '../request/types.ts'
import { Ticket } from '../ticket/types.ts'
import {
  followStatus,
  followUpdates,
  requestFollowed,
  ticketFollowed,
  type StatusItem,
  type UpdateItem,
} from './queries.ts'
import { TicketStatusChanged, TicketStatusStreamItem, TicketUpdated, TicketUpdateStreamItem } from './types.ts'

@Resolver(() => TicketStatusChanged)
export class TicketStatusChangedResolver {
  @Subscription(() => TicketStatusStreamItem, {
    description:
      'Changes of the status that the viewer sees (TIC-7): a client is sent nothing where OPEN becomes ON_HOLD. ' +
      'Clients follow their own requests, staff the tickets they see.',
    subscribe: ({ args, context }) => followStatus(context as Context, args),
  })
  ticketStatusChanged(
    @Root() item: StatusItem,
    @Arg('after', () => Cursor, {
      nullable: true,
      description: 'The last cursor that was received: goes on there, for 72 hours. Null: from now on.',
    })
    _after: string | null,
    @Arg('ticketId', () => ID, {
      nullable: true,
      description: 'Only this ticket or request; silent where one may not see it.',
    })
    _ticketId: string | null,
  ) {
    return item
  }

  @FieldResolver(() => Request, { nullable: true, description: 'The request; null for staff.' })
  request(@Root() item: StatusItem, @Ctx() ctx: Context) {
    return requestFollowed(ctx, item.ticketId)
  }

  @FieldResolver(() => Ticket, { nullable: true, description: 'The ticket; null for clients.' })
  ticket(@Root() item: StatusItem, @Ctx() ctx: Context) {
    return ticketFollowed(ctx, item.ticketId)
  }
}

@Resolver(() => TicketUpdated)
export class TicketUpdatedResolver {
  @Subscription(() => TicketUpdateStreamItem, {
    description:
      'Replies, assignments and whatever else is added to tickets, as far as the viewer may see it (TIC-7); ' +
      'statuses have a stream of their own. A note sends a client nothing, not even an empty item.',
    subscribe: ({ args, context }) => followUpdates(context as Context, args),
  })
  ticketUpdated(
    @Root() item: UpdateItem,
    @Arg('after', () => Cursor, {
      nullable: true,
      description: 'The last cursor that was received: goes on there, for 72 hours. Null: from now on.',
    })
    _after: string | null,
    @Arg('ticketId', () => ID, {
      nullable: true,
      description: 'Only this ticket or request; silent where one may not see it.',
    })
    _ticketId: string | null,
  ) {
    return item
  }

  @FieldResolver(() => Request, { nullable: true, description: 'The request; null for staff.' })
  request(@Root() item: UpdateItem, @Ctx() ctx: Context) {
    return requestFollowed(ctx, item.ticketId)
  }

  @FieldResolver(() => Ticket, { nullable: true, description: 'The ticket; null for clients.' })
  ticket(@Root() item: UpdateItem, @Ctx() ctx: Context) {
    return ticketFollowed(ctx, item.ticketId)
  }

  @FieldResolver(() => RequestEntry, { nullable: true, description: 'What was added to the timeline; null for staff.' })
  requestEntry(@Root() item: UpdateItem, @Ctx() ctx: Context) {
    return requestEntryOf(ctx, item.entryId)
  }

  @FieldResolver(() => TicketEntry, { nullable: true, description: 'What was added to the history; null for clients.' })
  ticketEntry(@Root() item: UpdateItem, @Ctx() ctx: Context) {
    return ticketEntryOf(ctx, item.entryId)
  }
}
