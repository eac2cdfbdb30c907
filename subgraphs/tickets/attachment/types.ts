import { Field, InputType, Int, ObjectType } from 'type-graphql'
import { Upload } from '../../kernel/files/types.ts'
import { Payload } from '../../kernel/payload.ts'
import { NonNegativeInt } from '../../kernel/scalars.ts'
import type { AttachmentAnnounced } from './commands.ts'
import type { AttachmentView } from './queries.ts'

@ObjectType('Attachment', { simpleResolvers: true, description: 'A file that somebody sent along with a text.' })
export class Attachment implements Pick<AttachmentView, 'name' | 'mediaType' | 'bytes' | 'durationMs'> {
  @Field(() => String, { description: 'What its sender calls it, such as `contract.pdf`.' })
  name!: string

  @Field(() => String, { description: 'What its content is, such as `application/pdf`.' })
  mediaType!: string

  @Field(() => NonNegativeInt, { description: 'How many bytes it has.' })
  bytes!: number

  @Field(() => Int, { nullable: true, description: 'How many milliseconds a recording lasts; null for all else.' })
  durationMs!: number | null
}

@InputType({ description: 'A file that is going to be sent.' })
export class AttachmentUploadCreateInput implements AttachmentAnnounced {
  @Field(() => String, { description: 'What it is called, 1 to 200 characters; nothing that can be run.' })
  name!: string

  @Field(() => String, {
    description:
      'A picture, a recording, PDF, plain text, CSV, a document of Office or OpenDocument without macros, or a zip ' +
      'archive, by its media type; the content must be of this type.',
  })
  mediaType!: string

  @Field(() => NonNegativeInt, { description: 'How many bytes it has; at most 25,000,000, pictures 15,000,000.' })
  bytes!: number
}

@ObjectType({ description: 'What `attachmentUploadCreate` did.' })
export class AttachmentUploadCreatePayload extends Payload {
  @Field(() => Upload, { nullable: true, description: 'Where to send the file.' })
  upload?: Upload
}
