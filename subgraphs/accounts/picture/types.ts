import { Field, ID, InputType, ObjectType } from 'type-graphql'
import { Upload } from '../../kernel/files/types.ts'
import { Payload } from '../../kernel/payload.ts'
import { NonNegativeInt } from '../../kernel/scalars.ts'
import { Agent } from '../agent/types.ts'
import { PortalAccount } from '../portal-account/types.ts'

@InputType({ description: 'A picture that is going to be sent.' })
export class PictureUploadCreateInput {
  @Field(() => String, {
    description: '`image/jpeg`, `image/png`, `image/webp` or `image/avif`; the content must be of this type.',
  })
  mediaType!: string

  @Field(() => NonNegativeInt, { description: 'How many bytes it has; at most 15,000,000.' })
  bytes!: number
}

@InputType({ description: 'Which picture becomes the asker’s own.' })
export class PictureSetInput {
  @Field(() => ID, { description: 'An upload of `pictureUploadCreate` to which the picture was sent.' })
  uploadId!: string
}

@InputType({ description: 'Which picture is taken away.' })
export class PictureDeleteInput {
  @Field(() => ID, { description: 'The picture that the asker has now.' })
  pictureId!: string
}

@ObjectType({ description: 'What `pictureUploadCreate` did.' })
export class PictureUploadCreatePayload extends Payload {
  @Field(() => Upload, { nullable: true, description: 'Where to send the picture.' })
  upload?: Upload
}

/** Whose picture it was: who asks is one of the two. */
@ObjectType()
abstract class PicturePayload extends Payload {
  @Field(() => PortalAccount, { nullable: true, description: 'The portal user’s own account; null for staff.' })
  portalAccount?: PortalAccount

  @Field(() => Agent, { nullable: true, description: 'The member of staff; null for portal users.' })
  agent?: Agent
}

@ObjectType({ description: 'What `pictureSet` did.' })
export class PictureSetPayload extends PicturePayload {}

@ObjectType({ description: 'What `pictureDelete` did.' })
export class PictureDeletePayload extends PicturePayload {}
