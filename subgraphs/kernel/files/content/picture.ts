import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import sharp, { type Metadata, type Sharp } from 'sharp'
import { openQueue } from '../queue.ts'
import type { Checked, Received, Rendition } from './check.ts'
import { headOf, mediaTypeByContent } from './media-type.ts'
import { FileRefusal, readingForeign } from './refusal.ts'

// Pictures are read once, so what libvips would remember of them is memory lost; and a thread each is enough, as they
// come one at a time. Of its many loaders only those of the four formats are ever to meet a foreign byte.
sharp.cache(false)
sharp.concurrency(1)
sharp.block({ operation: ['VipsForeignLoad'] })
sharp.unblock({
  operation: ['VipsForeignLoadJpeg', 'VipsForeignLoadPng', 'VipsForeignLoadWebp', 'VipsForeignLoadHeif'],
})

/** One at a time, so that heavy files take the memory of one. */
const turns = openQueue({ atOnce: 1, waiting: Infinity })

/** Beyond this a picture is refused by its header, before a pixel of it is decoded. */
const maxPixels = 50_000_000
/** Far above what 50 megapixels take; who needs more was made to be slow. */
const maxSeconds = 60
const largeEdge = 1_600
const thumbnailEdge = 320

interface Format {
  readonly extension: string
  /** What the decoder calls it. AVIF is HEIF to it, as is what no browser shows. */
  readonly isIt: (metadata: Metadata) => boolean
  readonly encode: (picture: Sharp) => Sharp
}

// Efforts are low where 50 megapixels would take minutes, and AVIF halves its colours, where it would take gigabytes.
// Below 2, WebP fails on large pictures with much detail.
const formats: Readonly<Record<string, Format>> = {
  'image/jpeg': {
    extension: 'jpg',
    isIt: ({ format }) => format === 'jpeg',
    encode: (picture) => picture.jpeg({ quality: 90 }),
  },
  'image/png': {
    extension: 'png',
    isIt: ({ format }) => format === 'png',
    encode: (picture) => picture.png({ adaptiveFiltering: true }),
  },
  'image/webp': {
    extension: 'webp',
    isIt: ({ format }) => format === 'webp',
    encode: (picture) => picture.webp({ quality: 90, effort: 2 }),
  },
  'image/avif': {
    extension: 'avif',
    isIt: ({ format, compression }) => format === 'heif' && compression === 'av1',
    encode: (picture) => picture.avif({ quality: 65, effort: 0, chromaSubsampling: '4:2:0' }),
  },
}

export const pictureTypes: readonly string[] = Object.keys(formats)

/**
 * Decodes a picture and encodes it anew, upright and in sRGB: that alone leaves behind where it was taken, what else
 * stood in it, and what was hidden behind it. Of a moving picture the first frame is kept.
 */
export async function checkPicture(file: Received, folder: string): Promise<Checked> {
  const { mediaType } = file
  const format = formats[mediaType]!
  if ((await mediaTypeByContent(await headOf(file.path))) !== mediaType) throw new FileRefusal('FILE_TYPE_MISMATCH')
  return turns.run(async () => {
    const metadata = await readingForeign(() => sharp(file.path, { limitInputPixels: false }).metadata())
    if (!format.isIt(metadata)) throw new FileRefusal('FILE_TYPE_MISMATCH')
    if (metadata.width * metadata.height > maxPixels) throw new FileRefusal('PICTURE_TOO_LARGE')
    const write = (name: Rendition['name'], type: string, picture: Sharp) =>
      writeRendition(name, join(folder, `${name}.${formats[type]!.extension}`), type, picture)
    const original = await write('original', mediaType, format.encode(opened(file.path)))
    const large = await write('large', 'image/webp', within(largeEdge, opened(file.path)))
    const thumbnail = await write('thumbnail', 'image/webp', within(thumbnailEdge, opened(large.path)))
    return { mediaType, extension: format.extension, renditions: [original, large, thumbnail] }
  })
}

/** A scratch in the pixels is no reason to refuse a photo; a missing part is. */
function opened(path: string): Sharp {
  return sharp(path, { limitInputPixels: maxPixels, failOn: 'error' })
    .timeout({ seconds: maxSeconds })
    .autoOrient()
    .toColourspace('srgb')
}

function within(edge: number, picture: Sharp): Sharp {
  return picture.resize(edge, edge, { fit: 'inside', withoutEnlargement: true }).webp({ quality: 80 })
}

/** In memory first: so what fails in decoding is the picture's fault, and what fails in writing is ours. */
async function writeRendition(
  name: Rendition['name'],
  path: string,
  mediaType: string,
  picture: Sharp,
): Promise<Rendition> {
  const { data, info } = await readingForeign(() => picture.toBuffer({ resolveWithObject: true }))
  await writeFile(path, data)
  return { name, path, mediaType, bytes: data.length, width: info.width, height: info.height }
}
