import type { Context } from '../../kernel/context.ts'
import type { AgentId } from '../../kernel/ids.ts'
import * as policy from '../client/policy.ts'
import type { Availability } from './availability.ts'
import { availabilitiesByAgent } from './loaders.ts'

/** When an agent has time, for those who agree on times with clients. */
export async function availabilityOf(ctx: Context, agent: AgentId): Promise<Availability> {
  policy.mayArrange(ctx.actor)
  return ctx.loader(availabilitiesByAgent).load(agent)
}
