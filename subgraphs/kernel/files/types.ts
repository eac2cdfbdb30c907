import 'reflect-metadata'
import { Directive, Field, ID, ObjectType, registerEnumType } from 'type-graphql'
import type { FileId } from '../ids.ts'
import { DateTime, NonNegativeInt } from '../scalars.ts'
import type { FileRow } from './tables.ts'

@Directive('@shareable')
@ObjectType('UploadHeader', { description: 'A header to send along with a file.' })
export class UploadHeader {
  @Field(() => String, { description: 'In small letters.' })
  name!: string

  @Field(() => String, { description: 'To be sent as it is.' })
  value!: string
}

@Directive('@shareable')
@ObjectType('Upload', {
  description:
    'A place for one file (API-10). Send the file there, with the token of who asked for it, then use the id in the ' +
    'mutation that the file is for, within 24 hours.',
})
export class Upload implements Pick<FileRow, 'bytes' | 'expiresAt'> {
  @Field(() => ID, { description: 'The `uploadId` of the mutation that uses the file.' })
  id!: FileId

  @Field(() => DateTime, { description: 'Until when sending may begin: 15 minutes.' })
  expiresAt!: Date

  @Field(() => NonNegativeInt, { description: 'How many bytes the file must have: those that were announced.' })
  bytes!: number
}

export const PictureSize = { ORIGINAL: 'ORIGINAL', LARGE: 'LARGE', THUMBNAIL: 'THUMBNAIL' } as const
export type PictureSize = keyof typeof PictureSize
registerEnumType(PictureSize, {
  name: 'PictureSize',
  description: 'How large a picture is wanted; none is made larger than it is.',
  valuesConfig: {
    ORIGINAL: { description: 'As it was sent, without what tells of the place and the camera.' },
    LARGE: { description: 'At most 1600 pixels on the longer side.' },
    THUMBNAIL: { description: 'At most 320 pixels on the longer side.' },
  },
})

@Directive('@shareable')
@ObjectType('Picture', { description: 'A picture that somebody has uploaded.' })
export class Picture {
  @Field(() => ID)
  id!: FileId
}
