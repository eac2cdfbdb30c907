import DataLoader from 'dataloader'
import type { Context } from '../../kernel/context.ts'
import type { AgentId } from '../../kernel/ids.ts'
import { addDays, dateIn } from '../zone/zone.ts'
import { usual, type Availability } from './availability.ts'
import { availabilitiesOf } from './repository.ts'

/** Beyond every date that an exception can have. */
const THE_END = '9999-12-31'

/** Each agent's hours with the exceptions that are not over, wherever on earth; the usual ones of who has said nothing. */
export const availabilitiesByAgent = (ctx: Context): DataLoader<AgentId, Availability> =>
  new DataLoader(async (agents) => {
    const from = addDays(dateIn('UTC', ctx.now()), -1)
    const found = await availabilitiesOf(ctx.db, ctx.company, agents, { from, to: THE_END })
    return agents.map((agent) => found.get(agent) ?? usual)
  })
