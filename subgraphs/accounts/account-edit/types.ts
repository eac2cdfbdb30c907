import { Field, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql'
import { Payload } from '../../kernel/payload.ts'
import type { PasswordState as State } from '../password/password.ts'
import { PortalAccount } from '../portal-account/types.ts'
import type { AccountUpdate } from './commands.ts'

export const PasswordState: { [S in State]: S } = {
  NONE: 'NONE',
  TEMPORARY: 'TEMPORARY',
  CHANGE_REQUIRED: 'CHANGE_REQUIRED',
  CHOSEN: 'CHOSEN',
}
registerEnumType(PasswordState, {
  name: 'PasswordState',
  description: 'How somebody’s password stands.',
  valuesConfig: {
    NONE: { description: 'There is none: none was mailed yet, or they come in another way.' },
    TEMPORARY: { description: 'It was mailed, must be changed, and works for 72 hours (ACC-3).' },
    CHANGE_REQUIRED: { description: 'They chose it, and staff want another one (ACC-14).' },
    CHOSEN: { description: 'They chose it.' },
  },
})

@InputType({ description: 'What staff want of an account; what is absent stays.' })
export class PortalAccountUpdateInput implements AccountUpdate {
  @Field(() => ID, { description: 'An active account that the asker sees.' })
  accountId!: string

  @Field(() => Int, { nullable: true, description: 'The `version` that was read; another one is VERSION_MISMATCH.' })
  expectedVersion?: number

  @Field(() => String, { nullable: true, description: 'At most 100 characters; one of the two names is wanted.' })
  firstName?: string

  @Field(() => String, { nullable: true, description: 'At most 100 characters; one of the two names is wanted.' })
  lastName?: string

  @Field(() => String, {
    nullable: true,
    description:
      'What the client logs in with from now on; at most 254 characters. Both addresses are told, and all sessions end.',
  })
  email?: string

  @Field(() => String, { nullable: true, description: 'As it is dialled; null takes it away.' })
  phone?: string | null

  @Field(() => String, { nullable: true, description: 'An RFC 5646 tag such as `en` or `pt-BR`.' })
  language?: string

  @Field(() => [ID], { nullable: true, description: 'Client accounts that are theirs from now on; at most 50 in all.' })
  linkClientAccountIds?: string[]

  @Field(() => [ID], { nullable: true, description: 'Client accounts that are theirs no more.' })
  unlinkClientAccountIds?: string[]

  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether it is shut, as by `portalAccountDisable` and `portalAccountEnable`.',
  })
  isDisabled?: boolean

  @Field(() => Boolean, {
    defaultValue: false,
    description:
      'Whether another password must be chosen, as by `portalAccountPasswordChangeRequire`; false takes nothing back.',
  })
  requiresPasswordChange!: boolean
}

@ObjectType({ description: 'What `portalAccountUpdate` did.' })
export class PortalAccountUpdatePayload extends Payload {
  @Field(() => PortalAccount, { nullable: true, description: 'The account as it is now.' })
  portalAccount?: PortalAccount
}

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
