import { Field, ID, InputType, Int, ObjectType } from 'type-graphql'
import { InterestPayload } from '../interest/types.ts'
import type { RatingDraft } from './commands.ts'

@InputType({ description: 'How good a client finds a property.' })
export class RatingSetInput implements RatingDraft {
  @Field(() => ID, { description: 'A property that they see.' })
  propertyId!: string

  @Field(() => Int, { description: 'From 1, bad, to 5, good; replaces the one before.' })
  rating!: number
}

@InputType({ description: 'Of which property a client takes their rating back.' })
export class RatingClearInput {
  @Field(() => ID, { description: 'A property that they see.' })
  propertyId!: string
}

@ObjectType({ description: 'What `ratingSet` did.' })
export class RatingSetPayload extends InterestPayload {}

@ObjectType({ description: 'What `ratingClear` did.' })
export class RatingClearPayload extends InterestPayload {}
