import { Arg, Args, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql'
import type { Context } from '../../kernel/context.ts'
import { PageArgs } from '../../kernel/pages.ts'
import { mutate } from '../../kernel/payload.ts'
import { displayName } from './agent.ts'
import { inviteAgent } from './commands.ts'
import { seesInternals } from './policy.ts'
import { agentOf, agentsOf } from './queries.ts'
import type { AgentRow } from './tables.ts'
import { Agent, AgentConnection, AgentInviteInput, AgentInvitePayload, Role } from './types.ts'

@Resolver(() => Agent)
export class AgentResolver {
  @Query(() => Agent, { nullable: true, description: 'One agent of the asker’s company; null where there is none.' })
  agent(@Arg('id', () => ID) id: string, @Ctx() ctx: Context) {
    return agentOf(ctx, id)
  }

  @Query(() => AgentConnection, {
    nullable: true,
    description: 'The company’s members of staff, in the order they joined. For staff.',
  })
  agents(@Args() page: PageArgs, @Ctx() ctx: Context) {
    return agentsOf(ctx, page)
  }

  @Mutation(() => AgentInvitePayload, {
    description: 'An ADMIN makes somebody a member of staff; a temporary password of 72 hours is mailed (ACC-27).',
  })
  agentInvite(@Arg('input', () => AgentInviteInput) input: AgentInviteInput, @Ctx() ctx: Context) {
    return mutate<AgentInvitePayload>(ctx, async () => ({ agent: await inviteAgent(ctx, input) }))
  }

  @FieldResolver(() => String, { description: 'First and last name.' })
  name(@Root() agent: AgentRow) {
    return displayName(agent)
  }

  @FieldResolver(() => Role, { nullable: true, description: 'What they may do. For staff; null for clients.' })
  role(@Root() agent: AgentRow, @Ctx() ctx: Context) {
    return seesInternals(ctx.actor) ? agent.role : null
  }

  @FieldResolver(() => String, { nullable: true, description: 'What they log in with. For staff; null for clients.' })
  email(@Root() agent: AgentRow, @Ctx() ctx: Context) {
    return seesInternals(ctx.actor) ? agent.email : null
  }
}
