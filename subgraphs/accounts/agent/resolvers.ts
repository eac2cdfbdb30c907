import { Arg, Args, Ctx, FieldResolver, ID, Int, Mutation, Query, Resolver, Root } from 'type-graphql'
import type { Context } from '../../kernel/context.ts'
import { PageArgs } from '../../kernel/pages.ts'
import { mutate } from '../../kernel/payload.ts'
import { DateTime } from '../../kernel/scalars.ts'
import { displayName } from './agent.ts'
import {
  changeAgentRole,
  inviteAgent,
  letAgentLeave,
  letAgentReturn,
  resendAgentInvitation,
  updateAgent,
} from './commands.ts'
import { seesInternals } from './policy.ts'
import { agentOf, agentsOf } from './queries.ts'
import type { AgentRow } from './tables.ts'
import {
  Agent,
  AgentConnection,
  AgentFilter,
  AgentInvitationResendInput,
  AgentInvitationResendPayload,
  AgentInviteInput,
  AgentInvitePayload,
  AgentLeaveInput,
  AgentLeavePayload,
  AgentReturnInput,
  AgentReturnPayload,
  AgentRoleChangeInput,
  AgentRoleChangePayload,
  AgentUpdateInput,
  AgentUpdatePayload,
  Role,
} from './types.ts'

@Resolver(() => Agent)
export class AgentResolver {
  @Query(() => Agent, {
    nullable: true,
    description: 'One agent of the asker’s company, also one who has left; null where there is none.',
  })
  agent(@Arg('id', () => ID) id: string, @Ctx() ctx: Context) {
    return agentOf(ctx, id)
  }

  @Query(() => AgentConnection, {
    nullable: true,
    description:
      'The company’s roster in the order they joined: members of staff who are here or, by `hasLeft`, who are ' +
      'not. For staff (ACC-27).',
  })
  agents(
    @Arg('filter', () => AgentFilter, { nullable: true, description: 'Narrows the list.' }) filter: AgentFilter | null,
    @Args() page: PageArgs,
    @Ctx() ctx: Context,
  ) {
    return agentsOf(ctx, filter ?? {}, page)
  }

  @Mutation(() => AgentInvitePayload, {
    description: 'An ADMIN makes somebody a member of staff; a temporary password of 72 hours is mailed (ACC-27).',
  })
  agentInvite(@Arg('input', () => AgentInviteInput) input: AgentInviteInput, @Ctx() ctx: Context) {
    return mutate<AgentInvitePayload>(ctx, async () => ({ agent: await inviteAgent(ctx, input) }))
  }

  @Mutation(() => AgentInvitationResendPayload, {
    description:
      'An ADMIN has a new temporary password mailed to a member of staff; the one before dies. Refused once they have chosen one of their own.',
  })
  agentInvitationResend(
    @Arg('input', () => AgentInvitationResendInput) input: AgentInvitationResendInput,
    @Ctx() ctx: Context,
  ) {
    return mutate<AgentInvitationResendPayload>(ctx, async () => ({
      agent: await resendAgentInvitation(ctx, input.agentId),
    }))
  }

  @Mutation(() => AgentUpdatePayload, {
    description: 'Staff change their own names; an ADMIN everybody’s, and the addresses they log in with (ACC-27).',
  })
  agentUpdate(@Arg('input', () => AgentUpdateInput) input: AgentUpdateInput, @Ctx() ctx: Context) {
    return mutate<AgentUpdatePayload>(ctx, async () => ({ agent: await updateAgent(ctx, input) }))
  }

  @Mutation(() => AgentRoleChangePayload, {
    description:
      'An ADMIN gives a member of staff another role, which counts at once: their sessions go on with it when they are refreshed (ACC-27).',
  })
  agentRoleChange(@Arg('input', () => AgentRoleChangeInput) input: AgentRoleChangeInput, @Ctx() ctx: Context) {
    return mutate<AgentRoleChangePayload>(ctx, async () => ({ agent: await changeAgentRole(ctx, input) }))
  }

  @Mutation(() => AgentLeavePayload, {
    description:
      'A member of staff leaves: their password, sessions, API keys and teams end at once. What they did still names them, ' +
      'and their contacts stay theirs until they are given to others (ACC-27). Once more has no effect.',
  })
  agentLeave(@Arg('input', () => AgentLeaveInput) input: AgentLeaveInput, @Ctx() ctx: Context) {
    return mutate<AgentLeavePayload>(ctx, () => letAgentLeave(ctx, input))
  }

  @Mutation(() => AgentReturnPayload, {
    description:
      'A member of staff who has left is back in the role that they had; a temporary password is mailed (ACC-27). Once more has no effect.',
  })
  agentReturn(@Arg('input', () => AgentReturnInput) input: AgentReturnInput, @Ctx() ctx: Context) {
    return mutate<AgentReturnPayload>(ctx, async () => ({ agent: await letAgentReturn(ctx, input) }))
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

  @FieldResolver(() => DateTime, {
    nullable: true,
    description: 'When they left; null for who is here. For staff; null for clients.',
  })
  leftAt(@Root() agent: AgentRow, @Ctx() ctx: Context) {
    return seesInternals(ctx.actor) ? agent.leftAt : null
  }

  @FieldResolver(() => Int, {
    nullable: true,
    description:
      'Counts the changes; send it back as `expectedVersion` to overwrite nothing unseen. For staff; null for clients.',
  })
  version(@Root() agent: AgentRow, @Ctx() ctx: Context) {
    return seesInternals(ctx.actor) ? agent.version : null
  }
}
