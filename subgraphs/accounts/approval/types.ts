import { Field, ID, InputType, ObjectType } from 'type-graphql'
import { enumType } from '../../kernel/enums.ts'
import { Payload } from '../../kernel/payload.ts'
import { PortalAccount } from '../portal-account/types.ts'
import { accountReview } from '../portal-account/tables.ts'

export const AccountReview = enumType(
  accountReview,
  'AccountReview',
  'Why staff must look at a registration before it can become an account.',
  { ALREADY_HAS_ACCOUNT: 'The contact of its address has a portal account already, and gets no second one (ACC-8).' },
)

@InputType({ description: 'Whose registration is approved.' })
export class PortalAccountApproveInput {
  @Field(() => ID, { description: 'A draft that waits for approval or review.' })
  accountId!: string
}

@InputType({ description: 'Whose registration is declined.' })
export class PortalAccountDeclineInput {
  @Field(() => ID, { description: 'A draft that waits for approval or review.' })
  accountId!: string

  @Field(() => String, { nullable: true, description: 'What the applicant is told; at most 1000 characters.' })
  reason?: string
}

@ObjectType({ description: 'What `portalAccountApprove` did.' })
export class PortalAccountApprovePayload extends Payload {
  @Field(() => PortalAccount, {
    nullable: true,
    description: 'The account, active now; with a `review` still where its contact has another one.',
  })
  portalAccount?: PortalAccount
}

@ObjectType({ description: 'What `portalAccountDecline` did.' })
export class PortalAccountDeclinePayload extends Payload {
  @Field(() => ID, { nullable: true, description: 'The draft that is gone.' })
  accountId?: string
}
