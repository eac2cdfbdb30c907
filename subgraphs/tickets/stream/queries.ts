import type { Context } from '../../kernel/context.ts'
import type { Following, StreamItem } from '../../kernel/events/event-log.ts'
import type { Id } from '../../kernel/ids.ts'
import type { TicketAssigned, TicketNoted, TicketReplied, TicketStatusChanged, TicketSubmitted } from '../events.ts'
import { isSeenByClient, requestStatusOf, type RequestStatus, type TicketStatus } from '../status/status.ts'
import * as policy from '../ticket/policy.ts'
import type { TicketRow } from '../ticket/tables.ts'
import type { RequestView } from '../ticket/ticket.ts'
import { requestOf, sees, ticketOf } from '../ticket/queries.ts'

/** What both subscriptions take. */
export interface FollowArgs {
  readonly after?: string | null
  readonly ticketId?: string | null
}

/** One change of a status, as the viewer sees it. */
export interface StatusItem {
  readonly __typename: 'TicketStatusChanged'
  readonly ticketId: Id<'ticket'>
  readonly at: Date
  readonly requestStatus: RequestStatus
  /** Null for a client. */
  readonly ticketStatus: TicketStatus | null
}

/** Changes of the status that the viewer sees; of the others a client gets nothing at all (TIC-7). */
export function followStatus(ctx: Context, args: FollowArgs): AsyncIterableIterator<StreamItem<StatusItem>> {
  const isInternal = policy.seesInternals(policy.mayFollow(ctx.actor))
  return ctx.services.events.follow<TicketStatusChanged, StatusItem>({
    ...interestOf(ctx, args),
    types: ['ticket.status_changed'],
    may: ({ data }) => (isInternal || isSeenByClient(data.from, data.to)) && sees(ctx, data.ticketId),
    item: ({ at, data: { ticketId, to } }) => ({
      __typename: 'TicketStatusChanged',
      ticketId,
      at,
      requestStatus: requestStatusOf(to),
      ticketStatus: isInternal ? to : null,
    }),
  })
}

const updateKinds = {
  'ticket.submitted': 'SUBMITTED',
  'ticket.replied': 'REPLIED',
  'ticket.noted': 'NOTED',
  'ticket.assigned': 'ASSIGNED',
} as const

type Update = TicketSubmitted | TicketReplied | TicketNoted | TicketAssigned
export type TicketUpdateKind = (typeof updateKinds)[keyof typeof updateKinds]

/** One thing that was added to a ticket. */
export interface UpdateItem {
  readonly __typename: 'TicketUpdated'
  readonly ticketId: Id<'ticket'>
  readonly entryId: Id<'entry'>
  readonly kind: TicketUpdateKind
  readonly at: Date
}

/** A client's stream never reads the other kinds of facts, so that no mistake further on could show one (TIC-4). */
const typesForClient = ['ticket.submitted', 'ticket.replied'] as const
const typesForStaff = [...typesForClient, 'ticket.noted', 'ticket.assigned'] as const

/** Whatever else happens to tickets, as far as the viewer may see it. */
export function followUpdates(ctx: Context, args: FollowArgs): AsyncIterableIterator<StreamItem<UpdateItem>> {
  const isInternal = policy.seesInternals(policy.mayFollow(ctx.actor))
  return ctx.services.events.follow<Update, UpdateItem>({
    ...interestOf(ctx, args),
    types: isInternal ? typesForStaff : typesForClient,
    may: ({ data }) => sees(ctx, data.ticketId),
    item: ({ type, at, data: { ticketId, entryId } }) => ({
      __typename: 'TicketUpdated',
      ticketId,
      entryId,
      kind: updateKinds[type],
      at,
    }),
  })
}

/** The request that an item is about, for the client whose it is. */
export async function requestFollowed(ctx: Context, id: Id<'ticket'>): Promise<RequestView | null> {
  return policy.seesInternals(ctx.actor) ? null : requestOf(ctx, id)
}

/** The ticket that an item is about, for staff. */
export async function ticketFollowed(ctx: Context, id: Id<'ticket'>): Promise<TicketRow | null> {
  return ticketOf(ctx, id)
}

type Interest = Pick<Following<never, never>, 'company' | 'after' | 'subject' | 'person'>

/** The narrowest index: one ticket's events, else those that concern the viewer, else, for who sees all, the company's. */
function interestOf(ctx: Context, { after, ticketId }: FollowArgs): Interest {
  const from = { company: ctx.company, after: after ?? null }
  if (ticketId != null) return { ...from, subject: ticketId }
  const person = policy.personFollowed(ctx.actor)
  return person ? { ...from, person } : from
}
