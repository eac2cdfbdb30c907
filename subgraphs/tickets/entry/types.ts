import { Field, ID, InterfaceType, ObjectType } from 'type-graphql'
import { connectionType } from '../../kernel/pages.ts'
import { DateTime } from '../../kernel/scalars.ts'
import { RequestStatus, TicketStatus } from '../status/types.ts'

@InterfaceType('RequestEntry', {
  autoRegisterImplementations: false,
  description: 'One thing in a request’s history that its client may see.',
  resolveType: (value: { __typename: string }) => value.__typename,
})
export class RequestEntry {
  @Field(() => ID, { description: 'Opaque and global.' })
  id!: string

  @Field(() => DateTime, { description: 'When it was written or happened.' })
  at!: Date
}

@ObjectType('RequestReply', { implements: RequestEntry, description: 'What either side wrote to the other.' })
export class RequestReply extends RequestEntry {
  @Field(() => String, { description: 'Plain text with line breaks, at most 20,000 characters.' })
  body!: string

  @Field(() => Boolean, { description: 'Whether the company wrote it, and not the client.' })
  isStaff!: boolean

  @Field(() => String, {
    nullable: true,
    description: 'How the company’s side is called in public; null for what the client wrote.',
  })
  authorName!: string | null
}

@ObjectType('RequestStatusChange', { implements: RequestEntry, description: 'The request got another status.' })
export class RequestStatusChange extends RequestEntry {
  @Field(() => RequestStatus, { description: 'The status before.' })
  from!: keyof typeof RequestStatus

  @Field(() => RequestStatus, { description: 'The status from then on.' })
  to!: keyof typeof RequestStatus
}

export const RequestEntryConnection = connectionType('RequestEntry', () => RequestEntry)

@InterfaceType('TicketEntry', {
  autoRegisterImplementations: false,
  description: 'One thing in a ticket’s history, for staff.',
  resolveType: (value: { __typename: string }) => value.__typename,
})
export class TicketEntry {
  @Field(() => ID, { description: 'Opaque and global.' })
  id!: string

  @Field(() => DateTime, { description: 'When it was written or happened.' })
  at!: Date

  @Field(() => Boolean, { description: 'Whether the client sees it too.' })
  isPublic!: boolean
}

@ObjectType('TicketReply', { implements: TicketEntry, description: 'What either side wrote to the other.' })
export class TicketReply extends TicketEntry {
  @Field(() => String, { description: 'Plain text with line breaks, at most 20,000 characters.' })
  body!: string
}

@ObjectType('TicketNote', {
  implements: TicketEntry,
  description: 'What staff wrote for themselves; no client learns that it is there.',
})
export class TicketNote extends TicketEntry {
  @Field(() => String, { description: 'Plain text with line breaks, at most 20,000 characters.' })
  body!: string
}

@ObjectType('TicketStatusChange', { implements: TicketEntry, description: 'The ticket got another status.' })
export class TicketStatusChange extends TicketEntry {
  @Field(() => TicketStatus, { name: 'from', description: 'The status before.' })
  statusFrom!: keyof typeof TicketStatus

  @Field(() => TicketStatus, { name: 'to', description: 'The status from then on.' })
  statusTo!: keyof typeof TicketStatus
}

@ObjectType('TicketAssignment', { implements: TicketEntry, description: 'The ticket was given to an agent.' })
export class TicketAssignment extends TicketEntry {}

export const TicketEntryConnection = connectionType('TicketEntry', () => TicketEntry)
