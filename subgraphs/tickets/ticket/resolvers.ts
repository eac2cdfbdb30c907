import { Arg, Args, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql'
import type { Context } from '../../kernel/context.ts'
import { PageArgs } from '../../kernel/pages.ts'
import { mutate } from '../../kernel/payload.ts'
import { ticketTimeline } from '../entry/queries.ts'
import { TicketEntryConnection } from '../entry/types.ts'
import { Agent, Contact, PortalAccount } from '../foreign.ts'
import { addTicketNote, assignTicket, replyToTicket, setTicketStatus } from './commands.ts'
import { ticketOf, ticketsOf, ticketsOfAgent, ticketsOfContact } from './queries.ts'
import type { TicketRow } from './tables.ts'
import {
  Ticket,
  TicketAssignInput,
  TicketAssignPayload,
  TicketConnection,
  TicketFilter,
  TicketNoteAddInput,
  TicketNoteAddPayload,
  TicketReplyInput,
  TicketReplyPayload,
  TicketStatusSetInput,
  TicketStatusSetPayload,
} from './types.ts'

@Resolver(() => Ticket)
export class TicketResolver {
  @Query(() => Ticket, {
    nullable: true,
    description: 'One ticket; null where there is none that the asker may see, and for clients, who ask `request`.',
  })
  ticket(@Arg('id', () => ID) id: string, @Ctx() ctx: Context) {
    return ticketOf(ctx, id)
  }

  @Query(() => TicketConnection, {
    nullable: true,
    description: 'The tickets that a member of staff sees, newest first (TIC-1).',
  })
  tickets(
    @Args() page: PageArgs,
    @Arg('filter', () => TicketFilter, { nullable: true }) filter: TicketFilter | null,
    @Ctx() ctx: Context,
  ) {
    return ticketsOf(ctx, filter ?? {}, page)
  }

  @Mutation(() => TicketReplyPayload, { description: 'Staff answer the client in public (TIC-1).' })
  ticketReply(@Arg('input', () => TicketReplyInput) input: TicketReplyInput, @Ctx() ctx: Context) {
    return mutate<TicketReplyPayload>(ctx, async () => ({
      ticket: await replyToTicket(ctx, input.ticketId, input, input.status),
    }))
  }

  @Mutation(() => TicketNoteAddPayload, { description: 'Staff write an internal note, which no client sees (TIC-4).' })
  ticketNoteAdd(@Arg('input', () => TicketNoteAddInput) input: TicketNoteAddInput, @Ctx() ctx: Context) {
    return mutate<TicketNoteAddPayload>(ctx, async () => ({
      ticket: await addTicketNote(ctx, input.ticketId, input),
    }))
  }

  @Mutation(() => TicketStatusSetPayload, { description: 'Staff say how far a ticket is (TIC-3).' })
  ticketStatusSet(@Arg('input', () => TicketStatusSetInput) input: TicketStatusSetInput, @Ctx() ctx: Context) {
    return mutate<TicketStatusSetPayload>(ctx, async () => ({
      ticket: await setTicketStatus(ctx, input.ticketId, input.status, input.expectedVersion),
    }))
  }

  @Mutation(() => TicketAssignPayload, { description: 'Staff give a ticket to an agent (TIC-6).' })
  ticketAssign(@Arg('input', () => TicketAssignInput) input: TicketAssignInput, @Ctx() ctx: Context) {
    return mutate<TicketAssignPayload>(ctx, async () => ({
      ticket: await assignTicket(ctx, input.ticketId, input.agentId),
    }))
  }

  @FieldResolver(() => Contact, {
    nullable: true,
    description: 'The contact who asked; null for somebody whom the company does not know.',
  })
  contact(@Root() { contactId }: TicketRow) {
    return contactId && { id: contactId }
  }

  @FieldResolver(() => PortalAccount, { nullable: true, description: 'The portal account that asked, if one did.' })
  account(@Root() { accountId }: TicketRow) {
    return accountId && { id: accountId }
  }

  @FieldResolver(() => Agent, { nullable: true, description: 'Who works on it; null until somebody is named.' })
  assignee(@Root() { assigneeId }: TicketRow) {
    return assigneeId && { id: assigneeId }
  }

  @FieldResolver(() => Ticket, { nullable: true, description: 'The closed ticket that this one goes on from.' })
  followUpOf(@Root() { followUpOfId }: TicketRow, @Ctx() ctx: Context) {
    return followUpOfId && ticketOf(ctx, followUpOfId)
  }

  @FieldResolver(() => TicketEntryConnection, {
    nullable: true,
    description: 'Its whole history in time order, internal notes included.',
  })
  timeline(@Root() { id }: TicketRow, @Args() page: PageArgs, @Ctx() ctx: Context) {
    return ticketTimeline(ctx, id, page)
  }
}

@Resolver(() => Contact)
export class ContactTicketsResolver {
  @FieldResolver(() => TicketConnection, {
    nullable: true,
    description: 'What this contact asked, as far as the asker sees it, newest first. For staff.',
  })
  tickets(@Root() contact: Contact, @Args() page: PageArgs, @Ctx() ctx: Context) {
    return ticketsOfContact(ctx, contact.id, page)
  }
}

@Resolver(() => Agent)
export class AgentTicketsResolver {
  @FieldResolver(() => TicketConnection, {
    nullable: true,
    description: 'The tickets this agent works on, as far as the asker sees them, newest first. For staff.',
  })
  assignedTickets(@Root() agent: Agent, @Args() page: PageArgs, @Ctx() ctx: Context) {
    return ticketsOfAgent(ctx, agent.id, page)
  }
}
