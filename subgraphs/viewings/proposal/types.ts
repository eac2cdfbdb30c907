import { Field, ID, InputType, Int, ObjectType } from 'type-graphql'
import { Payload } from '../../kernel/payload.ts'
import { DateTime } from '../../kernel/scalars.ts'
import type { Target } from '../change/commands.ts'
import type { Slot } from '../slot/slot.ts'
import { Viewing } from '../viewing/types.ts'
import type { Proposal } from './proposal.ts'

@ObjectType('ViewingProposal', {
  simpleResolvers: true,
  description: 'Another time that the client would like better; staff have not answered yet.',
})
export class ViewingProposal implements Proposal {
  @Field(() => DateTime, { description: 'When it would start.' })
  startsAt!: Date

  @Field(() => DateTime, { description: 'When it would end.' })
  endsAt!: Date

  @Field(() => DateTime, { description: 'When it was proposed.' })
  at!: Date
}

@InputType({ description: 'A time that would suit the client better: after now, at most 8 hours long.' })
export class ViewingProposeInput implements Slot {
  @Field(() => ID, { description: 'A viewing that is requested or confirmed.' })
  viewingId!: string

  @Field(() => DateTime, { description: 'When it would start.' })
  startsAt!: Date

  @Field(() => DateTime, { description: 'When it would end.' })
  endsAt!: Date
}

@InputType({ description: 'Which viewing’s proposal is declined.' })
export class ViewingProposalDeclineInput implements Target {
  @Field(() => ID, { description: 'A viewing with a proposal.' })
  viewingId!: string

  @Field(() => Int, { nullable: true, description: 'The `version` that was read; another one is VERSION_MISMATCH.' })
  expectedVersion?: number
}

@ObjectType({ description: 'What `viewingPropose` did.' })
export class ViewingProposePayload extends Payload {
  @Field(() => Viewing, { nullable: true, description: 'The viewing as it is now.' })
  viewing?: Viewing
}

@ObjectType({ description: 'What `viewingProposalDecline` did.' })
export class ViewingProposalDeclinePayload extends Payload {
  @Field(() => Viewing, { nullable: true, description: 'The viewing as it is now.' })
  viewing?: Viewing
}
