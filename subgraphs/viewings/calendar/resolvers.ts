import { Arg, Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql'
import type { Context } from '../../kernel/context.ts'
import { PageArgs } from '../../kernel/pages.ts'
import { DateTime } from '../../kernel/scalars.ts'
import { Agent } from '../foreign.ts'
import { ViewingConnection } from '../viewing/types.ts'
import { calendarOf } from './queries.ts'
import { CalendarFilter } from './types.ts'

@Resolver(() => Agent)
export class AgentCalendarResolver {
  @FieldResolver(() => ViewingConnection, {
    nullable: true,
    description:
      'What this agent has shown and is to show, by time, as far as the asker sees it (VIE-14). For ADMIN and AGENT.',
  })
  calendar(
    @Root() agent: Agent,
    @Args() page: PageArgs,
    @Arg('from', () => DateTime, { nullable: true, description: 'Only what ends after this.' }) from: Date | null,
    @Arg('to', () => DateTime, { nullable: true, description: 'Only what starts before this.' }) to: Date | null,
    @Arg('filter', () => CalendarFilter, { nullable: true }) filter: CalendarFilter | null,
    @Ctx() ctx: Context,
  ) {
    const period = { startsAt: from ?? undefined, endsAt: to ?? undefined }
    return calendarOf(ctx, agent.id, { ...filter, period }, page)
  }
}
