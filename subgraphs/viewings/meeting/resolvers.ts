import { Arg, Args, ArgsType, Ctx, Field, FieldResolver, ID, Int, Resolver, Root } from 'type-graphql'
import type { Context } from '../../kernel/context.ts'
import { LocalDate } from '../../kernel/scalars.ts'
import { Agent } from '../foreign.ts'
import type { PropertyRow } from '../property/tables.ts'
import { Property } from '../property/types.ts'
import { Slot } from '../slot/types.ts'
import type { ViewingRow } from '../viewing/tables.ts'
import { Viewing } from '../viewing/types.ts'
import type { Wanted } from './meeting.ts'
import { freeSlotsOfProperty, freeSlotsOfViewing, freeTimesOfAgent } from './queries.ts'

/** For which dates, and how long, free time is wanted. */
@ArgsType()
class WantedArgs implements Wanted {
  @Field(() => LocalDate, { description: 'The first day, as a calendar where the property is shows it.' })
  from!: string

  @Field(() => LocalDate, { description: 'The last day; at most 42 days in all.' })
  to!: string

  @Field(() => Int, { defaultValue: 30, description: 'How long the viewing takes: 5 to 480 minutes.' })
  minutes!: number
}

@Resolver(() => Property)
export class PropertyFreeSlotsResolver {
  @FieldResolver(() => [Slot], {
    nullable: true,
    description:
      'When it could be viewed, at the quarters of the hour (VIE-16): for a client with the agent who would show it to them, as far ahead as that agent wants to know; for ADMIN and AGENT with themselves. Nothing is held by asking.',
  })
  freeSlots(@Root() property: PropertyRow, @Args() wanted: WantedArgs, @Ctx() ctx: Context) {
    return freeSlotsOfProperty(ctx, property, wanted)
  }
}

@Resolver(() => Viewing)
export class ViewingFreeSlotsResolver {
  @FieldResolver(() => [Slot], {
    nullable: true,
    description:
      'When it could take place, or to when it could be moved, with its agent (VIE-16). Its own time counts as free.',
  })
  freeSlots(@Root() viewing: ViewingRow, @Args() wanted: WantedArgs, @Ctx() ctx: Context) {
    return freeSlotsOfViewing(ctx, viewing, wanted)
  }
}

@Resolver(() => Agent)
export class AgentFreeTimesResolver {
  @FieldResolver(() => [Slot], {
    nullable: true,
    description:
      'When this agent could show a property: pieces of free time in their hours, each long enough, as they were just now (VIE-16). Ask it of many agents at once to find who can. For ADMIN and AGENT.',
  })
  freeTimes(
    @Root() agent: Agent,
    @Arg('propertyId', () => ID, { description: 'What would be shown.' }) propertyId: string,
    @Args() wanted: WantedArgs,
    @Ctx() ctx: Context,
  ) {
    const { from, to, minutes } = wanted
    return freeTimesOfAgent(ctx, agent.id, { from, to, minutes, propertyId })
  }
}
