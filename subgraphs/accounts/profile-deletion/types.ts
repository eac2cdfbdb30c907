import { Field, InputType, ObjectType } from 'type-graphql'
import { enumType } from '../../kernel/enums.ts'
import { Payload } from '../../kernel/payload.ts'
import { DateTime } from '../../kernel/scalars.ts'
import type { Asked } from './commands.ts'
import type { Appearance } from './profile-deletion.ts'
import { shownAs, type DeletedAccountRow } from './tables.ts'

const ShownAs = enumType(shownAs, 'ShownAs', 'How the support team sees somebody who deleted their profile (ACC-19).', {
  ANONYMOUS: 'As nobody in particular.',
  NICKNAME: 'By a name that they chose for it.',
})

@InputType({ description: 'The first step of deleting one’s own profile.' })
export class ProfileDeletionStartInput {
  @Field(() => String, {
    nullable: true,
    description: 'In which language to warn, as `en`; the asker’s own if absent.',
  })
  language?: string

  @Field(() => String, {
    nullable: true,
    description: 'Their present password, as it is not enough that a session was left open; wanted of whoever has one.',
  })
  password?: string
}

@InputType({ description: 'The second step of deleting one’s own profile.' })
export class ProfileDeletionCompleteInput implements Appearance {
  @Field(() => String, { description: 'What `profileDeletionStart` gave; it serves once.' })
  confirmationToken!: string

  @Field(() => ShownAs, { description: 'How the support team sees the person from then on, beside what they asked.' })
  showAs!: DeletedAccountRow['shownAs']

  @Field(() => String, { nullable: true, description: 'One line of 1 to 50 characters; wanted for NICKNAME.' })
  nickname?: string
}

@ObjectType({ description: 'What `profileDeletionStart` gave; nothing is deleted yet.' })
export class ProfileDeletionStartPayload extends Payload implements Partial<Asked> {
  @Field(() => String, {
    nullable: true,
    description: 'What goes and what stays, to be shown before the second step; plain text.',
  })
  warning?: string

  @Field(() => String, { nullable: true, description: 'For `profileDeletionComplete`, within ten minutes.' })
  confirmationToken?: string

  @Field(() => DateTime, { nullable: true, description: 'Until when it can be confirmed.' })
  expiresAt?: Date
}

@ObjectType({
  description: 'What `profileDeletionComplete` did: the account is gone, and every session of it has ended.',
})
export class ProfileDeletionCompletePayload extends Payload {
  @Field(() => DateTime, { nullable: true, description: 'When it was deleted.' })
  deletedAt?: Date
}
