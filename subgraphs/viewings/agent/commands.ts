import type { Role } from '../../kernel/actor.ts'
import { question } from '../../kernel/ask.ts'
import type { Context } from '../../kernel/context.ts'
import type { AgentId } from '../../kernel/ids.ts'
import * as policy from '../client/policy.ts'
import { refuse } from '../refusals.ts'

interface Told {
  readonly agent: { readonly id: AgentId; readonly role: Role | null; readonly leftAt: string | null } | null
}

const AGENT = question<Told, { id: string }>('query agentOfViewing($id: ID!) { agent(id: $id) { id role leftAt } }')

/** A member of the company who can show properties and has not left; asked of accounts, so before the transaction. */
export async function findAgent(ctx: Context, agentId: string): Promise<AgentId> {
  const { agent } = await ctx.services.ask('accounts', AGENT, { id: agentId }, ctx)
  if (!agent || agent.leftAt) throw refuse('NOT_FOUND', { noun: 'agent', path: ['input', 'agentId'] })
  if (agent.role === 'SUPPORT') throw refuse('AGENT_SHOWS_NONE', { path: ['input', 'agentId'] })
  return agent.id
}

/** Whose calendar is to change: the asker's own where none is named; an administrator may name anybody's. */
export async function findCalendarOwner(ctx: Context, agentId: string | null | undefined): Promise<AgentId> {
  const { agent, role } = policy.mayArrange(ctx.actor)
  if (agentId == null || agentId === agent) return agent
  if (role !== 'ADMIN') throw refuse('OWN_CALENDAR_ONLY', { path: ['input', 'agentId'] })
  return findAgent(ctx, agentId)
}
