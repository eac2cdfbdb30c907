import { FieldResolver, Resolver, Root } from 'type-graphql'
import { Agent, PortalAccount } from '../foreign.ts'
import type { EntryRow } from './tables.ts'
import { TicketAssignment, TicketEntry } from './types.ts'

@Resolver(() => TicketEntry)
export class TicketEntryResolver {
  @FieldResolver(() => Agent, {
    nullable: true,
    description: 'The member of staff who did it; null when the client or Portico itself did.',
  })
  agent(@Root() { byAgentId }: EntryRow) {
    return byAgentId && { id: byAgentId }
  }

  @FieldResolver(() => PortalAccount, {
    nullable: true,
    description: 'The client’s account that did it; null when staff or Portico itself did.',
  })
  account(@Root() { byAccountId }: EntryRow) {
    return byAccountId && { id: byAccountId }
  }
}

@Resolver(() => TicketAssignment)
export class TicketAssignmentResolver {
  @FieldResolver(() => Agent, { nullable: true, description: 'The agent whose ticket it became.' })
  assignee(@Root() { assigneeId }: EntryRow) {
    return assigneeId && { id: assigneeId }
  }
}
