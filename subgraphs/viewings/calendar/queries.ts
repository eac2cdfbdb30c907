import type { Context } from '../../kernel/context.ts'
import type { AgentId } from '../../kernel/ids.ts'
import { listed, type ConnectionValue, type PageArgs } from '../../kernel/pages.ts'
import * as policy from '../client/policy.ts'
import { byStart } from '../viewing/repository.ts'
import type { ViewingRow } from '../viewing/tables.ts'
import type { CalendarWanted } from './calendar.ts'
import { calendarsByAgent } from './loaders.ts'

/** An agent's calendar, as far as the asker sees it. */
export async function calendarOf(
  ctx: Context,
  parent: AgentId,
  wanted: CalendarWanted,
  args: PageArgs,
): Promise<ConnectionValue<ViewingRow>> {
  policy.mayArrange(ctx.actor)
  return listed(ctx, args, byStart, (page) => ctx.loader(calendarsByAgent).load({ parent, page, wanted }))
}
