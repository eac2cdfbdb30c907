import type { Context } from '../../kernel/context.ts'
import { append } from '../../kernel/events/append.ts'
import { newId } from '../../kernel/ids.ts'
import * as agent from './agent.ts'
import * as policy from './policy.ts'
import { insertAgent } from './repository.ts'
import type { AgentRow } from './tables.ts'

/** Makes somebody a member of staff, who is mailed a temporary password (ACC-27). */
export async function inviteAgent(ctx: Context, given: agent.NewAgent): Promise<AgentRow> {
  policy.mayInvite(ctx.actor)
  const joined = agent.join(ctx.company, newId('agent'), given, ctx.now())
  return ctx.transact(async (tx) => {
    const saved = await insertAgent(tx, joined.agent)
    const { company, language } = ctx
    await ctx.services.jobs.enqueue(tx, 'mailStaffInvitation', { company, agentId: saved.id, language })
    await append(tx, joined.event, ctx)
    return saved
  })
}
