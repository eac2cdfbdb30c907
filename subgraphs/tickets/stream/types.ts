import { Field, ObjectType, registerEnumType } from 'type-graphql'
import { DateTime } from '../../kernel/scalars.ts'
import { streamItemType, WithCursor } from '../../kernel/stream-items.ts'
import { RequestStatus, TicketStatus } from '../status/types.ts'
import type { StatusItem, TicketUpdateKind as Kind, UpdateItem } from './queries.ts'

@ObjectType('TicketStatusChanged', {
  description: 'A ticket got another status. The statuses are those of that moment, `request` and `ticket` are of now.',
})
export class TicketStatusChanged extends WithCursor implements Omit<StatusItem, '__typename' | 'ticketId'> {
  @Field(() => DateTime, { description: 'When it happened.' })
  at!: Date

  @Field(() => RequestStatus, { description: 'The status from then on, as the client sees it.' })
  requestStatus!: StatusItem['requestStatus']

  @Field(() => TicketStatus, {
    nullable: true,
    description: 'The status from then on, as staff call it; null for clients.',
  })
  ticketStatus!: StatusItem['ticketStatus']
}

const TicketUpdateKind: { readonly [K in Kind]: K } = {
  SUBMITTED: 'SUBMITTED',
  REPLIED: 'REPLIED',
  NOTED: 'NOTED',
  ASSIGNED: 'ASSIGNED',
}
registerEnumType(TicketUpdateKind, {
  name: 'TicketUpdateKind',
  description: 'What was added to a ticket.',
  valuesConfig: {
    SUBMITTED: { description: 'A client asked it just now.' },
    REPLIED: { description: 'Either side wrote to the other.' },
    NOTED: { description: 'Staff wrote a note; never sent to clients.' },
    ASSIGNED: { description: 'It was given to an agent; never sent to clients.' },
  },
})

@ObjectType('TicketUpdated', { description: 'Something was added to a ticket.' })
export class TicketUpdated extends WithCursor implements Omit<UpdateItem, '__typename' | 'ticketId' | 'entryId'> {
  @Field(() => TicketUpdateKind, { description: 'What happened.' })
  kind!: Kind

  @Field(() => DateTime, { description: 'When it happened.' })
  at!: Date
}

export const TicketStatusStreamItem = streamItemType(
  'ticketStatusChanged',
  'TicketStatusStreamItem',
  () => TicketStatusChanged,
)
export const TicketUpdateStreamItem = streamItemType('ticketUpdated', 'TicketUpdateStreamItem', () => TicketUpdated)
