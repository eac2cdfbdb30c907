import type { Context } from '../../kernel/context.ts'
import { idOf, type ContactId, type Id } from '../../kernel/ids.ts'
import { listed, type ConnectionValue, type PageArgs } from '../../kernel/pages.ts'
import * as policy from '../client/policy.ts'
import { historyByViewing, viewingsByContact, viewingsById } from './loaders.ts'
import { asItHappened, listViewings, orderOf } from './repository.ts'
import type { HistoryRow, ViewingRow } from './tables.ts'
import type { ViewingsWanted } from './viewing.ts'

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
  return listed(ctx, args, orderOf(wanted), (page) => listViewings(ctx.db, ctx.company, sight, wanted, ctx.now(), page))
}

export async function viewingsOfContact(
  ctx: Context,
  parent: ContactId,
  wanted: ViewingsWanted,
  args: PageArgs,
): Promise<ConnectionValue<ViewingRow>> {
  policy.mayTakePart(ctx.actor)
  return listed(ctx, args, orderOf(wanted), (page) => ctx.loader(viewingsByContact).load({ parent, page, wanted }))
}

export async function historyOf(
  ctx: Context,
  parent: Id<'viewing'>,
  args: PageArgs,
): Promise<ConnectionValue<HistoryRow>> {
  return listed(ctx, args, asItHappened, (page) => ctx.loader(historyByViewing).load({ parent, page }))
}
