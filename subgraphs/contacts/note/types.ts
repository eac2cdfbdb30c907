import { Directive, Field, ID, InputType, Int, ObjectType } from 'type-graphql'
import { Node } from '../../kernel/node.ts'
import { connectionType } from '../../kernel/pages.ts'
import { Payload } from '../../kernel/payload.ts'
import { DateTime } from '../../kernel/scalars.ts'
import { Contact } from '../contact/types.ts'
import type { NewNote, NoteDraft } from './commands.ts'
import type { ContactNoteRow } from './tables.ts'

@Directive('@key(fields: "id")')
@ObjectType('ContactNote', {
  implements: Node,
  description: 'What a member of staff wrote down about a contact; never for that contact’s eyes (CON-3).',
})
export class ContactNote implements Pick<ContactNoteRow, 'text' | 'at' | 'editedAt' | 'version'> {
  @Field(() => ID)
  id!: string

  @Field(() => String, {
    description: 'Plain text of 1 to 5,000 characters in lines, without what cannot be seen or garbles them.',
  })
  text!: string

  @Field(() => DateTime, { description: 'When it was written.' })
  at!: Date

  @Field(() => DateTime, { nullable: true, description: 'When it was last edited; null while it never was.' })
  editedAt!: Date | null

  @Field(() => Int, {
    description: 'Counts the changes; send it back as `expectedVersion` to overwrite nothing unseen.',
  })
  version!: number
}

export const ContactNoteConnection = connectionType('ContactNote', () => ContactNote)

@InputType({ description: 'What is written down about whom.' })
export class ContactNoteAddInput implements NewNote {
  @Field(() => ID, { description: 'Whom it is about.' })
  contactId!: string

  @Field(() => String, { description: '1 to 5,000 characters that can be seen, in as many lines as one likes.' })
  text!: string
}

@InputType({ description: 'What a note says from now on.' })
export class ContactNoteUpdateInput implements NoteDraft {
  @Field(() => ID, { description: 'A note of one’s own; for an administrator, anybody’s.' })
  contactNoteId!: string

  @Field(() => String, { description: '1 to 5,000 characters that can be seen, in as many lines as one likes.' })
  text!: string

  @Field(() => Int, { nullable: true, description: 'The `version` that was read; another one is VERSION_MISMATCH.' })
  expectedVersion?: number
}

@InputType({ description: 'A note that is to be deleted.' })
export class ContactNoteDeleteInput {
  @Field(() => ID, { description: 'A note of one’s own; for an administrator, anybody’s.' })
  contactNoteId!: string
}

@ObjectType({ description: 'What `contactNoteAdd` did.' })
export class ContactNoteAddPayload extends Payload {
  @Field(() => ContactNote, { nullable: true, description: 'The new note.' })
  note?: ContactNote
}

@ObjectType({ description: 'What `contactNoteUpdate` did.' })
export class ContactNoteUpdatePayload extends Payload {
  @Field(() => ContactNote, { nullable: true, description: 'The note as it is now.' })
  note?: ContactNote
}

@ObjectType({ description: 'What `contactNoteDelete` did.' })
export class ContactNoteDeletePayload extends Payload {
  @Field(() => Contact, { nullable: true, description: 'Whom it was about.' })
  contact?: Contact
}
