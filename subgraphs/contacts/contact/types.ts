import { Directive, Field, ID, InputType, Int, ObjectType } from 'type-graphql'
import { enumType } from '../../kernel/enums.ts'
import { Node } from '../../kernel/node.ts'
import { connectionType } from '../../kernel/pages.ts'
import { Payload } from '../../kernel/payload.ts'
import { DateTime } from '../../kernel/scalars.ts'
import type { Assignment, ContactDraft } from './commands.ts'
import { contactKind, reviewState, type ContactRow } from './tables.ts'

export const ContactKind = enumType(contactKind, 'ContactKind', 'How well the company knows somebody.', {
  LEAD: 'Came in by itself: staff have not reviewed it yet, have not accepted it, or have accepted it as a lead.',
  CONTACT: 'Known to staff.',
})

export const ReviewState = enumType(reviewState, 'ReviewState', 'How far staff are with a lead (CON-4).', {
  PENDING: 'Nobody has looked yet.',
  ACCEPTED: 'It is who it says it is.',
  MERGED: 'It was somebody whom staff knew already, and is a part of that contact.',
  REJECTED: 'It is nobody whom the company wants to know.',
  SPAM: 'It is nobody at all.',
})

@Directive('@key(fields: "id")')
@ObjectType('Contact', {
  implements: Node,
  description: 'Somebody the company knows: for staff its record of them, for a client their own.',
})
export class Contact implements Pick<
  ContactRow,
  'kind' | 'firstName' | 'lastName' | 'language' | 'version' | 'createdAt'
> {
  @Field(() => ID)
  id!: string

  @Field(() => ContactKind, { description: 'Whether staff know this person, or only the portal does.' })
  kind!: ContactRow['kind']

  @Field(() => String, { description: 'Empty where only the last name is known.' })
  firstName!: string

  @Field(() => String, { description: 'Empty where only the first name is known.' })
  lastName!: string

  @Field(() => String, { description: 'The language to write in, as an RFC 5646 tag such as `en` or `pt-BR`.' })
  language!: string

  @Field(() => Int, {
    description: 'Counts the changes; send it back as `expectedVersion` to overwrite nothing unseen.',
  })
  version!: number

  @Field(() => DateTime, { description: 'When the company came to know this person.' })
  createdAt!: Date
}

export const ContactConnection = connectionType('Contact', () => Contact)

@InputType({ description: 'Which contacts a list shows; what is not given does not narrow it.' })
export class ContactFilter {
  @Field(() => Boolean, { nullable: true, description: 'Whether they have an active portal account (CON-2).' })
  isPortalUser?: boolean

  @Field(() => Boolean, {
    nullable: true,
    description:
      'Whether they may come in: with an active account that is not disabled, to a portal that is on (CON-2).',
  })
  hasActivePortalAccess?: boolean

  @Field(() => [ReviewState], {
    nullable: true,
    description: 'Leads that registered by themselves and whose review has come to one of these (CON-4).',
  })
  reviewStates?: NonNullable<ContactRow['reviewState']>[]
}

@InputType({ description: 'Somebody new. At least one of the two names is wanted.' })
export class ContactCreateInput implements ContactDraft {
  @Field(() => String, { defaultValue: '', description: 'At most 100 characters.' })
  firstName!: string

  @Field(() => String, { defaultValue: '', description: 'At most 100 characters.' })
  lastName!: string

  @Field(() => [String], { defaultValue: [], description: 'The first one is the main one; at most 20.' })
  emails!: string[]

  @Field(() => [String], { defaultValue: [], description: 'As they are dialled; at most 20.' })
  phones!: string[]

  @Field(() => String, { defaultValue: 'en', description: 'An RFC 5646 tag such as `en` or `pt-BR`.' })
  language!: string

  @Field(() => ID, { nullable: true, description: 'Whose contact it is; the maker’s own if absent.' })
  responsibleAgentId?: string
}

@InputType({ description: 'Whose contact it shall be.' })
export class ContactAssignInput implements Assignment {
  @Field(() => ID, { description: 'Who is given to another agent.' })
  contactId!: string

  @Field(() => ID, { description: 'The agent who becomes responsible.' })
  responsibleAgentId!: string

  @Field(() => Int, { nullable: true, description: 'The `version` that was read; another one is VERSION_MISMATCH.' })
  expectedVersion?: number
}

@ObjectType({ description: 'What `contactCreate` did.' })
export class ContactCreatePayload extends Payload {
  @Field(() => Contact, { nullable: true, description: 'The new contact.' })
  contact?: Contact
}

@ObjectType({ description: 'What `contactAssign` did.' })
export class ContactAssignPayload extends Payload {
  @Field(() => Contact, {
    nullable: true,
    description: 'The contact, also when it has left the asker’s sight by this.',
  })
  contact?: Contact
}
