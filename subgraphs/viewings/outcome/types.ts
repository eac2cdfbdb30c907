import { Field, ID, InputType, Int, ObjectType } from 'type-graphql'
import { Payload } from '../../kernel/payload.ts'
import type { Target } from '../change/commands.ts'
import { Viewing } from '../viewing/types.ts'

@InputType({ description: 'Which viewing took place.' })
export class ViewingCompleteInput implements Target {
  @Field(() => ID, { description: 'A viewing that has started.' })
  viewingId!: string

  @Field(() => Int, { nullable: true, description: 'The `version` that was read; another one is VERSION_MISMATCH.' })
  expectedVersion?: number
}

@InputType({ description: 'To which viewing the client did not come.' })
export class ViewingMarkNoShowInput extends ViewingCompleteInput {}

@ObjectType({ description: 'What `viewingComplete` did.' })
export class ViewingCompletePayload extends Payload {
  @Field(() => Viewing, { nullable: true, description: 'The viewing as it is now.' })
  viewing?: Viewing
}

@ObjectType({ description: 'What `viewingMarkNoShow` did.' })
export class ViewingMarkNoShowPayload extends Payload {
  @Field(() => Viewing, { nullable: true, description: 'The viewing as it is now.' })
  viewing?: Viewing
}
