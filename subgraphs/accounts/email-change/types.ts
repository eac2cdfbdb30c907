import { Field, InputType, ObjectType } from 'type-graphql'
import { Payload } from '../../kernel/payload.ts'
import { DateTime } from '../../kernel/scalars.ts'
import { PortalAccount } from '../portal-account/types.ts'
import type { AskedMail } from '../proof/proof.ts'
import type { ProofRow } from '../proof/tables.ts'
import { whenAgain, whenMailed } from '../proof/types.ts'

@ObjectType('EmailChange', {
  simpleResolvers: true,
  description: 'Another email address for an account, which waits for the code that was mailed there.',
})
export class EmailChange implements Pick<ProofRow, 'email' | 'askedAt'>, AskedMail {
  @Field(() => String, { description: 'The address that the client wants to log in with.' })
  email!: string

  @Field(() => DateTime, { description: 'When its code was last asked for.' })
  askedAt!: Date

  @Field(() => DateTime, { description: 'When the code expires.' })
  expiresAt!: Date

  @Field(() => DateTime, { nullable: true, description: whenMailed })
  mailAt!: Date | null

  @Field(() => DateTime, { description: whenAgain })
  resendAt!: Date
}

@InputType({ description: 'With what a client wants to log in.' })
export class EmailChangeStartInput {
  @Field(() => String, { description: 'The new address; at most 254 characters.' })
  email!: string

  @Field(() => String, { description: 'The asker’s password, so that a session left open gives nobody the account.' })
  password!: string
}

@InputType({ description: 'Which address gets another code.' })
export class EmailChangeResendInput {
  @Field(() => String, { description: 'The one that waits.' })
  email!: string
}

@InputType({ description: 'The code from the mail.' })
export class EmailChangeCompleteInput {
  @Field(() => String, { description: 'Six digits; blanks do not count.' })
  code!: string
}

@ObjectType({ description: 'What `emailChangeStart` did: the same whether the address is somebody else’s or not.' })
export class EmailChangeStartPayload extends Payload {
  @Field(() => PortalAccount, { nullable: true, description: 'The account; `emailChange` tells what waits.' })
  portalAccount?: PortalAccount
}

@ObjectType({ description: 'What `emailChangeResend` did: the same whether the address is somebody else’s or not.' })
export class EmailChangeResendPayload extends Payload {
  @Field(() => PortalAccount, { nullable: true, description: 'The account; `emailChange` tells what waits.' })
  portalAccount?: PortalAccount
}

@ObjectType({ description: 'What `emailChangeComplete` did.' })
export class EmailChangeCompletePayload extends Payload {
  @Field(() => PortalAccount, { nullable: true, description: 'The account, which has the new address.' })
  portalAccount?: PortalAccount
}
