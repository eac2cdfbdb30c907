import type { Context } from '../../kernel/context.ts'
import type { Id } from '../../kernel/ids.ts'
import { listed, type ConnectionValue, type PageArgs } from '../../kernel/pages.ts'
import * as policy from '../ticket/policy.ts'
import { forClient, forStaff, type RequestEntryView, type TicketEntryView } from './entry.ts'
import { entriesById, entriesByTicket, publicEntriesByTicket } from './loaders.ts'
import { inTimeOrder } from './repository.ts'

/** The history of a ticket that the asker sees as its client does. */
export async function requestTimeline(
  ctx: Context,
  parent: Id<'ticket'>,
  args: PageArgs,
): Promise<ConnectionValue<RequestEntryView>> {
  const list = await listed(ctx, args, inTimeOrder, (page) => ctx.loader(publicEntriesByTicket).load({ parent, page }))
  return { ...list, edges: list.edges.map(({ cursor, node }) => ({ cursor, node: forClient(node) })) }
}

/** The history of a ticket that the asker sees as staff do. */
export async function ticketTimeline(
  ctx: Context,
  parent: Id<'ticket'>,
  args: PageArgs,
): Promise<ConnectionValue<TicketEntryView>> {
  const list = await listed(ctx, args, inTimeOrder, (page) => ctx.loader(entriesByTicket).load({ parent, page }))
  return { ...list, edges: list.edges.map(({ cursor, node }) => ({ cursor, node: forStaff(node) })) }
}

/** One entry that a client was told of; null for staff, and where it is not for clients. */
export async function requestEntryOf(ctx: Context, id: Id<'entry'>): Promise<RequestEntryView | null> {
  if (policy.seesInternals(ctx.actor)) return null
  const entry = await ctx.loader(entriesById).load(id)
  return entry?.isPublic ? forClient(entry) : null
}

/** One entry that staff were told of; null for clients. */
export async function ticketEntryOf(ctx: Context, id: Id<'entry'>): Promise<TicketEntryView | null> {
  if (!policy.seesInternals(ctx.actor)) return null
  const entry = await ctx.loader(entriesById).load(id)
  return entry && forStaff(entry)
}
