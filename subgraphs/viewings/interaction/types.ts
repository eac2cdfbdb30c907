import { Field, ID, Int, ObjectType } from 'type-graphql'
import { enumType } from '../../kernel/enums.ts'
import { connectionType } from '../../kernel/pages.ts'
import { DateTime } from '../../kernel/scalars.ts'
import { interactionKind, type InteractionRow } from './tables.ts'

const InteractionKind = enumType(interactionKind, 'InteractionKind', 'What a client did in the portal.', {
  INTERESTED: 'They liked a property.',
  REJECTED: 'They rejected a property, and said why.',
  REACTION_CLEARED: 'They took back that they liked or rejected it.',
  RATED: 'They rated a property.',
  RATING_CLEARED: 'They took their rating back.',
  FAVOURITE_ADDED: 'They keep a property at hand.',
  FAVOURITE_REMOVED: 'They keep it at hand no more.',
  VIEWING_REQUESTED: 'They asked to see a property.',
  VIEWING_DATES_ADDED: 'They named more dates that would suit.',
  VIEWING_PROPOSED: 'They proposed another time.',
  VIEWING_CANCELLED: 'They called a viewing off.',
  WATCH_CREATED: 'They began to look for properties.',
  WATCH_CHANGED: 'They look for something else.',
  WATCH_PAUSED: 'They stopped looking for now.',
  WATCH_RESUMED: 'They look again.',
  WATCH_DELETED: 'They gave a watch up.',
  FEEDBACK_GIVEN: 'They said what they thought of a viewing, or thought better of it.',
})

@ObjectType('Interaction', {
  description: 'One thing that a client did in the portal: what, when, about what (VIE-15).',
})
export class Interaction implements Pick<InteractionRow, 'kind' | 'rating' | 'byId' | 'at'> {
  @Field(() => InteractionKind, { description: 'What they did.' })
  kind!: InteractionRow['kind']

  @Field(() => Int, { nullable: true, description: 'The rating that they gave a property, 1 to 5.' })
  rating!: number | null

  @Field(() => ID, { description: 'The portal account that did it.' })
  byId!: InteractionRow['byId']

  @Field(() => DateTime, { description: 'When they did it.' })
  at!: Date
}

export const InteractionConnection = connectionType('Interaction', () => Interaction)
