import { Field, ID, InputType, ObjectType, registerEnumType } from 'type-graphql'
import { Payload, UserError } from '../../kernel/payload.ts'
import { DateTime } from '../../kernel/scalars.ts'
import { PortalAccount } from '../portal-account/types.ts'
import type { SignOnComplete, SignOnStart } from './commands.ts'
import type { SignOnLinkRow } from './tables.ts'

const SignOnAction = {
  LOG_OUT_EVERYWHERE: 'LOG_OUT_EVERYWHERE',
  PRIVATE_WINDOW: 'PRIVATE_WINDOW',
  LOG_IN_TO_MAIN_INSTANCE: 'LOG_IN_TO_MAIN_INSTANCE',
  WRITE_TO_SUPPORT: 'WRITE_TO_SUPPORT',
} as const
registerEnumType(SignOnAction, {
  name: 'SignOnAction',
  description: 'What somebody may do whose email is known with another instance (ACC-22).',
  valuesConfig: {
    LOG_OUT_EVERYWHERE: { description: 'Log out of all instances and support accounts, then sign on again.' },
    PRIVATE_WINDOW: { description: 'Sign on in a private window of the browser.' },
    LOG_IN_TO_MAIN_INSTANCE: { description: 'Log in to the main instance, and open the support desk from there.' },
    WRITE_TO_SUPPORT: { description: 'Write to the support team.' },
  },
})

@ObjectType('SignOnRemedy', {
  description: 'A step that may help; each action that it names does as well as the others.',
})
export class SignOnRemedy {
  @Field(() => [SignOnAction], { description: 'What to do: any one of these.' })
  actions!: (keyof typeof SignOnAction)[]

  @Field(() => String, { nullable: true, description: 'What the main instance is called, where it is to be gone to.' })
  name!: string | null

  @Field(() => String, { nullable: true, description: 'The main instance’s address.' })
  url!: string | null

  @Field(() => String, {
    nullable: true,
    description: 'Where to write to; null where the company has not said so, and for the other steps.',
  })
  email!: string | null
}

@ObjectType('UserIsInvalid', {
  implements: UserError,
  description: '`USER_IS_INVALID`: the same email is known in another instance than the one saved (ACC-22).',
})
export class UserIsInvalid extends UserError {
  @Field(() => [SignOnRemedy], { description: 'What helps, in the order in which it is to be tried.' })
  remedies!: SignOnRemedy[]
}

@ObjectType('AccountSignOn', { description: 'How a portal user comes in by the company’s product (ACC-21).' })
export class AccountSignOn implements Pick<SignOnLinkRow, 'linkedAt' | 'refusedAt'> {
  @Field(() => DateTime, { description: 'When they first did.' })
  linkedAt!: Date

  @Field(() => DateTime, {
    nullable: true,
    description:
      'Since when they are refused, because their email came from another instance (ACC-22); null once it comes from theirs again.',
  })
  refusedAt!: Date | null
}

@InputType({ description: 'By which instance somebody signs on, and how their frontend is known again.' })
export class SignOnStartInput implements SignOnStart {
  @Field(() => String, { description: 'The company’s public portal key.' })
  portalKey!: string

  @Field(() => ID, { description: 'One of those that the portal offers.' })
  instanceId!: string

  @Field(() => String, {
    description:
      'The SHA-256, in base64url, of at least 32 random bytes as a text, that the frontend makes and keeps to itself (as RFC 7636 does). Without them nobody takes the session.',
  })
  verifierHash!: string
}

@ObjectType({ description: 'What `signOnStart` did.' })
export class SignOnStartPayload extends Payload {
  @Field(() => String, {
    nullable: true,
    description:
      'Send the browser there within ten minutes. It comes back to the portal’s page with `&sign-on=`, the token for `signOnComplete`, or with `&sign-on-error=`.',
  })
  url?: string
}

@InputType({ description: 'What the session is taken with.' })
export class SignOnCompleteInput implements SignOnComplete {
  @Field(() => String, { description: 'What the page was opened with as `sign-on`: two minutes, once.' })
  token!: string

  @Field(() => String, { description: 'The text whose hash `signOnStart` was given.' })
  verifier!: string
}

@InputType({ description: 'Which account is cut from its instance.' })
export class SignOnUnlinkInput {
  @Field(() => ID, { description: 'An account that the asker sees.' })
  accountId!: string
}

@ObjectType({ description: 'What `signOnUnlink` did.' })
export class SignOnUnlinkPayload extends Payload {
  @Field(() => PortalAccount, { nullable: true, description: 'The account, whose `signOn` is null now.' })
  portalAccount?: PortalAccount
}
