import { Arg, Ctx, FieldResolver, Mutation, Resolver, Root } from 'type-graphql'
import type { Context } from '../../kernel/context.ts'
import { mutate } from '../../kernel/payload.ts'
import { Agent } from '../foreign.ts'
import { deleteException, setAvailability, setException } from './commands.ts'
import { availabilityOf } from './queries.ts'
import {
  Availability,
  AvailabilityExceptionDeleteInput,
  AvailabilityExceptionDeletePayload,
  AvailabilityExceptionSetInput,
  AvailabilityExceptionSetPayload,
  AvailabilitySetInput,
  AvailabilitySetPayload,
} from './types.ts'

@Resolver(() => Agent)
export class AgentAvailabilityResolver {
  @FieldResolver(() => Availability, {
    nullable: true,
    description: 'When this agent has time to show properties (VIE-16). For ADMIN and AGENT.',
  })
  availability(@Root() agent: Agent, @Ctx() ctx: Context) {
    return availabilityOf(ctx, agent.id)
  }

  @Mutation(() => AvailabilitySetPayload, {
    description: 'An agent says when they have time, or an administrator says it of anybody (VIE-16).',
  })
  availabilitySet(@Arg('input', () => AvailabilitySetInput) input: AvailabilitySetInput, @Ctx() ctx: Context) {
    return mutate<AvailabilitySetPayload>(ctx, async () => ({
      agent: { id: await setAvailability(ctx, input) },
    }))
  }

  @Mutation(() => AvailabilityExceptionSetPayload, {
    description: 'An agent is off on some dates, or has other hours; what was said of these dates before is gone.',
  })
  availabilityExceptionSet(
    @Arg('input', () => AvailabilityExceptionSetInput) input: AvailabilityExceptionSetInput,
    @Ctx() ctx: Context,
  ) {
    return mutate<AvailabilityExceptionSetPayload>(ctx, async () => ({
      agent: { id: await setException(ctx, input) },
    }))
  }

  @Mutation(() => AvailabilityExceptionDeletePayload, {
    description: 'An agent has the hours of every week again on some dates.',
  })
  availabilityExceptionDelete(
    @Arg('input', () => AvailabilityExceptionDeleteInput) input: AvailabilityExceptionDeleteInput,
    @Ctx() ctx: Context,
  ) {
    return mutate<AvailabilityExceptionDeletePayload>(ctx, async () => ({
      agent: { id: await deleteException(ctx, input) },
    }))
  }
}
