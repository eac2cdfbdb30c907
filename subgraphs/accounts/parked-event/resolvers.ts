import { Arg, Args, Ctx, Mutation, Query, Resolver } from 'type-graphql'
import type { Context } from '../../kernel/context.ts'
import { PageArgs } from '../../kernel/pages.ts'
import { mutate } from '../../kernel/payload.ts'
import { replayConsumer, retryParkedEvent, skipParkedEvent } from './commands.ts'
import { parkedEventsOf } from './queries.ts'
import {
  ConsumerReplayInput,
  ConsumerReplayPayload,
  ParkedEvent,
  ParkedEventConnection,
  ParkedEventRetryInput,
  ParkedEventRetryPayload,
  ParkedEventSkipInput,
  ParkedEventSkipPayload,
} from './types.ts'

@Resolver(() => ParkedEvent)
export class ParkedEventResolver {
  @Query(() => ParkedEventConnection, {
    nullable: true,
    description:
      'The company’s events that a part of the product could not take in, as they were parked. For ADMIN, in person.',
  })
  parkedEvents(@Args() page: PageArgs, @Ctx() ctx: Context) {
    return parkedEventsOf(ctx, page)
  }

  @Mutation(() => ParkedEventRetryPayload, { description: 'An ADMIN lets a parked event be tried now.' })
  parkedEventRetry(
    @Arg('input', () => ParkedEventRetryInput) { parkedEventId }: ParkedEventRetryInput,
    @Ctx() ctx: Context,
  ) {
    return mutate<ParkedEventRetryPayload>(ctx, async () => ({
      parkedEventId: await retryParkedEvent(ctx, parkedEventId),
    }))
  }

  @Mutation(() => ParkedEventSkipPayload, { description: 'An ADMIN gives a parked event up; it never takes effect.' })
  parkedEventSkip(
    @Arg('input', () => ParkedEventSkipInput) { parkedEventId }: ParkedEventSkipInput,
    @Ctx() ctx: Context,
  ) {
    return mutate<ParkedEventSkipPayload>(ctx, async () => ({
      parkedEventId: await skipParkedEvent(ctx, parkedEventId),
    }))
  }

  @Mutation(() => ConsumerReplayPayload, {
    description: 'An ADMIN lets a reaction that only keeps the latest apply all events of one entity again.',
  })
  consumerReplay(
    @Arg('input', () => ConsumerReplayInput) { consumer, entityId }: ConsumerReplayInput,
    @Ctx() ctx: Context,
  ) {
    return mutate<ConsumerReplayPayload>(ctx, async () => ({ events: await replayConsumer(ctx, consumer, entityId) }))
  }
}
