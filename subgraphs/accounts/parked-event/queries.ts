import type { Context } from '../../kernel/context.ts'
import { parkedFirst } from '../../kernel/events/operate.ts'
import type { ParkedTold } from '../../kernel/operations.ts'
import { listed, rowsOf, type ConnectionValue, type PageArgs } from '../../kernel/pages.ts'
import { subgraphNames } from '../../kernel/subgraph.ts'
import * as policy from './policy.ts'
import { parkedEventOf, type ParkedEventView } from './told.ts'

/** The company's parked events of all four subgraphs, in the order in which they were parked: their ids tell it. */
export async function parkedEventsOf(ctx: Context, args: PageArgs): Promise<ConnectionValue<ParkedEventView>> {
  policy.mayOperate(ctx.actor)
  const { links } = ctx.services
  return listed(ctx, args, parkedFirst, async (page) => {
    const { limit, forwards, from } = page
    const asked = {
      company: ctx.company,
      limit: `${limit}`,
      forwards: `${forwards}`,
      ...(from !== null && { from }),
    }
    const told = await Promise.all(subgraphNames.map((name) => links[name].get<ParkedTold[]>('parked', asked)))
    const sorted = told.flat().sort((a, b) => (a.id < b.id === forwards ? -1 : 1))
    return rowsOf(page, sorted.slice(0, limit + 1).map(parkedEventOf))
  })
}
