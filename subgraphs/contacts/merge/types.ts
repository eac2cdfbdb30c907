import { Field, ID, InputType, Int, ObjectType } from 'type-graphql'
import { Payload } from '../../kernel/payload.ts'
import { Contact } from '../contact/types.ts'
import type { MergeDraft } from './commands.ts'

@InputType({ description: 'Which lead was known to staff already, and as whom.' })
export class ContactMergeInput implements MergeDraft {
  @Field(() => ID, { description: 'A lead that waits for its review.' })
  contactId!: string

  @Field(() => ID, { description: 'The contact of which it becomes a part; one without portal account.' })
  intoContactId!: string

  @Field(() => Int, {
    nullable: true,
    description: 'The `version` of the lead that was read; another one is VERSION_MISMATCH.',
  })
  expectedVersion?: number
}

@ObjectType({ description: 'What `contactMerge` did.' })
export class ContactMergePayload extends Payload {
  @Field(() => Contact, { nullable: true, description: 'The contact of which the lead is a part now.' })
  contact?: Contact
}
