import type { Context } from '../../kernel/context.ts'
import { idOf } from '../../kernel/ids.ts'
import { listed, type ConnectionValue, type PageArgs } from '../../kernel/pages.ts'
import { agentsById } from './loaders.ts'
import * as policy from './policy.ts'
import { firstJoined, listAgents, type AgentsWanted } from './repository.ts'
import type { AgentRow } from './tables.ts'

/** One agent of the asker's company. */
export async function agentOf(ctx: Context, id: string): Promise<AgentRow | null> {
  const agentId = idOf('agent', id)
  return agentId && policy.seesAgent(ctx.actor, agentId) ? ctx.loader(agentsById).load(agentId) : null
}

/** Which part of the roster is wanted. */
export interface RosterWanted extends Omit<AgentsWanted, 'team'> {
  readonly teamId?: string | null
}

/** The company's members of staff, those who are here if nothing else is wanted. */
export async function agentsOf(
  ctx: Context,
  { teamId, ...wanted }: RosterWanted,
  args: PageArgs,
): Promise<ConnectionValue<AgentRow>> {
  policy.mayList(ctx.actor)
  const team = teamId == null ? undefined : idOf('team', teamId)
  return listed(ctx, args, firstJoined, (page) => listAgents(ctx.db, ctx.company, { ...wanted, team }, page))
}
