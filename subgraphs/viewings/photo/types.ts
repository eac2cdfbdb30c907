import { Field, ID, InputType, ObjectType } from 'type-graphql'
import { Upload } from '../../kernel/files/types.ts'
import { connectionType } from '../../kernel/pages.ts'
import { Payload } from '../../kernel/payload.ts'
import { NonNegativeInt } from '../../kernel/scalars.ts'
import { Property } from '../property/types.ts'
import type { NewPhoto, PhotoOrder } from './commands.ts'
import type { PhotoRow } from './tables.ts'

@ObjectType('PropertyPhoto', {
  description: 'What one sees of a property: a photo, and a text for those who do not see it.',
})
export class PropertyPhoto implements Pick<PhotoRow, 'description'> {
  @Field(() => ID, { description: 'By which mutations name it.' })
  id!: string

  @Field(() => String, { description: 'What is to be seen, for those who do not see it; may be empty.' })
  description!: string
}

export const PropertyPhotoConnection = connectionType('PropertyPhoto', () => PropertyPhoto)

@InputType({ description: 'A photo that is going to be sent.' })
export class PropertyPhotoUploadCreateInput {
  @Field(() => String, {
    description: '`image/jpeg`, `image/png`, `image/webp` or `image/avif`; the content must be of this type.',
  })
  mediaType!: string

  @Field(() => NonNegativeInt, { description: 'How many bytes it has; at most 15,000,000.' })
  bytes!: number
}

@InputType({ description: 'Which uploaded photo is shown from now on, and where.' })
export class PropertyPhotoAddInput implements NewPhoto {
  @Field(() => ID, { description: 'What is to be seen on it.' })
  propertyId!: string

  @Field(() => ID, { description: 'The upload, from `propertyPhotoUploadCreate`, to which the photo was sent.' })
  uploadId!: string

  @Field(() => String, {
    defaultValue: '',
    description: 'What is to be seen, for those who do not see it: one line of at most 500 characters.',
  })
  description!: string
}

@InputType({ description: 'What is to be seen on a photo.' })
export class PropertyPhotoUpdateInput {
  @Field(() => ID, { description: 'To what it belongs.' })
  propertyId!: string

  @Field(() => ID, { description: 'One of its photos.' })
  photoId!: string

  @Field(() => String, { description: 'One line of at most 500 characters.' })
  description!: string
}

@InputType({ description: 'The order in which a property’s photos are shown.' })
export class PropertyPhotosReorderInput implements PhotoOrder {
  @Field(() => ID, { description: 'Whose photos are put in order.' })
  propertyId!: string

  @Field(() => [ID], { description: 'All of its photos, each once.' })
  photoIds!: string[]
}

@InputType({ description: 'A photo that is to be deleted.' })
export class PropertyPhotoDeleteInput {
  @Field(() => ID, { description: 'To what it belongs.' })
  propertyId!: string

  @Field(() => ID, { description: 'One of its photos.' })
  photoId!: string
}

@ObjectType({ description: 'What `propertyPhotoUploadCreate` did.' })
export class PropertyPhotoUploadCreatePayload extends Payload {
  @Field(() => Upload, { nullable: true, description: 'Where to send the photo.' })
  upload?: Upload
}

@ObjectType({ description: 'What `propertyPhotoAdd` did.' })
export class PropertyPhotoAddPayload extends Payload {
  @Field(() => Property, { nullable: true, description: 'The property with its new photo.' })
  property?: Property
}

@ObjectType({ description: 'What `propertyPhotoUpdate` did.' })
export class PropertyPhotoUpdatePayload extends Payload {
  @Field(() => Property, { nullable: true, description: 'The property with its photo.' })
  property?: Property
}

@ObjectType({ description: 'What `propertyPhotosReorder` did.' })
export class PropertyPhotosReorderPayload extends Payload {
  @Field(() => Property, { nullable: true, description: 'The property with its photos in their new order.' })
  property?: Property
}

@ObjectType({ description: 'What `propertyPhotoDelete` did.' })
export class PropertyPhotoDeletePayload extends Payload {
  @Field(() => Property, { nullable: true, description: 'The property without the photo.' })
  property?: Property
}
