import type { Context } from '../../kernel/context.ts'
import { idOf, type AgentId, type ContactId, type Id } from '../../kernel/ids.ts'
import { listed, type ConnectionValue, type PageArgs } from '../../kernel/pages.ts'
import * as policy from '../client/policy.ts'
import type { Slot } from '../slot/slot.ts'
import { calendarsByAgent, historyByViewing, viewingsByContact, viewingsById } from './loaders.ts'
import { asItHappened, byStart, listViewings, newestFirst, type ViewingsWanted } from './repository.ts'
import type { HistoryRow, ViewingRow } from './tables.ts'

/** One viewing, as far as the asker sees it. */
export async function viewingOf(ctx: Context, id: string): Promise<ViewingRow | null> {
  const viewingId = ctx.actor.kind === 'anonymous' ? null : idOf('viewing', id)
  return viewingId && ctx.loader(viewingsById).load(viewingId)
}

export async function viewingsOf(
  ctx: Context,
  wanted: ViewingsWanted,
  args: PageArgs,
): Promise<ConnectionValue<ViewingRow>> {
  const sight = policy.sightOf(policy.mayTakePart(ctx.actor))
  return listed(ctx, args, newestFirst, (page) => listViewings(ctx.db, ctx.company, sight, wanted, ctx.now(), page))
}

export async function viewingsOfContact(
  ctx: Context,
  parent: ContactId,
  args: PageArgs,
): Promise<ConnectionValue<ViewingRow>> {
  policy.mayTakePart(ctx.actor)
  return listed(ctx, args, newestFirst, (page) => ctx.loader(viewingsByContact).load({ parent, page }))
}

export async function calendarOf(
  ctx: Context,
  parent: AgentId,
  period: Partial<Slot>,
  args: PageArgs,
): Promise<ConnectionValue<ViewingRow>> {
  policy.mayArrange(ctx.actor)
  return listed(ctx, args, byStart, (page) => ctx.loader(calendarsByAgent).load({ parent, page, period }))
}

export async function historyOf(
  ctx: Context,
  parent: Id<'viewing'>,
  args: PageArgs,
): Promise<ConnectionValue<HistoryRow>> {
  return listed(ctx, args, asItHappened, (page) => ctx.loader(historyByViewing).load({ parent, page }))
}
