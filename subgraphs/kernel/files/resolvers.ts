import { Arg, Ctx, FieldResolver, Int, Resolver, Root } from 'type-graphql'
import type { Context } from '../context.ts'
import { renditionOf, urlOfRendition } from './queries.ts'
import type { FileRow } from './tables.ts'
import { Picture, PictureSize, Upload, UploadHeader } from './types.ts'

/** By which rendition each size is served. */
const renditionNamed = { ORIGINAL: 'original', LARGE: 'large', THUMBNAIL: 'thumbnail' } as const

/** For the subgraphs whose mutations begin uploads. */
@Resolver(() => Upload)
export class UploadResolver {
  @FieldResolver(() => String, { description: 'Where to send the file, once: its bytes are the body.' })
  url(@Root() { companyId, id, expiresAt }: FileRow, @Ctx() ctx: Context) {
    return ctx.services.files.urlOf({ companyId, id, to: 'upload', expiresAt })
  }

  @FieldResolver(() => String, { description: 'The HTTP method to send it by.' })
  method() {
    return 'PUT'
  }

  @FieldResolver(() => [UploadHeader], { description: 'To be sent along, besides `authorization`.' })
  headers(@Root() { mediaType }: FileRow) {
    return [{ name: 'content-type', value: mediaType }]
  }
}

/** For the subgraphs that show pictures. */
@Resolver(() => Picture)
export class PictureResolver {
  @FieldResolver(() => String, {
    description:
      'Where everybody who has this address gets it, for 10 to 15 minutes: it is made for the asker, so do not publish ' +
      'it. The same picture has the same address for 5 minutes.',
  })
  url(
    @Root() picture: FileRow,
    @Arg('size', () => PictureSize, { defaultValue: 'LARGE', description: 'Which of its sizes.' }) size: PictureSize,
    @Ctx() ctx: Context,
  ) {
    return urlOfRendition(ctx, picture, renditionNamed[size])
  }

  @FieldResolver(() => Int, { description: 'Of the original, in pixels, the way up it is seen.' })
  width(@Root() picture: FileRow) {
    return renditionOf(picture, 'original').width
  }

  @FieldResolver(() => Int, { description: 'Of the original, in pixels, the way up it is seen.' })
  height(@Root() picture: FileRow) {
    return renditionOf(picture, 'original').height
  }
}
