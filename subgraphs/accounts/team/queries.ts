import type { Context } from '../../kernel/context.ts'
import { idOf, type AgentId, type TeamId } from '../../kernel/ids.ts'
import { listed, type ConnectionValue, type PageArgs } from '../../kernel/pages.ts'
import { agentsById } from '../agent/loaders.ts'
import type { AgentRow } from '../agent/tables.ts'
import { membersByTeam, teamsById, teamsByMember } from './loaders.ts'
import * as policy from './policy.ts'
import { firstJoined, firstMade, firstMadeOfMember, listTeams } from './repository.ts'
import type { TeamRow } from './tables.ts'

/** One team of the asker's company, for its staff. */
export async function teamOf(ctx: Context, id: string): Promise<TeamRow | null> {
  const teamId = policy.seesTeams(ctx.actor) ? idOf('team', id) : null
  return teamId && ctx.loader(teamsById).load(teamId)
}

export async function teamsOf(ctx: Context, args: PageArgs): Promise<ConnectionValue<TeamRow>> {
  policy.mayList(ctx.actor)
  return listed(ctx, args, firstMade, (page) => listTeams(ctx.db, ctx.company, page))
}

/** Who is in a team. */
export async function membersOf(ctx: Context, parent: TeamId, args: PageArgs): Promise<ConnectionValue<AgentRow>> {
  policy.mayList(ctx.actor)
  const found = await listed(ctx, args, firstJoined, (page) => ctx.loader(membersByTeam).load({ parent, page }))
  return shown(found, ({ agentId }) => ctx.loader(agentsById).load(agentId))
}

/** In which teams somebody is. */
export async function teamsOfAgent(ctx: Context, parent: AgentId, args: PageArgs): Promise<ConnectionValue<TeamRow>> {
  policy.mayList(ctx.actor)
  const found = await listed(ctx, args, firstMadeOfMember, (page) => ctx.loader(teamsByMember).load({ parent, page }))
  return shown(found, ({ teamId }) => ctx.loader(teamsById).load(teamId))
}

/** The same page with what its rows stand for, without what has just gone. */
async function shown<Row, Node>(
  page: ConnectionValue<Row>,
  nodeOf: (row: Row) => Promise<Node | null>,
): Promise<ConnectionValue<Node>> {
  const nodes = await Promise.all(page.edges.map(async ({ cursor, node }) => ({ cursor, node: await nodeOf(node) })))
  const edges = nodes.flatMap(({ cursor, node }) => (node ? [{ cursor, node }] : []))
  return { ...page, edges }
}
