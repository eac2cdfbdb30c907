import { Field, InputType, ObjectType } from 'type-graphql'
import { MailAskedPayload } from '../proof/types.ts'
import type { ClientForgot, StaffForgot } from './commands.ts'

@InputType({ description: 'A client who has forgotten their password.' })
export class PasswordResetStartInput implements ClientForgot {
  @Field(() => String, { description: 'The company’s public portal key.' })
  portalKey!: string

  @Field(() => String, { description: 'The email address they log in with, in whatever case.' })
  email!: string
}

@InputType({ description: 'A member of staff who has forgotten their password.' })
export class StaffPasswordResetStartInput implements StaffForgot {
  @Field(() => String, { description: 'The company’s handle, such as `harbour-homes`.' })
  company!: string

  @Field(() => String, { description: 'The email address they log in with, in whatever case.' })
  email!: string
}

@InputType({ description: 'Whose code is mailed once more.' })
export class PasswordResetResendInput {
  @Field(() => String, { description: 'What `passwordResetStart` or `staffPasswordResetStart` gave.' })
  resetId!: string
}

@InputType({ description: 'The code from the mail, and a new password.' })
export class PasswordResetCompleteInput {
  @Field(() => String, { description: 'What `passwordResetStart` or `staffPasswordResetStart` gave.' })
  resetId!: string

  @Field(() => String, { description: 'Six digits; blanks do not count.' })
  code!: string

  @Field(() => String, { description: '8 to 100 characters, and none that everybody tries first.' })
  newPassword!: string
}

@ObjectType()
abstract class Started extends MailAskedPayload {
  @Field(() => String, {
    nullable: true,
    description:
      'Names the reset to `passwordResetComplete` and `passwordResetResend`; worth nothing without the mail.',
  })
  resetId?: string
}

@ObjectType({ description: 'What `passwordResetStart` did; the same whether the address is known or not (ACC-9).' })
export class PasswordResetStartPayload extends Started {}

@ObjectType({
  description: 'What `staffPasswordResetStart` did; the same whether the address is known or not (ACC-9).',
})
export class StaffPasswordResetStartPayload extends Started {}

@ObjectType({ description: 'What `passwordResetResend` did; the same whether the address is known or not (ACC-9).' })
export class PasswordResetResendPayload extends Started {}
