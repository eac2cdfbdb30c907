import { Directive, Field, ID, InputType, Int, ObjectType } from 'type-graphql'
import { enumType } from '../../kernel/enums.ts'
import { Node } from '../../kernel/node.ts'
import { connectionType } from '../../kernel/pages.ts'
import { Payload, UserError } from '../../kernel/payload.ts'
import { DateTime } from '../../kernel/scalars.ts'
import { accountStatus, type PortalAccountRow } from './tables.ts'

const AccountStatus = enumType(accountStatus, 'AccountStatus', 'How far a portal account has come (ACC-7).', {
  DRAFT:
    'Registered and not open yet: the email is not verified, or staff must approve it or look at it. It cannot log in.',
  ACTIVE: 'Exactly one contact’s; it can log in unless it is disabled.',
})

@Directive('@key(fields: "id")')
@ObjectType('PortalAccount', { implements: Node, description: 'A contact’s way into the company’s portal.' })
export class PortalAccount implements Pick<
  PortalAccountRow,
  | 'status'
  | 'email'
  | 'firstName'
  | 'lastName'
  | 'phone'
  | 'language'
  | 'verifiedAt'
  | 'disabledAt'
  | 'createdAt'
  | 'version'
> {
  @Field(() => ID)
  id!: PortalAccountRow['id']

  @Field(() => AccountStatus, {
    description: 'How far it has come; being disabled is another thing: see `isDisabled`.',
  })
  status!: PortalAccountRow['status']

  @Field(() => String, { description: 'What the client logs in with, and where mail goes.' })
  email!: string

  @Field(() => String, { description: 'Empty where only the last name is known.' })
  firstName!: string

  @Field(() => String, { description: 'Empty where only the first name is known.' })
  lastName!: string

  @Field(() => String, {
    description:
      'In which the client is written and spoken to, as an RFC 5646 tag such as `en` or `pt-BR`. There are texts in ' +
      'English, Dutch, German, French and Spanish; any other language gets the English ones (API-9).',
  })
  language!: string

  @Field(() => String, { nullable: true, description: 'As it is dialled; null where none is known.' })
  phone!: string | null

  @Field(() => DateTime, {
    nullable: true,
    description:
      'When its person showed that they read the mail of this address; null where they have yet to, and where staff ' +
      'vouch for it.',
  })
  verifiedAt!: Date | null

  @Field(() => DateTime, { nullable: true, description: 'Since when it is shut; null while it is not.' })
  disabledAt!: Date | null

  @Field(() => DateTime, { description: 'When it was made.' })
  createdAt!: Date

  @Field(() => Int, {
    description: 'Counts the changes; send it back as `expectedVersion` to overwrite nothing unseen.',
  })
  version!: number
}

export const PortalAccountConnection = connectionType('PortalAccount', () => PortalAccount)

@InputType({ description: 'Which accounts a list shows; what is not given does not narrow it.' })
export class PortalAccountFilter {
  @Field(() => [AccountStatus], { nullable: true, description: 'Only those of one of these.' })
  statuses?: PortalAccountRow['status'][]

  @Field(() => Boolean, { nullable: true, description: 'Only disabled ones, or only those that are not.' })
  isDisabled?: boolean

  @Field(() => Boolean, {
    nullable: true,
    description: 'Only those who accepted the terms that are required now, or only those who did not.',
  })
  hasAcceptedTerms?: boolean

  @Field(() => String, {
    nullable: true,
    description:
      'Only those in whose name or address all these words stand, whatever their accents and capitals: words of one or ' +
      'two letters as the beginning of one. At most 100 characters.',
  })
  search?: string
  @Field(() => Boolean, { nullable: true, description: 'Only those that staff have yet to approve, or only others.' })
  awaitingApproval?: boolean
  @Field(() => Boolean, { nullable: true, description: 'Only those that staff must look at (ACC-8), or only others.' })
  needsReview?: boolean
}

@InputType({ description: 'Which contact gets a portal account.' })
export class PortalAccountCreateInput {
  @Field(() => ID, { description: 'A contact that the asker sees.' })
  contactId!: string

  @Field(() => String, { nullable: true, description: 'One of the contact’s addresses; wanted when it has several.' })
  email?: string
}

@InputType({ description: 'Who is invited once more.' })
export class PortalInvitationResendInput {
  @Field(() => ID, { description: 'An account whose owner has not chosen a password yet.' })
  accountId!: string
}

@ObjectType({ description: 'What `portalAccountCreate` did.' })
export class PortalAccountCreatePayload extends Payload {
  @Field(() => PortalAccount, { nullable: true, description: 'The new account.' })
  portalAccount?: PortalAccount
}

@ObjectType({ description: 'What `portalInvitationResend` did.' })
export class PortalInvitationResendPayload extends Payload {
  @Field(() => PortalAccount, { nullable: true, description: 'The account; its mail is on its way.' })
  portalAccount?: PortalAccount
}

@ObjectType('EmailChoiceRequired', {
  implements: UserError,
  description:
    '`EMAIL_CHOICE_REQUIRED`: the contact has several email addresses; repeat the mutation with one of them.',
})
export class EmailChoiceRequired extends UserError {
  @Field(() => [String], { description: 'The addresses to choose from, the main one first.' })
  emails!: string[]
}
