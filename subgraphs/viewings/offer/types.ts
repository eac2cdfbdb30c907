import { Directive, Field, ID, InputType, Int, ObjectType } from 'type-graphql'
import { enumType } from '../../kernel/enums.ts'
import { Node } from '../../kernel/node.ts'
import { connectionType } from '../../kernel/pages.ts'
import { Payload } from '../../kernel/payload.ts'
import { DateTime } from '../../kernel/scalars.ts'
import type { OfferDraft } from './commands.ts'
import { offerGroup, type OfferRow } from './tables.ts'

const OfferGroup = enumType(
  offerGroup,
  'OfferGroup',
  'Where an offer stands among the contact’s: the first of REJECTED, VISITED, INTERESTED that fits, else TO_RATE (VIE-2).',
  {
    TO_RATE: 'The client has not said whether they like it.',
    INTERESTED: 'The client likes it, and has not seen it yet.',
    VISITED: 'The client has seen it in a viewing.',
    REJECTED: 'The client has rejected it.',
  },
)

@Directive('@key(fields: "id")')
@ObjectType('Offer', { implements: Node, description: 'A property that is offered to a contact in a deal (VIE-2).' })
export class Offer implements Pick<OfferRow, 'group' | 'createdAt' | 'withdrawnAt'> {
  @Field(() => ID)
  id!: string

  @Field(() => OfferGroup, { description: 'In which of the homepage’s groups it stands.' })
  group!: OfferRow['group']

  @Field(() => DateTime, { description: 'When it was offered for the first time.' })
  createdAt!: Date

  @Field(() => DateTime, { nullable: true, description: 'When it was taken back; null while it stands.' })
  withdrawnAt!: Date | null
}

export const OfferConnection = connectionType('Offer', () => Offer)

@InputType({ description: 'Which offers a list shows; what is not given does not narrow it.' })
export class OfferFilter {
  @Field(() => [OfferGroup], { nullable: true, description: 'Those that stand in one of these groups.' })
  groups?: OfferRow['group'][]
}

@ObjectType('OfferGroupCount', { simpleResolvers: true, description: 'How many offers stand in a group (VIE-2).' })
export class OfferGroupCount {
  @Field(() => OfferGroup, { description: 'One of the homepage’s groups.' })
  group!: OfferRow['group']

  @Field(() => Int, { description: 'As many as `offers` lists; 1,000 stands for that many and more.' })
  count!: number
}

@InputType({ description: 'Which property is offered in which deal.' })
export class OfferCreateInput implements OfferDraft {
  @Field(() => ID, { description: 'The deal with the contact who shall see it.' })
  dealId!: string

  @Field(() => ID, { description: 'What is offered.' })
  propertyId!: string
}

@InputType({ description: 'Which offer is taken back.' })
export class OfferWithdrawInput {
  @Field(() => ID, { description: 'The offer, which may be withdrawn already.' })
  offerId!: string
}

@ObjectType({ description: 'What `offerCreate` did.' })
export class OfferCreatePayload extends Payload {
  @Field(() => Offer, { nullable: true, description: 'The offer as it is now.' })
  offer?: Offer
}

@ObjectType({ description: 'What `offerWithdraw` did.' })
export class OfferWithdrawPayload extends Payload {
  @Field(() => Offer, { nullable: true, description: 'The offer as it is now.' })
  offer?: Offer
}
