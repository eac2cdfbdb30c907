import { and } from 'drizzle-orm'
import type { Context } from '../../kernel/context.ts'
import type { AgentId } from '../../kernel/ids.ts'
import { pagesByParent, pagesByWanted } from '../../kernel/pages-by-parent.ts'
import { sightOf } from '../client/policy.ts'
import { byStart, seenBy } from '../viewing/repository.ts'
import { viewings } from '../viewing/tables.ts'
import type { CalendarWanted } from './calendar.ts'
import { inCalendar } from './repository.ts'

/** Each agent's calendar, as far as the asker sees it. */
export const calendarsByAgent = (ctx: Context) =>
  pagesByWanted((wanted: CalendarWanted) =>
    pagesByParent<AgentId, typeof viewings>(ctx.db, {
      table: viewings,
      parent: viewings.agentId,
      order: byStart,
      where: and(seenBy(sightOf(ctx.actor), ctx.company), inCalendar(wanted, ctx.now())),
    }),
  )
