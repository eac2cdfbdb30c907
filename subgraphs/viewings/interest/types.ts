import { Field, ID, InputType, Int, ObjectType } from 'type-graphql'
import { enumType } from '../../kernel/enums.ts'
import { connectionType } from '../../kernel/pages.ts'
import { Payload } from '../../kernel/payload.ts'
import { DateTime } from '../../kernel/scalars.ts'
import { Offer } from '../offer/types.ts'
import { Property } from '../property/types.ts'
import type { ReactionDraft } from './commands.ts'
import type { ReactionView } from './queries.ts'
import { interestChange, reactionKind, type InterestHistoryRow, type InterestRow, type Reason } from './tables.ts'

const ReactionKind = enumType(reactionKind, 'ReactionKind', 'What a client says of a property at first (VIE-3).', {
  INTERESTED: 'They like it.',
  REJECTED: 'They do not, and say why.',
})

const InterestChange = enumType(interestChange, 'InterestChange', 'What a client did about a property.', {
  INTERESTED: 'They liked it.',
  REJECTED: 'They rejected it, and said why.',
  REACTION_CLEARED: 'They took back that they liked or rejected it.',
  RATED: 'They rated it.',
  RATING_CLEARED: 'They took their rating back.',
})

@ObjectType('ReactionReason', { simpleResolvers: true, description: 'Why a client rejected a property.' })
export class ReactionReason implements Reason {
  @Field(() => ID, {
    nullable: true,
    description: 'Which of the company’s reasons it was, retired or not; null for the client’s own words.',
  })
  rejectionReasonId!: Reason['rejectionReasonId']

  @Field(() => String, { description: 'As it was worded when the client gave it.' })
  text!: string
}

@ObjectType('Reaction', { simpleResolvers: true, description: 'What a client says of a property (VIE-3).' })
export class Reaction implements ReactionView {
  @Field(() => ReactionKind, { description: 'Whether they like it.' })
  kind!: ReactionView['kind']

  @Field(() => [ReactionReason], { description: 'Why they rejected it; empty when they like it.' })
  reasons!: ReactionReason[]

  @Field(() => DateTime, { description: 'When they said so.' })
  at!: Date
}

@ObjectType('InterestHistoryEntry', {
  simpleResolvers: true,
  description: 'One thing that a client said of a property: who, what, when.',
})
export class InterestHistoryEntry implements Pick<
  InterestHistoryRow,
  'change' | 'reasons' | 'rating' | 'byId' | 'at' | 'version'
> {
  @Field(() => InterestChange, { description: 'What they did.' })
  change!: InterestHistoryRow['change']

  @Field(() => [ReactionReason], { description: 'Why, where they rejected it.' })
  reasons!: ReactionReason[]

  @Field(() => Int, { nullable: true, description: 'The rating, where they gave one.' })
  rating!: number | null

  @Field(() => ID, { nullable: true, description: 'The portal account that did it.' })
  byId!: InterestHistoryRow['byId']

  @Field(() => DateTime, { description: 'When they did it.' })
  at!: Date

  @Field(() => Int, { description: 'Counts what this client said of this property.' })
  version!: number
}

export const InterestHistoryEntryConnection = connectionType('InterestHistoryEntry', () => InterestHistoryEntry)

@InputType({ description: 'What a client says of a property.' })
export class ReactionSetInput implements ReactionDraft {
  @Field(() => ID, { description: 'A property that they see.' })
  propertyId!: string

  @Field(() => ReactionKind, { description: 'REJECTED needs at least one reason, listed or in their own words.' })
  reaction!: NonNullable<InterestRow['reaction']>

  @Field(() => [ID], { defaultValue: [], description: 'Which of `rejectionReasons` hold.' })
  rejectionReasonIds!: string[]

  @Field(() => String, {
    nullable: true,
    description: 'A reason in their own words; 3 to 500 characters, or empty for none.',
  })
  text?: string
}

@InputType({ description: 'Of which property a client takes their reaction back.' })
export class ReactionClearInput {
  @Field(() => ID, { description: 'A property that they see.' })
  propertyId!: string
}

/** What every payload has that is about what a client said of a property. */
@ObjectType()
export abstract class InterestPayload extends Payload {
  @Field(() => Property, { nullable: true, description: 'The property that it was said of.' })
  property?: Property

  @Field(() => Offer, {
    nullable: true,
    description: 'The newest offer of it that stands, in its group as it is now; null where it is not offered.',
  })
  offer?: Offer | null
}

@ObjectType({ description: 'What `reactionSet` did.' })
export class ReactionSetPayload extends InterestPayload {}

@ObjectType({ description: 'What `reactionClear` did.' })
export class ReactionClearPayload extends InterestPayload {}
