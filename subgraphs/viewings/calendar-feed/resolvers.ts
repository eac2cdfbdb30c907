import { Arg, Ctx, Mutation, Query, Resolver } from 'type-graphql'
import type { Context } from '../../kernel/context.ts'
import { mutate } from '../../kernel/payload.ts'
import { createFeed, endFeed } from './commands.ts'
import { feedOfAsker } from './queries.ts'
import {
  CalendarFeed,
  CalendarFeedCreateInput,
  CalendarFeedCreatePayload,
  CalendarFeedDeleteInput,
  CalendarFeedDeletePayload,
} from './types.ts'

@Resolver(() => CalendarFeed)
export class CalendarFeedResolver {
  @Query(() => CalendarFeed, {
    nullable: true,
    description:
      'The asker’s own calendar feed; null if they have none. For people who take part in viewings (VIE-14).',
  })
  calendarFeed(@Ctx() ctx: Context) {
    return feedOfAsker(ctx)
  }

  @Mutation(() => CalendarFeedCreatePayload, {
    description:
      'Gives the asker’s viewings an address that calendar software can subscribe to; the one before leads nowhere from now on (VIE-14).',
  })
  calendarFeedCreate(@Arg('input', () => CalendarFeedCreateInput) input: CalendarFeedCreateInput, @Ctx() ctx: Context) {
    return mutate<CalendarFeedCreatePayload>(ctx, () => createFeed(ctx, input))
  }

  @Mutation(() => CalendarFeedDeletePayload, {
    description: 'Ends the asker’s calendar feed; nothing happens where there is none (VIE-14).',
  })
  calendarFeedDelete(@Arg('input', () => CalendarFeedDeleteInput) input: CalendarFeedDeleteInput, @Ctx() ctx: Context) {
    return mutate<CalendarFeedDeletePayload>(ctx, () => endFeed(ctx, input))
  }
}
