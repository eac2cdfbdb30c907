import { Arg, Args, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql'
import type { Context } from '../../kernel/context.ts'
import { PageArgs } from '../../kernel/pages.ts'
import { mutate } from '../../kernel/payload.ts'
import type { AgentRow } from '../agent/tables.ts'
import { Agent, AgentConnection } from '../agent/types.ts'
import { createTeam, removeTeam, updateTeam } from './commands.ts'
import { membersOf, teamOf, teamsOf, teamsOfAgent } from './queries.ts'
import type { TeamRow } from './tables.ts'
import {
  Team,
  TeamConnection,
  TeamCreateInput,
  TeamCreatePayload,
  TeamDeleteInput,
  TeamDeletePayload,
  TeamUpdateInput,
  TeamUpdatePayload,
} from './types.ts'

@Resolver(() => Team)
export class TeamResolver {
  @Query(() => Team, {
    nullable: true,
    description: 'One team of the asker’s company; null where there is none, and for clients.',
  })
  team(@Arg('id', () => ID) id: string, @Ctx() ctx: Context) {
    return teamOf(ctx, id)
  }

  @Query(() => TeamConnection, {
    nullable: true,
    description: 'The company’s teams, in the order in which they were made. For staff (ACC-27).',
  })
  teams(@Args() page: PageArgs, @Ctx() ctx: Context) {
    return teamsOf(ctx, page)
  }

  @Mutation(() => TeamCreatePayload, { description: 'An ADMIN makes a team of members of staff (ACC-27).' })
  teamCreate(@Arg('input', () => TeamCreateInput) input: TeamCreateInput, @Ctx() ctx: Context) {
    return mutate<TeamCreatePayload>(ctx, async () => ({ team: await createTeam(ctx, input) }))
  }

  @Mutation(() => TeamUpdatePayload, { description: 'An ADMIN says what a team is called and who is in it (ACC-27).' })
  teamUpdate(@Arg('input', () => TeamUpdateInput) input: TeamUpdateInput, @Ctx() ctx: Context) {
    return mutate<TeamUpdatePayload>(ctx, async () => ({ team: await updateTeam(ctx, input) }))
  }

  @Mutation(() => TeamDeletePayload, { description: 'An ADMIN ends a team (ACC-27).' })
  teamDelete(@Arg('input', () => TeamDeleteInput) input: TeamDeleteInput, @Ctx() ctx: Context) {
    return mutate<TeamDeletePayload>(ctx, async () => ({ teamId: await removeTeam(ctx, input.teamId) }))
  }

  @FieldResolver(() => AgentConnection, {
    nullable: true,
    description: 'Who is in it, in the order in which they joined the company.',
  })
  members(@Root() team: TeamRow, @Args() page: PageArgs, @Ctx() ctx: Context) {
    return membersOf(ctx, team.id, page)
  }
}

@Resolver(() => Agent)
export class AgentTeamsResolver {
  @FieldResolver(() => TeamConnection, { nullable: true, description: 'In which teams they are. For staff (ACC-27).' })
  teams(@Root() agent: AgentRow, @Args() page: PageArgs, @Ctx() ctx: Context) {
    return teamsOfAgent(ctx, agent.id, page)
  }
}
