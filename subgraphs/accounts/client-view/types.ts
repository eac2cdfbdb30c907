import { Field, ID, InputType, ObjectType } from 'type-graphql'
import { connectionType } from '../../kernel/pages.ts'
import { Payload } from '../../kernel/payload.ts'
import { DateTime } from '../../kernel/scalars.ts'
import { OpenedSession } from '../session/types.ts'
import type { ClientViewRow } from './tables.ts'

@ObjectType('StaffView', {
  description: 'That a member of staff looked at the portal as a client sees it. They could change nothing.',
})
export class StaffView implements Pick<ClientViewRow, 'reason' | 'startedAt'> {
  @Field(() => String, { description: 'Why, in their own words.' })
  reason!: string

  @Field(() => DateTime, { description: 'When they began.' })
  startedAt!: Date
}

export const StaffViewConnection = connectionType('StaffView', () => StaffView)

@InputType({ description: 'Whose portal a member of staff wants to see, and why.' })
export class ClientViewStartInput {
  @Field(() => ID, { description: 'An account that its client may log in to.' })
  accountId!: string

  @Field(() => String, { description: 'One line of 3 to 500 characters; the client can read it.' })
  reason!: string
}

@ObjectType({ description: 'What `clientViewStart` did.' })
export class ClientViewStartPayload extends Payload {
  @Field(() => OpenedSession, {
    nullable: true,
    description: 'A session of half an hour in all, in which everything is seen as the client sees it.',
  })
  session?: OpenedSession

  @Field(() => StaffView, { nullable: true, description: 'What the client is told of it.' })
  view?: StaffView
}
