import { Directive, Field, ID, InputType, ObjectType } from 'type-graphql'
import { Node } from '../../kernel/node.ts'
import { connectionType } from '../../kernel/pages.ts'
import { Payload } from '../../kernel/payload.ts'
import { DateTime } from '../../kernel/scalars.ts'
import type { OfferDraft } from './commands.ts'
import type { OfferRow } from './tables.ts'

@Directive('@key(fields: "id")')
@ObjectType('Offer', { implements: Node, description: 'A property that is offered to a contact in a deal (VIE-2).' })
export class Offer implements Pick<OfferRow, 'createdAt' | 'withdrawnAt'> {
  @Field(() => ID)
  id!: string

  @Field(() => DateTime, { description: 'When it was offered for the first time.' })
  createdAt!: Date

  @Field(() => DateTime, { nullable: true, description: 'When it was taken back; null while it stands.' })
  withdrawnAt!: Date | null
}

export const OfferConnection = connectionType('Offer', () => Offer)

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
