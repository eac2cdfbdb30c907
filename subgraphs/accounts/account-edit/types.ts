import { Field, ID, InputType, ObjectType } from 'type-graphql'
import { Payload } from '../../kernel/payload.ts'
import { PortalAccount } from '../portal-account/types.ts'

@InputType({ description: 'Which account is shut.' })
export class PortalAccountDisableInput {
  @Field(() => ID, { description: 'An active account that the asker sees.' })
  accountId!: string
}

@InputType({ description: 'Which account is opened again.' })
export class PortalAccountEnableInput {
  @Field(() => ID, { description: 'An active account that the asker sees.' })
  accountId!: string
}

@InputType({ description: 'Who must choose another password.' })
export class PortalAccountPasswordChangeRequireInput {
  @Field(() => ID, { description: 'An active account that the asker sees, with a password.' })
  accountId!: string
}

@ObjectType({ description: 'What `portalAccountDisable` did.' })
export class PortalAccountDisablePayload extends Payload {
  @Field(() => PortalAccount, { nullable: true, description: 'The account, which nobody can log in to now.' })
  portalAccount?: PortalAccount
}

@ObjectType({ description: 'What `portalAccountEnable` did.' })
export class PortalAccountEnablePayload extends Payload {
  @Field(() => PortalAccount, { nullable: true, description: 'The account, which its client can log in to again.' })
  portalAccount?: PortalAccount
}

@ObjectType({ description: 'What `portalAccountPasswordChangeRequire` did.' })
export class PortalAccountPasswordChangeRequirePayload extends Payload {
  @Field(() => PortalAccount, {
    nullable: true,
    description: 'The account, of which only the password can be changed.',
  })
  portalAccount?: PortalAccount
}
