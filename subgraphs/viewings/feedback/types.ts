import { Field, ID, InputType, Int, ObjectType } from 'type-graphql'
import { Payload } from '../../kernel/payload.ts'
import { DateTime } from '../../kernel/scalars.ts'
import { Viewing } from '../viewing/types.ts'
import type { FeedbackDraft } from './commands.ts'
import type { FeedbackRow } from './tables.ts'

@ObjectType('ViewingFeedback', {
  simpleResolvers: true,
  description: 'What a client thought of a viewing: an overall mark, a text, or both.',
})
export class ViewingFeedback implements Pick<FeedbackRow, 'overall' | 'text' | 'isOnBehalf' | 'givenAt' | 'changedAt'> {
  @Field(() => Int, { nullable: true, description: 'From 1, the worst, to 5, the best; null where none was given.' })
  overall!: number | null

  @Field(() => String, { nullable: true, description: 'In their words; null where there are none.' })
  text!: string | null

  @Field(() => Boolean, { description: 'Whether staff wrote it down for the client.' })
  isOnBehalf!: boolean

  @Field(() => DateTime, { description: 'When it was given first.' })
  givenAt!: Date

  @Field(() => DateTime, { description: 'When it was given as it is now; it can be changed for 30 days.' })
  changedAt!: Date
}

@InputType({
  description:
    'What a client thought of a viewing: an overall mark, a text, or both. Given again, what is left out stays and null empties it.',
})
export class ViewingFeedbackGiveInput implements FeedbackDraft {
  @Field(() => ID, { description: 'A viewing that is over, and to which the client came.' })
  viewingId!: string

  @Field(() => Int, { nullable: true, description: 'From 1, the worst, to 5, the best.' })
  overall?: number

  @Field(() => String, { nullable: true, description: '3 to 5,000 characters.' })
  text?: string
}

@ObjectType({ description: 'What `viewingFeedbackGive` did.' })
export class ViewingFeedbackGivePayload extends Payload {
  @Field(() => Viewing, { nullable: true, description: 'The viewing with its feedback.' })
  viewing?: Viewing
}
