import { Field, InputType, ObjectType, registerEnumType } from 'type-graphql'
import { Payload } from '../../kernel/payload.ts'
import { WatchCriteriaInput } from '../preference/types.ts'
import { MailAskedPayload } from '../proof/types.ts'
import { OpenedSession } from '../session/types.ts'
import type { RegistrationDraft } from './commands.ts'
import type { NextPlace, RegistrationState as State } from './registration.ts'

const RegistrationState: { [S in State]: S } = {
  ACTIVE: 'ACTIVE',
  AWAITING_APPROVAL: 'AWAITING_APPROVAL',
  IN_REVIEW: 'IN_REVIEW',
  BEING_OPENED: 'BEING_OPENED',
}
registerEnumType(RegistrationState, {
  name: 'RegistrationState',
  description: 'How far a registration has come whose email address is verified.',
  valuesConfig: {
    ACTIVE: { description: 'The account is open: `session` is there.' },
    AWAITING_APPROVAL: { description: 'Staff approve or decline it first; a mail tells which (ACC-24).' },
    IN_REVIEW: { description: 'Staff must look at it first, and write to the person (ACC-8).' },
    BEING_OPENED: { description: 'It takes a moment longer than usual: log in shortly.' },
  },
})

const RegistrationNext: { [N in NextPlace]: N } = { HELP_CENTRE: 'HELP_CENTRE', HOME: 'HOME' }
registerEnumType(RegistrationNext, {
  name: 'RegistrationNext',
  description: 'Where a frontend leads somebody who has just come in (ACC-11).',
  valuesConfig: {
    HELP_CENTRE: { description: 'Where the answers are that most people look for first.' },
    HOME: { description: 'The portal’s first page, where it has no help centre.' },
  },
})

@InputType({ description: 'Somebody who opens an account by themselves (ACC-6).' })
export class RegistrationStartInput implements RegistrationDraft {
  @Field(() => String, { description: 'The company’s public portal key.' })
  portalKey!: string

  @Field(() => String, {
    description:
      'Up to 100 characters; the fewest are `registration.shortestName` of `portal`, without those that cannot be seen.',
  })
  firstName!: string

  @Field(() => String, { description: 'As long as `firstName`.' })
  lastName!: string

  @Field(() => String, {
    description: 'Where the code or link is mailed, and what they log in with; to 254 characters.',
  })
  email!: string

  @Field(() => String, {
    nullable: true,
    description:
      '8 to 100 characters, and none that everybody tries first. Wanted where `registration.way` of `portal` is CODE; ' +
      'where it is LINK it is chosen behind the link.',
  })
  password?: string

  @Field(() => String, {
    nullable: true,
    description: 'In which they are written to, as an RFC 5646 tag such as `en` or `pt-BR`; as they ask if absent.',
  })
  language?: string

  @Field(() => String, {
    nullable: true,
    description: 'Where they live or look, in their own words; to 200 characters.',
  })
  location?: string

  @Field(() => WatchCriteriaInput, {
    nullable: true,
    description: 'What they look for; it becomes a watch of theirs once they have come in (VIE-15).',
  })
  preferences?: WatchCriteriaInput
}

@InputType({ description: 'Whose mail is sent once more.' })
export class RegistrationResendInput {
  @Field(() => String, { description: 'What `registrationStart` gave.' })
  registrationId!: string
}

@InputType({ description: 'The code from the mail.' })
export class RegistrationVerifyInput {
  @Field(() => String, { description: 'What `registrationStart` gave.' })
  registrationId!: string

  @Field(() => String, { description: 'Six digits; blanks do not count.' })
  code!: string
}

@InputType({ description: 'The link from the mail, and the password.' })
export class RegistrationCompleteInput {
  @Field(() => String, { description: '`registration` in the link’s address.' })
  token!: string

  @Field(() => String, { description: '8 to 100 characters, and none that everybody tries first.' })
  password!: string
}

@ObjectType()
abstract class Started extends MailAskedPayload {
  @Field(() => String, {
    nullable: true,
    description:
      'Names the registration to `registrationVerify` and `registrationResend`; worth nothing without the mail.',
  })
  registrationId?: string
}

@ObjectType({ description: 'What `registrationStart` did; the same whether the address is known or not (ACC-9).' })
export class RegistrationStartPayload extends Started {}

@ObjectType({ description: 'What `registrationResend` did; the same whether the address is known or not (ACC-9).' })
export class RegistrationResendPayload extends Started {}

@ObjectType()
abstract class Verified extends Payload {
  @Field(() => RegistrationState, { nullable: true, description: 'How far it has come.' })
  state?: State

  @Field(() => OpenedSession, {
    nullable: true,
    description: 'The session with its tokens, where the account is open.',
  })
  session?: OpenedSession | null

  @Field(() => RegistrationNext, { nullable: true, description: 'Where to go next, where the account is open.' })
  next?: NextPlace | null
}

@ObjectType({ description: 'What `registrationVerify` did.' })
export class RegistrationVerifyPayload extends Verified {}

@ObjectType({ description: 'What `registrationComplete` did.' })
export class RegistrationCompletePayload extends Verified {}
