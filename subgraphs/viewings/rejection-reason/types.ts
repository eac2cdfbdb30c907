import { Directive, Field, ID, InputType, Int, ObjectType } from 'type-graphql'
import { connectionType } from '../../kernel/pages.ts'
import { Payload } from '../../kernel/payload.ts'
import { DateTime } from '../../kernel/scalars.ts'
import type { ReasonUpdate } from './commands.ts'
import type { ReasonChange } from './rejection-reason.ts'
import type { RejectionReasonRow } from './tables.ts'

@Directive('@key(fields: "id")')
@ObjectType('RejectionReason', {
  description: 'A reason for rejecting a property that the company lets its clients choose (VIE-3).',
})
export class RejectionReason implements Pick<RejectionReasonRow, 'text' | 'position' | 'version' | 'retiredAt'> {
  @Field(() => ID, { description: 'By which mutations name it.' })
  id!: string

  @Field(() => String, { description: 'What clients read, in the company’s own words.' })
  text!: string

  @Field(() => Int, { description: 'Reasons with lower numbers stand first, with equal ones by age.' })
  position!: number

  @Field(() => Int, {
    description: 'Counts the changes; send it back as `expectedVersion` to overwrite nothing unseen.',
  })
  version!: number

  @Field(() => DateTime, { nullable: true, description: 'Since when it cannot be chosen any more; null while it can.' })
  retiredAt!: Date | null
}

export const RejectionReasonConnection = connectionType('RejectionReason', () => RejectionReason)

@InputType({ description: 'A new reason for clients to choose; a company has at most 50 at a time.' })
export class RejectionReasonCreateInput implements ReasonChange {
  @Field(() => String, { description: 'One line of at most 100 characters, in the language of the company’s clients.' })
  text!: string

  @Field(() => Int, { nullable: true, description: 'From 0 to 1,000,000; behind the others if absent.' })
  position?: number
}

@InputType({ description: 'What changes of a reason; what is not given stays.' })
export class RejectionReasonUpdateInput implements ReasonUpdate {
  @Field(() => ID, { description: 'The reason that changes.' })
  rejectionReasonId!: string

  @Field(() => String, { nullable: true, description: 'One line of at most 100 characters.' })
  text?: string

  @Field(() => Int, { nullable: true, description: 'From 0 to 1,000,000.' })
  position?: number

  @Field(() => Int, { nullable: true, description: 'The `version` that was read; another one is VERSION_MISMATCH.' })
  expectedVersion?: number
}

@InputType({ description: 'Which reason can no longer be chosen.' })
export class RejectionReasonRetireInput {
  @Field(() => ID, { description: 'The reason, which may be retired already.' })
  rejectionReasonId!: string
}

@ObjectType({ description: 'What `rejectionReasonCreate` did.' })
export class RejectionReasonCreatePayload extends Payload {
  @Field(() => RejectionReason, { nullable: true, description: 'The new reason.' })
  rejectionReason?: RejectionReason
}

@ObjectType({ description: 'What `rejectionReasonUpdate` did.' })
export class RejectionReasonUpdatePayload extends Payload {
  @Field(() => RejectionReason, { nullable: true, description: 'The reason as it is now.' })
  rejectionReason?: RejectionReason
}

@ObjectType({ description: 'What `rejectionReasonRetire` did.' })
export class RejectionReasonRetirePayload extends Payload {
  @Field(() => RejectionReason, { nullable: true, description: 'The reason as it is now.' })
  rejectionReason?: RejectionReason
}
