import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { openQueue } from '../queue.ts'
import type { Checked, Received } from './check.ts'
import { headOf, mediaTypeByContent } from './media-type.ts'
import { cleanMp3 } from './mp3.ts'
import { cleanMp4 } from './mp4.ts'
import { cleanOgg } from './ogg.ts'
import { FileRefusal, readingForeign } from './refusal.ts'
import { cleanWebm } from './webm.ts'

/** An audio file as it may be kept, and how long its sounds last. */
export interface CleanAudio {
  readonly bytes: Buffer
  readonly durationMs: number
}

interface Format {
  readonly extension: string
  /** What its first bytes tell: those of WebM and MP4 are the same with and without a picture. */
  readonly found: readonly string[]
  readonly clean: (bytes: Buffer) => CleanAudio
}

const formats: Readonly<Record<string, Format>> = {
  'audio/webm': { extension: 'webm', found: ['audio/webm', 'video/webm'], clean: cleanWebm },
  'audio/mp4': { extension: 'm4a', found: ['audio/mp4', 'video/mp4'], clean: cleanMp4 },
  'audio/ogg': { extension: 'ogg', found: ['audio/ogg'], clean: cleanOgg },
  'audio/mpeg': { extension: 'mp3', found: ['audio/mpeg'], clean: cleanMp3 },
}

export const audioTypes: readonly string[] = Object.keys(formats)

/** Ten minutes, and the second in which a recorder that stops there writes its last packet. */
const maxMs = 601_000

/** One at a time, so that heavy files take the memory of one. */
const turns = openQueue({ atOnce: 1, waiting: Infinity })

/** Takes a recording as it is, without being encoded anew, but for all that is no sound: that is emptied or cut off. */
export async function checkAudio(file: Received, folder: string): Promise<Checked> {
  const { mediaType } = file
  const { extension, found, clean } = formats[mediaType]!
  const byContent = await mediaTypeByContent(await headOf(file.path))
  if (byContent === null || !found.includes(byContent)) throw new FileRefusal('FILE_TYPE_MISMATCH')
  return turns.run(async () => {
    const received = await readFile(file.path)
    const { bytes, durationMs } = await readingForeign(() => clean(received))
    if (durationMs > maxMs) throw new FileRefusal('AUDIO_TOO_LONG')
    if (!(durationMs > 0)) throw new FileRefusal('FILE_DAMAGED')
    const path = join(folder, `original.${extension}`)
    await writeFile(path, bytes)
    return {
      mediaType,
      extension,
      durationMs,
      renditions: [{ name: 'original', path, mediaType, bytes: bytes.length }],
    }
  })
}
