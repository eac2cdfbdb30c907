import { Field, ID, InputType, Int, ObjectType } from 'type-graphql'
import { connectionType } from '../../kernel/pages.ts'
import { Payload } from '../../kernel/payload.ts'
import { DateTime } from '../../kernel/scalars.ts'
import { Viewing } from '../viewing/types.ts'
import type { NewNote, NoteDraft } from './commands.ts'
import type { NoteRow } from './tables.ts'

@ObjectType('ViewingNote', { description: 'What a client writes down about a viewing of theirs (VIE-11).' })
export class ViewingNote implements Pick<NoteRow, 'text' | 'version' | 'createdAt' | 'updatedAt'> {
  @Field(() => ID, { description: 'By which mutations name it.' })
  id!: string

  @Field(() => String, { description: 'Plain text of 3 to 5,000 characters, without the empty space around it.' })
  text!: string

  @Field(() => Int, {
    description: 'Counts the changes; send it back as `expectedVersion` to overwrite nothing unseen.',
  })
  version!: number

  @Field(() => DateTime, { description: 'When it was written down.' })
  createdAt!: Date

  @Field(() => DateTime, { description: 'When it was last written anew; else when it was written down.' })
  updatedAt!: Date
}

export const ViewingNoteConnection = connectionType('ViewingNote', () => ViewingNote)

@InputType({ description: 'What a client writes down about which viewing of theirs.' })
export class ViewingNoteAddInput implements NewNote {
  @Field(() => ID, { description: 'The viewing whose journal is open.' })
  viewingId!: string

  @Field(() => String, { description: '3 to 5,000 characters, counted without the empty space around them.' })
  text!: string
}

@InputType({ description: 'What a note says from now on.' })
export class ViewingNoteUpdateInput implements NoteDraft {
  @Field(() => ID, { description: 'A note of one’s own.' })
  noteId!: string

  @Field(() => String, { description: '3 to 5,000 characters, counted without the empty space around them.' })
  text!: string

  @Field(() => Int, { nullable: true, description: 'The `version` that was read; another one is VERSION_MISMATCH.' })
  expectedVersion?: number
}

@InputType({ description: 'A note that is to be deleted.' })
export class ViewingNoteDeleteInput {
  @Field(() => ID, { description: 'A note of one’s own.' })
  noteId!: string
}

@ObjectType({ description: 'What `viewingNoteAdd` did.' })
export class ViewingNoteAddPayload extends Payload {
  @Field(() => ViewingNote, { nullable: true, description: 'The new note.' })
  note?: ViewingNote
}

@ObjectType({ description: 'What `viewingNoteUpdate` did.' })
export class ViewingNoteUpdatePayload extends Payload {
  @Field(() => ViewingNote, { nullable: true, description: 'The note as it is now.' })
  note?: ViewingNote
}

@ObjectType({ description: 'What `viewingNoteDelete` did.' })
export class ViewingNoteDeletePayload extends Payload {
  @Field(() => Viewing, { nullable: true, description: 'The viewing it was about.' })
  viewing?: Viewing
}
