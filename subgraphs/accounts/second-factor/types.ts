import { Field, ID, InputType, Int, ObjectType } from 'type-graphql'
import { Payload } from '../../kernel/payload.ts'
import { DateTime } from '../../kernel/scalars.ts'
import { Agent } from '../agent/types.ts'
import { PortalAccount } from '../portal-account/types.ts'
import type { FactorOwner, Removal, Verification } from './commands.ts'

@ObjectType('SecondFactor', {
  description: 'That somebody is asked for a code of their app when they log in (TOTP, RFC 6238).',
})
export class SecondFactor {
  @Field(() => DateTime, { description: 'Since when.' })
  since!: Date

  @Field(() => Int, {
    nullable: true,
    description: 'How many codes for recovery they have left; null for anybody but themselves.',
  })
  recoveryCodesLeft!: number | null
}

@InputType({ description: 'What a second factor is begun with.' })
export class SecondFactorStartInput {
  @Field(() => String, { nullable: true, description: 'The asker’s password; wanted where they have one.' })
  password?: string
}

@ObjectType({ description: 'What `secondFactorStart` did.' })
export class SecondFactorStartPayload extends Payload {
  @Field(() => String, {
    nullable: true,
    description: 'The secret, in base 32, for an app into which it is typed. It is shown this once.',
  })
  secret?: string

  @Field(() => String, { nullable: true, description: 'The same as an `otpauth:` address, for a QR code.' })
  uri?: string
}

@InputType({ description: 'What shows that the app has the secret.' })
export class SecondFactorConfirmInput {
  @Field(() => String, { description: 'The six digits that the app shows now.' })
  code!: string
}

@ObjectType({ description: 'What `secondFactorConfirm` did.' })
export class SecondFactorConfirmPayload extends Payload {
  @Field(() => [String], {
    nullable: true,
    description:
      'Ten codes, each of which serves once in place of the app’s. They are shown this once: keep them where the app is not.',
  })
  recoveryCodes?: string[]
}

@InputType({ description: 'What answers a challenge.' })
export class SecondFactorVerifyInput implements Verification {
  @Field(() => String, { description: 'As the log-in gave it.' })
  challengeId!: string

  @Field(() => String, { description: 'The six digits that the app shows now, or a code for recovery.' })
  code!: string
}

@InputType({ description: 'What shows that it is the owner who removes it: exactly one of both.' })
export class SecondFactorDeleteInput implements Removal {
  @Field(() => String, {
    nullable: true,
    description: 'The six digits that the app shows now, or a code for recovery.',
  })
  code?: string

  @Field(() => String, { nullable: true, description: 'The asker’s password.' })
  password?: string
}

@ObjectType({ description: 'What `secondFactorDelete` did.' })
export class SecondFactorDeletePayload extends Payload {}

@InputType({ description: 'Whose second factor is taken away: exactly one of both.' })
export class SecondFactorResetInput implements FactorOwner {
  @Field(() => ID, { nullable: true, description: 'A portal account.' })
  accountId?: string

  @Field(() => ID, { nullable: true, description: 'A member of staff.' })
  agentId?: string
}

@ObjectType({ description: 'What `secondFactorReset` did.' })
export class SecondFactorResetPayload extends Payload {
  @Field(() => PortalAccount, { nullable: true, description: 'The portal account whose it was.' })
  portalAccount?: PortalAccount

  @Field(() => Agent, { nullable: true, description: 'The member of staff whose it was.' })
  agent?: Agent
}
