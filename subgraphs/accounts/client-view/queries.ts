import type { Context } from '../../kernel/context.ts'
import { listed, type ConnectionValue, type PageArgs } from '../../kernel/pages.ts'
import { agentsById } from '../agent/loaders.ts'
import type { AgentRow } from '../agent/tables.ts'
import type { PortalAccountRow } from '../portal-account/tables.ts'
import { endOf } from './client-view.ts'
import { sessionsById, viewsByAccount } from './loaders.ts'
import { newestFirst } from './repository.ts'
import type { ClientViewRow } from './tables.ts'

/** Who of the staff looked at the portal as this client sees it; whoever sees the account sees it. */
export function viewsOf(
  ctx: Context,
  { id: parent }: PortalAccountRow,
  args: PageArgs,
): Promise<ConnectionValue<ClientViewRow>> {
  return listed(ctx, args, newestFirst, (page) => ctx.loader(viewsByAccount).load({ parent, page }))
}

/** When a view has ended; null while it goes on. */
export async function viewEndedAt(ctx: Context, view: ClientViewRow): Promise<Date | null> {
  return endOf(view, await ctx.loader(sessionsById).load(view.sessionId), ctx.now())
}

/** The member of staff who looks; null where the client asks. */
export async function seerOf(ctx: Context): Promise<AgentRow | null> {
  const { actor } = ctx
  return actor.kind === 'client' && actor.seenBy ? ctx.loader(agentsById).load(actor.seenBy) : null
}
