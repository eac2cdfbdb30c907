import { Field, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql'
import { enumType } from '../../kernel/enums.ts'
import { Payload } from '../../kernel/payload.ts'
import { DateTime } from '../../kernel/scalars.ts'
import { contactSource, doNotContactReason, type ContactRow } from '../contact/tables.ts'
import { Contact, ContactKind } from '../contact/types.ts'
import type { Review } from './commands.ts'

export const ContactSource = enumType(contactSource, 'ContactSource', 'How the company came to know somebody.', {
  STAFF: 'Staff made the contact.',
  REGISTRATION: 'They registered by themselves.',
})

const DoNotContactReason = enumType(doNotContactReason, 'DoNotContactReason', 'Why nobody may write to somebody.', {
  SELF_REGISTRATION: 'They registered by themselves, and staff have not said that they agreed to more.',
  REJECTED: 'Staff rejected the lead.',
  SPAM: 'Staff called the lead spam.',
})

const ReviewDecision = { ACCEPT: 'ACCEPT', REJECT: 'REJECT', SPAM: 'SPAM' } as const
registerEnumType(ReviewDecision, {
  name: 'ReviewDecision',
  description: 'What staff make of a lead.',
  valuesConfig: {
    ACCEPT: { description: 'It is who it says it is.' },
    REJECT: {
      description:
        'It is nobody whom the company wants to know; its portal account is disabled, and stays so until it is accepted.',
    },
    SPAM: { description: 'It is nobody at all; its portal account is disabled, and stays so until it is accepted.' },
  },
})

@ObjectType('DoNotContact', { description: 'That nobody may write to a contact: since when, by whom and why.' })
export class DoNotContact {
  @Field(() => DateTime, { description: 'Since when.' })
  since!: Date

  @Field(() => ID, { nullable: true, description: 'Which agent said so; null for the system.' })
  byId!: ContactRow['doNotContactById']

  @Field(() => DoNotContactReason, { description: 'Why that is so.' })
  reason!: NonNullable<ContactRow['doNotContactReason']>
}

@ObjectType('ContactReview', { description: 'What staff make of a lead that registered by itself (CON-4).' })
export class ContactReview implements Pick<ContactRow, 'reviewedAt' | 'reviewedById'> {
  @Field(() => DateTime, { nullable: true, description: 'When it was decided; null while it waits.' })
  reviewedAt!: Date | null

  @Field(() => ID, { nullable: true, description: 'Which agent decided; null while it waits.' })
  reviewedById!: ContactRow['reviewedById']
}

@InputType({ description: 'What staff make of a lead.' })
export class ContactReviewInput implements Review {
  @Field(() => ID, { description: 'A lead that waits for its review; to accept it, also one that was not accepted.' })
  contactId!: string

  @Field(() => ReviewDecision, { description: 'What it is.' })
  decision!: Review['decision']

  @Field(() => ContactKind, { defaultValue: 'CONTACT', description: 'What an accepted one is from then on.' })
  kind!: Review['kind']

  @Field(() => Boolean, {
    defaultValue: false,
    description: 'Whether an accepted one has agreed to be written to: `doNotContact` is null then.',
  })
  hasConsent!: boolean

  @Field(() => Int, { nullable: true, description: 'The `version` that was read; another one is VERSION_MISMATCH.' })
  expectedVersion?: number
}

@ObjectType({ description: 'What `contactReview` did.' })
export class ContactReviewPayload extends Payload {
  @Field(() => Contact, { nullable: true, description: 'The contact as it is now.' })
  contact?: Contact
}
