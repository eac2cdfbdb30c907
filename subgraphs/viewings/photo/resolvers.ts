import { Arg, Args, Ctx, FieldResolver, Mutation, Resolver, Root } from 'type-graphql'
import type { Context } from '../../kernel/context.ts'
import { usedFile } from '../../kernel/files/queries.ts'
import { Picture } from '../../kernel/files/types.ts'
import { PageArgs } from '../../kernel/pages.ts'
import { mutate } from '../../kernel/payload.ts'
import type { PropertyRow } from '../property/tables.ts'
import { Property } from '../property/types.ts'
import { addPhoto, describePhoto, removePhoto, reorderPhotos, startPhotoUpload } from './commands.ts'
import { photosOf } from './queries.ts'
import type { PhotoRow } from './tables.ts'
import {
  PropertyPhoto,
  PropertyPhotoAddInput,
  PropertyPhotoAddPayload,
  PropertyPhotoConnection,
  PropertyPhotoDeleteInput,
  PropertyPhotoDeletePayload,
  PropertyPhotosReorderInput,
  PropertyPhotosReorderPayload,
  PropertyPhotoUpdateInput,
  PropertyPhotoUpdatePayload,
  PropertyPhotoUploadCreateInput,
  PropertyPhotoUploadCreatePayload,
} from './types.ts'

@Resolver(() => Property)
export class PropertyPhotosResolver {
  @FieldResolver(() => PropertyPhotoConnection, {
    nullable: true,
    description: 'Its photos in the order in which to show them; it has at most 50.',
  })
  photos(@Root() { id }: PropertyRow, @Args() page: PageArgs, @Ctx() ctx: Context) {
    return photosOf(ctx, id, page)
  }
}

@Resolver(() => PropertyPhoto)
export class PropertyPhotoResolver {
  @Mutation(() => PropertyPhotoUploadCreatePayload, {
    description: 'Staff begin to upload a photo of a property (API-10). `propertyPhotoAdd` then uses it.',
  })
  propertyPhotoUploadCreate(
    @Arg('input', () => PropertyPhotoUploadCreateInput) input: PropertyPhotoUploadCreateInput,
    @Ctx() ctx: Context,
  ) {
    return mutate<PropertyPhotoUploadCreatePayload>(ctx, async () => ({ upload: await startPhotoUpload(ctx, input) }))
  }

  @Mutation(() => PropertyPhotoAddPayload, {
    description: 'Staff show an uploaded photo behind the others of a property (VIE-1).',
  })
  propertyPhotoAdd(@Arg('input', () => PropertyPhotoAddInput) input: PropertyPhotoAddInput, @Ctx() ctx: Context) {
    return mutate<PropertyPhotoAddPayload>(ctx, async () => ({ property: await addPhoto(ctx, input) }))
  }

  @Mutation(() => PropertyPhotoUpdatePayload, { description: 'Staff say what is to be seen on a photo (VIE-1).' })
  propertyPhotoUpdate(
    @Arg('input', () => PropertyPhotoUpdateInput) input: PropertyPhotoUpdateInput,
    @Ctx() ctx: Context,
  ) {
    return mutate<PropertyPhotoUpdatePayload>(ctx, async () => ({ property: await describePhoto(ctx, input) }))
  }

  @Mutation(() => PropertyPhotosReorderPayload, { description: 'Staff put a property’s photos in order (VIE-1).' })
  propertyPhotosReorder(
    @Arg('input', () => PropertyPhotosReorderInput) input: PropertyPhotosReorderInput,
    @Ctx() ctx: Context,
  ) {
    return mutate<PropertyPhotosReorderPayload>(ctx, async () => ({ property: await reorderPhotos(ctx, input) }))
  }

  @Mutation(() => PropertyPhotoDeletePayload, {
    description: 'Staff delete a photo of a property (VIE-1).',
  })
  propertyPhotoDelete(
    @Arg('input', () => PropertyPhotoDeleteInput) input: PropertyPhotoDeleteInput,
    @Ctx() ctx: Context,
  ) {
    return mutate<PropertyPhotoDeletePayload>(ctx, async () => ({ property: await removePhoto(ctx, input) }))
  }

  @FieldResolver(() => Picture, { nullable: true, description: 'The photo itself; null once it is deleted.' })
  picture(@Root() { fileId }: PhotoRow, @Ctx() ctx: Context) {
    return usedFile(ctx, fileId)
  }
}
