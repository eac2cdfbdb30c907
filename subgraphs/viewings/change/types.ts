import { Field, ID, Int, ObjectType } from 'type-graphql'
import { enumType } from '../../kernel/enums.ts'
import { connectionType } from '../../kernel/pages.ts'
import { DateTime } from '../../kernel/scalars.ts'
import { streamItemType, WithCursor } from '../../kernel/stream-items.ts'
import { ViewingGateOpened } from '../gate/types.ts'
import { viewingChange, type HistoryRow } from '../viewing/tables.ts'
import { ViewingStatus } from '../viewing/types.ts'
import type { ChangeItem } from './queries.ts'

const ViewingChange = enumType(viewingChange, 'ViewingChange', 'What happened to a viewing.', {
  REQUESTED: 'Somebody asked for it.',
  CONFIRMED: 'Staff agreed on a time.',
  REJECTED: 'Staff declined.',
  RESCHEDULED: 'Staff moved it to another time.',
  CANCELLED: 'Either side called it off.',
  COMPLETED: 'It took place, or is taken to have.',
  DATES_ADDED: 'More days were named that would suit.',
  PROPOSED: 'The client asked for another time.',
  PROPOSAL_DECLINED: 'Staff left the time as it is.',
  REASSIGNED: 'Another agent shows it.',
  NO_SHOW: 'The client did not come.',
})

@ObjectType('ViewingHistoryEntry', { description: 'One thing that happened to a viewing: who, what, when.' })
export class ViewingHistoryEntry implements Pick<
  HistoryRow,
  'change' | 'byId' | 'at' | 'startsAt' | 'endsAt' | 'reason' | 'version'
> {
  @Field(() => ViewingChange, { description: 'What happened.' })
  change!: HistoryRow['change']

  @Field(() => ID, { nullable: true, description: 'Who did it: an agent or a portal account; null for the system.' })
  byId!: HistoryRow['byId']

  @Field(() => DateTime, { description: 'When it happened.' })
  at!: Date

  @Field(() => DateTime, {
    nullable: true,
    description: 'The start as it was agreed on after this; of a proposal, the proposed one.',
  })
  startsAt!: Date | null

  @Field(() => DateTime, {
    nullable: true,
    description: 'The end as it was agreed on after this; of a proposal, the proposed one.',
  })
  endsAt!: Date | null

  @Field(() => String, { nullable: true, description: 'Why, where a rejection or a cancellation said so.' })
  reason!: string | null

  @Field(() => Int, { description: 'The viewing’s version that this made.' })
  version!: number
}

export const ViewingHistoryEntryConnection = connectionType('ViewingHistoryEntry', () => ViewingHistoryEntry)

@ObjectType('ViewingChanged', {
  description:
    'Something happened to a viewing: it was asked for, agreed on, moved, declined, called off, completed … (VIE-13).',
})
export class ViewingChanged
  extends WithCursor
  implements Pick<ChangeItem, 'at' | 'change' | 'status' | 'startsAt' | 'endsAt'>
{
  @Field(() => DateTime, { description: 'When it happened.' })
  at!: Date

  @Field(() => ViewingChange, { description: 'What happened.' })
  change!: ChangeItem['change']

  @Field(() => ViewingStatus, { description: 'The state after it; the viewing itself may have gone on since.' })
  status!: ChangeItem['status']

  @Field(() => DateTime, { nullable: true, description: 'The start as it was agreed on then.' })
  startsAt!: Date | null

  @Field(() => DateTime, { nullable: true, description: 'The end as it was agreed on then.' })
  endsAt!: Date | null
}

export const ViewingStreamItem = streamItemType(
  'viewingChanged',
  'ViewingStreamItem',
  () => ViewingChanged,
  () => ViewingGateOpened,
)
