import { Field, ID, InputType, Int, ObjectType } from 'type-graphql'
import { Upload } from '../../kernel/files/types.ts'
import { connectionType } from '../../kernel/pages.ts'
import { Payload } from '../../kernel/payload.ts'
import { DateTime, NonNegativeInt } from '../../kernel/scalars.ts'
import { Viewing } from '../viewing/types.ts'
import type { NewJournalFile } from './commands.ts'
import type { RecordingView } from './queries.ts'
import type { JournalFileRow } from './tables.ts'

@ObjectType('ViewingPhoto', { description: 'A photo that a client took at a viewing of theirs (VIE-11).' })
export class ViewingPhoto implements Pick<JournalFileRow, 'createdAt'> {
  @Field(() => ID, { description: 'By which `viewingPhotoDelete` names it.' })
  id!: string

  @Field(() => DateTime, { description: 'When it was added.' })
  createdAt!: Date
}

@ObjectType('ViewingVoiceNote', { description: 'What a client recorded about a viewing of theirs (VIE-11).' })
export class ViewingVoiceNote implements Pick<JournalFileRow, 'createdAt'> {
  @Field(() => ID, { description: 'By which `viewingVoiceNoteDelete` names it.' })
  id!: string

  @Field(() => DateTime, { description: 'When it was added.' })
  createdAt!: Date
}

@ObjectType('Recording', { description: 'Sound that somebody has uploaded.' })
export class Recording implements Pick<RecordingView, 'mediaType' | 'bytes' | 'durationMs'> {
  @Field(() => String, { description: 'What its content is, such as `audio/webm`.' })
  mediaType!: string

  @Field(() => NonNegativeInt, { description: 'How many bytes it has.' })
  bytes!: number

  @Field(() => Int, { description: 'How many milliseconds it lasts.' })
  durationMs!: number
}

export const ViewingPhotoConnection = connectionType('ViewingPhoto', () => ViewingPhoto)
export const ViewingVoiceNoteConnection = connectionType('ViewingVoiceNote', () => ViewingVoiceNote)

@InputType({ description: 'A photo that is going to be sent.' })
export class ViewingPhotoUploadCreateInput {
  @Field(() => String, {
    description: '`image/jpeg`, `image/png`, `image/webp` or `image/avif`; the content must be of this type.',
  })
  mediaType!: string

  @Field(() => NonNegativeInt, { description: 'How many bytes it has; at most 15,000,000.' })
  bytes!: number
}

@InputType({ description: 'A recording that is going to be sent.' })
export class ViewingVoiceNoteUploadCreateInput {
  @Field(() => String, {
    description: '`audio/webm`, `audio/mp4`, `audio/ogg` or `audio/mpeg`; the content must be of this type.',
  })
  mediaType!: string

  @Field(() => NonNegativeInt, {
    description: 'How many bytes it has; at most 25,000,000. It lasts at most ten minutes.',
  })
  bytes!: number
}

@InputType({ description: 'Which uploaded photo belongs to which viewing.' })
export class ViewingPhotoAddInput implements NewJournalFile {
  @Field(() => ID, { description: 'The viewing whose journal is open.' })
  viewingId!: string

  @Field(() => ID, { description: 'The upload, from `viewingPhotoUploadCreate`, to which the photo was sent.' })
  uploadId!: string
}

@InputType({ description: 'Which uploaded recording belongs to which viewing.' })
export class ViewingVoiceNoteAddInput implements NewJournalFile {
  @Field(() => ID, { description: 'The viewing whose journal is open.' })
  viewingId!: string

  @Field(() => ID, { description: 'The upload, from `viewingVoiceNoteUploadCreate`, to which the recording was sent.' })
  uploadId!: string
}

@InputType({ description: 'A photo that is to be deleted.' })
export class ViewingPhotoDeleteInput {
  @Field(() => ID, { description: 'A photo of one’s own.' })
  photoId!: string
}

@InputType({ description: 'A voice note that is to be deleted.' })
export class ViewingVoiceNoteDeleteInput {
  @Field(() => ID, { description: 'A voice note of one’s own.' })
  voiceNoteId!: string
}

@ObjectType({ description: 'What `viewingPhotoUploadCreate` did.' })
export class ViewingPhotoUploadCreatePayload extends Payload {
  @Field(() => Upload, { nullable: true, description: 'Where to send the photo.' })
  upload?: Upload
}

@ObjectType({ description: 'What `viewingVoiceNoteUploadCreate` did.' })
export class ViewingVoiceNoteUploadCreatePayload extends Payload {
  @Field(() => Upload, { nullable: true, description: 'Where to send the recording.' })
  upload?: Upload
}

@ObjectType({ description: 'What `viewingPhotoAdd` did.' })
export class ViewingPhotoAddPayload extends Payload {
  @Field(() => ViewingPhoto, { nullable: true, description: 'The new photo.' })
  photo?: ViewingPhoto
}

@ObjectType({ description: 'What `viewingVoiceNoteAdd` did.' })
export class ViewingVoiceNoteAddPayload extends Payload {
  @Field(() => ViewingVoiceNote, { nullable: true, description: 'The new voice note.' })
  voiceNote?: ViewingVoiceNote
}

@ObjectType({ description: 'What `viewingPhotoDelete` did.' })
export class ViewingPhotoDeletePayload extends Payload {
  @Field(() => Viewing, { nullable: true, description: 'The viewing without the photo.' })
  viewing?: Viewing
}

@ObjectType({ description: 'What `viewingVoiceNoteDelete` did.' })
export class ViewingVoiceNoteDeletePayload extends Payload {
  @Field(() => Viewing, { nullable: true, description: 'The viewing without the voice note.' })
  viewing?: Viewing
}
