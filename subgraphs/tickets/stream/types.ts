import { createUnionType, Field, ObjectType, registerEnumType } from 'type-graphql'
import { Cursor, DateTime } from '../../kernel/scalars.ts'
import { CursorExpired, Heartbeat, StreamOpened } from '../../kernel/stream-items.ts'
import { RequestStatus, TicketStatus } from '../status/types.ts'
import type { StatusItem, TicketUpdateKind as Kind, UpdateItem } from './queries.ts'

const resumed = 'Where the stream is now; subscribe again `after` it to miss and repeat nothing.'

@ObjectType('TicketStatusChanged', {
  description: 'A ticket got another status. The statuses are those of that moment, `request` and `ticket` are of now.',
})
export class TicketStatusChanged implements Omit<StatusItem, '__typename' | 'ticketId'> {
  @Field(() => Cursor, { description: resumed })
  cursor!: string

  @Field(() => DateTime, { description: 'When.' })
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
    SUBMITTED: { description: 'It is new.' },
    REPLIED: { description: 'Either side wrote to the other.' },
    NOTED: { description: 'Staff wrote a note; never sent to clients.' },
    ASSIGNED: { description: 'It was given to an agent; never sent to clients.' },
  },
})

@ObjectType('TicketUpdated', { description: 'Something was added to a ticket.' })
export class TicketUpdated implements Omit<UpdateItem, '__typename' | 'ticketId' | 'entryId'> {
  @Field(() => Cursor, { description: resumed })
  cursor!: string

  @Field(() => TicketUpdateKind, { description: 'What it was.' })
  kind!: Kind

  @Field(() => DateTime, { description: 'When.' })
  at!: Date
}

const nameOf = (item: object) => (item as { __typename: string }).__typename

export const TicketStatusStreamItem = createUnionType({
  name: 'TicketStatusStreamItem',
  description: 'What `ticketStatusChanged` sends.',
  types: () => [StreamOpened, TicketStatusChanged, Heartbeat, CursorExpired] as const,
  resolveType: nameOf,
})

export const TicketUpdateStreamItem = createUnionType({
  name: 'TicketUpdateStreamItem',
  description: 'What `ticketUpdated` sends.',
  types: () => [StreamOpened, TicketUpdated, Heartbeat, CursorExpired] as const,
  resolveType: nameOf,
})
