import { Directive, Field, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql'
import { enumType } from '../../kernel/enums.ts'
import { Node } from '../../kernel/node.ts'
import { connectionType } from '../../kernel/pages.ts'
import { Payload } from '../../kernel/payload.ts'
import { DateTime } from '../../kernel/scalars.ts'
import type { Target } from '../change/commands.ts'
import { PreferredDateInput } from '../preference/types.ts'
import type { Appointment, ViewingDraft } from './commands.ts'
import { viewingOutcome, viewingStatus, type ViewingRow } from './tables.ts'
import type { ViewingGroup as ViewingGroupName, ViewingsWanted } from './viewing.ts'

export const ViewingStatus = enumType(viewingStatus, 'ViewingStatus', 'How far a viewing is (VIE-7).', {
  PENDING: 'Asked for; staff have not answered yet.',
  CONFIRMED: 'A time is agreed on.',
  REJECTED: 'Staff declined; final.',
  CANCELLED: 'Either side called it off; final.',
  COMPLETED: 'Its time is over; `outcome` says how it went.',
})

export const ViewingOutcome = enumType(viewingOutcome, 'ViewingOutcome', 'How a completed viewing went (VIE-7).', {
  TOOK_PLACE: 'Staff said that it took place.',
  NO_SHOW: 'Staff said that the client did not come.',
  ASSUMED: 'Nobody had said anything by the end of its day, so it is taken to have been.',
})

const ViewingGroup: { [Group in ViewingGroupName]: Group } = {
  UPCOMING: 'UPCOMING',
  UNCONFIRMED: 'UNCONFIRMED',
  RECENT: 'RECENT',
}
registerEnumType(ViewingGroup, {
  name: 'ViewingGroup',
  description: 'The lists in which a client’s page shows viewings (VIE-14), each in its own order.',
  valuesConfig: {
    UPCOMING: { description: 'A time is agreed on that is not over yet; the next one first.' },
    UNCONFIRMED: { description: 'Asked for and not answered yet; the newest first.' },
    RECENT: { description: 'The time agreed on is over; the latest first.' },
  },
})

@Directive('@key(fields: "id")')
@ObjectType('Viewing', {
  implements: Node,
  description: 'A contact’s visit to a property, from the request on (VIE-6, VIE-7).',
})
export class Viewing implements Pick<
  ViewingRow,
  'status' | 'startsAt' | 'endsAt' | 'outsidePreferred' | 'reason' | 'cancelledAt' | 'outcome' | 'version' | 'createdAt'
> {
  @Field(() => ID)
  id!: string

  @Field(() => ViewingStatus, { description: 'How far it is.' })
  status!: ViewingRow['status']

  @Field(() => DateTime, { nullable: true, description: 'The start last agreed on; null until there is one.' })
  startsAt!: Date | null

  @Field(() => DateTime, { nullable: true, description: 'The end last agreed on; null until there is one.' })
  endsAt!: Date | null

  @Field(() => Boolean, { description: 'Whether the time agreed on lies in none of the preferred dates.' })
  outsidePreferred!: boolean

  @Field(() => String, { nullable: true, description: 'Why it was rejected or cancelled.' })
  reason!: string | null

  @Field(() => DateTime, { nullable: true, description: 'When it was cancelled.' })
  cancelledAt!: Date | null

  @Field(() => ViewingOutcome, { nullable: true, description: 'How it went; null until it is completed.' })
  outcome!: ViewingRow['outcome']

  @Field(() => Int, {
    description: 'Counts the changes; send it back as `expectedVersion` to overwrite nothing unseen.',
  })
  version!: number

  @Field(() => DateTime, { description: 'When it was asked for.' })
  createdAt!: Date
}

export const ViewingConnection = connectionType('Viewing', () => Viewing)

@InputType({ description: 'Which viewings a list shows; what is not given does not narrow it.' })
export class ViewingFilter implements ViewingsWanted {
  @Field(() => [ViewingGroup], {
    nullable: true,
    description: 'Those of one of these lists of a client’s page; of one alone in its own order.',
  })
  groups?: ViewingGroupName[]

  @Field(() => [ViewingStatus], { nullable: true, description: 'Those of one of these statuses.' })
  statuses?: ViewingRow['status'][]

  @Field(() => Boolean, { nullable: true, description: 'Whether a time is agreed on that is not over yet.' })
  isUpcoming?: boolean

  @Field(() => Boolean, { nullable: true, description: 'Whether it was, and nobody has said what the client thought.' })
  lacksFeedback?: boolean

  @Field(() => ID, { nullable: true, description: 'Those of this property.' })
  propertyId?: string

  @Field(() => ID, { nullable: true, description: 'Those of this contact.' })
  contactId?: string
}

@InputType({ description: 'What a client would like to see, and when.' })
export class ViewingRequestInput implements ViewingDraft {
  @Field(() => ID, {
    description:
      'On the market: for staff any property, for a client what is offered to them, found by a watch of theirs, or a favourite.',
  })
  propertyId!: string

  @Field(() => [PreferredDateInput], {
    nullable: true,
    description: 'One to three different days; not with a block, whose day it is then.',
  })
  preferredDates?: PreferredDateInput[]

  @Field(() => ID, {
    nullable: true,
    description: 'A time of this property that several share, and in which a place is wanted.',
  })
  blockId?: string
}

@InputType({ description: 'What a contact would like to see, and when.' })
export class ViewingBookInput extends ViewingRequestInput {
  @Field(() => ID, { description: 'For whom; they need no portal account.' })
  contactId!: string
}

@InputType({ description: 'The time for a viewing: after now, at most 8 hours long.' })
export class ViewingConfirmInput implements Appointment {
  @Field(() => ID, { description: 'The viewing that gets the time.' })
  viewingId!: string

  @Field(() => DateTime, { nullable: true, description: 'When it starts; not with a block.' })
  startsAt?: Date

  @Field(() => DateTime, { nullable: true, description: 'When it ends, and the next one may start; not with a block.' })
  endsAt?: Date

  @Field(() => ID, {
    nullable: true,
    description: 'The block in which it gets a place, with that block’s time and agent, instead of a time of its own.',
  })
  blockId?: string

  @Field(() => Int, { nullable: true, description: 'The `version` that was read; another one is VERSION_MISMATCH.' })
  expectedVersion?: number
}

@InputType({ description: 'The new time for a viewing: after now, at most 8 hours long.' })
export class ViewingRescheduleInput extends ViewingConfirmInput {}

@InputType({ description: 'Which request is declined, and why.' })
export class ViewingRejectInput implements Target {
  @Field(() => ID, { description: 'The viewing that was requested.' })
  viewingId!: string

  @Field(() => String, { description: 'For the client to read; at most 500 characters.' })
  reason!: string

  @Field(() => Int, { nullable: true, description: 'The `version` that was read; another one is VERSION_MISMATCH.' })
  expectedVersion?: number
}

@InputType({ description: 'Which days would suit as well.' })
export class ViewingDatesAddInput {
  @Field(() => ID, { description: 'A viewing that is requested, with fewer than three days.' })
  viewingId!: string

  @Field(() => [PreferredDateInput], {
    description: 'Different days, also from those that stand already; three in all at most.',
  })
  preferredDates!: PreferredDateInput[]
}

@InputType({ description: 'Who is to show a viewing.' })
export class ViewingReassignInput implements Target {
  @Field(() => ID, { description: 'A viewing that is requested or confirmed.' })
  viewingId!: string

  @Field(() => ID, { description: 'An ADMIN or AGENT, who is free at the time agreed on.' })
  agentId!: string

  @Field(() => Int, { nullable: true, description: 'The `version` that was read; another one is VERSION_MISMATCH.' })
  expectedVersion?: number
}

@InputType({ description: 'Which viewing is called off.' })
export class ViewingCancelInput {
  @Field(() => ID, { description: 'The viewing that does not take place.' })
  viewingId!: string

  @Field(() => String, { nullable: true, description: 'For the other side to read; at most 500 characters.' })
  reason?: string
}

@ObjectType({ description: 'What `viewingRequest` did.' })
export class ViewingRequestPayload extends Payload {
  @Field(() => Viewing, { nullable: true, description: 'The viewing as it is now.' })
  viewing?: Viewing
}

@ObjectType({ description: 'What `viewingBook` did.' })
export class ViewingBookPayload extends Payload {
  @Field(() => Viewing, { nullable: true, description: 'The viewing as it is now.' })
  viewing?: Viewing
}

@ObjectType({ description: 'What `viewingConfirm` did.' })
export class ViewingConfirmPayload extends Payload {
  @Field(() => Viewing, { nullable: true, description: 'The viewing as it is now.' })
  viewing?: Viewing
}

@ObjectType({ description: 'What `viewingReschedule` did.' })
export class ViewingReschedulePayload extends Payload {
  @Field(() => Viewing, { nullable: true, description: 'The viewing as it is now.' })
  viewing?: Viewing
}

@ObjectType({ description: 'What `viewingReject` did.' })
export class ViewingRejectPayload extends Payload {
  @Field(() => Viewing, { nullable: true, description: 'The viewing as it is now.' })
  viewing?: Viewing
}

@ObjectType({ description: 'What `viewingCancel` did.' })
export class ViewingCancelPayload extends Payload {
  @Field(() => Viewing, { nullable: true, description: 'The viewing as it is now.' })
  viewing?: Viewing
}

@ObjectType({ description: 'What `viewingDatesAdd` did.' })
export class ViewingDatesAddPayload extends Payload {
  @Field(() => Viewing, { nullable: true, description: 'The viewing as it is now.' })
  viewing?: Viewing
}

@ObjectType({ description: 'What `viewingReassign` did.' })
export class ViewingReassignPayload extends Payload {
  @Field(() => Viewing, { nullable: true, description: 'The viewing as it is now.' })
  viewing?: Viewing
}
