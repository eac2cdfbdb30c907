import type { Context } from '../../kernel/context.ts'
import { fullPage, type FullKey, type FullPage } from '../../kernel/full-read.ts'
import { idOf, type AccountId, type AgentId, type ContactId, type Id } from '../../kernel/ids.ts'
import { listed, type ConnectionValue, type PageArgs } from '../../kernel/pages.ts'
import type { Services } from '../../kernel/services.ts'
import { ticketStatusesOf, type RequestStatus } from '../status/status.ts'
import { ticketsByAccount, ticketsByAssignee, ticketsByContact, ticketsById } from './loaders.ts'
import * as policy from './policy.ts'
import { isSeen, listRequesters, listTickets, newestFirst, type TicketsWanted } from './repository.ts'
import type { TicketRow } from './tables.ts'
import { forClient, type RequestView } from './ticket.ts'

/** One ticket as staff see it; null for whoever may not. */
export async function ticketOf(ctx: Context, id: string): Promise<TicketRow | null> {
  return policy.seesInternals(ctx.actor) ? rowOf(ctx, id) : null
}

/** One ticket as its client sees it: for them, and for the staff who see the ticket. */
export async function requestOf(ctx: Context, id: string): Promise<RequestView | null> {
  const row = await rowOf(ctx, id)
  return row && forClient(row)
}

/**
 * Whether the asker sees this ticket of their company at this moment: it is not taken from what the operation has read
 * before. Who sees all of them is not asked for by a statement: thousands may follow the same event.
 */
export async function sees(ctx: Context, id: Id<'ticket'>): Promise<boolean> {
  const sight = policy.sightOf(ctx.actor)
  return sight.see === 'all' || isSeen(ctx.db, ctx.company, sight, id)
}

/** The tickets that a member of staff sees. */
export async function ticketsOf(
  ctx: Context,
  wanted: TicketsWanted,
  args: PageArgs,
): Promise<ConnectionValue<TicketRow>> {
  const sight = policy.sightOf(policy.mayWork(ctx.actor))
  return listed(ctx, args, newestFirst, (page) => listTickets(ctx.db, ctx.company, sight, wanted, page))
}

/** A client’s own requests, by the statuses that they see. */
export async function requestsOf(
  ctx: Context,
  wanted: readonly RequestStatus[] | null | undefined,
  args: PageArgs,
): Promise<ConnectionValue<RequestView>> {
  const sight = policy.sightOf(policy.mayRequest(ctx.actor))
  const statuses = wanted && ticketStatusesOf(wanted)
  return shownToClient(
    await listed(ctx, args, newestFirst, (page) => listTickets(ctx.db, ctx.company, sight, { statuses }, page)),
  )
}

/** What was asked with an account, as its client sees it, within the asker’s sight. */
export async function requestsOfAccount(
  ctx: Context,
  parent: AccountId,
  args: PageArgs,
): Promise<ConnectionValue<RequestView>> {
  return shownToClient(
    await listed(ctx, args, newestFirst, (page) => ctx.loader(ticketsByAccount).load({ parent, page })),
  )
}

/** What a contact asked, for staff, within the asker’s sight. */
export async function ticketsOfContact(
  ctx: Context,
  parent: ContactId,
  args: PageArgs,
): Promise<ConnectionValue<TicketRow>> {
  policy.mayWork(ctx.actor)
  return listed(ctx, args, newestFirst, (page) => ctx.loader(ticketsByContact).load({ parent, page }))
}

/** What is assigned to an agent, for staff, within the asker’s sight. */
export async function ticketsOfAgent(
  ctx: Context,
  parent: AgentId,
  args: PageArgs,
): Promise<ConnectionValue<TicketRow>> {
  policy.mayWork(ctx.actor)
  return listed(ctx, args, newestFirst, (page) => ctx.loader(ticketsByAssignee).load({ parent, page }))
}

async function rowOf(ctx: Context, id: string): Promise<TicketRow | null> {
  const ticketId = ctx.actor.kind === 'anonymous' ? null : idOf('ticket', id)
  return ticketId && ctx.loader(ticketsById).load(ticketId)
}

function shownToClient(list: ConnectionValue<TicketRow>): ConnectionValue<RequestView> {
  return { ...list, edges: list.edges.map(({ cursor, node }) => ({ cursor, node: forClient(node) })) }
}

/** The contacts that ever opened a ticket, page by page: contacts' full read. */
export function requesters({ db }: Services, params: Readonly<Record<string, string>>): Promise<FullPage> {
  return fullPage(
    params,
    (key: FullKey) => key,
    (after, limit) => listRequesters(db, after, limit),
  )
}
