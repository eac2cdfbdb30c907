import { open } from 'node:fs/promises'
import { fileTypeFromBuffer } from 'file-type'

/** Names that browsers, phones and readers of content have for the same type. */
const sameAs: Readonly<Record<string, string>> = {
  'image/jpg': 'image/jpeg',
  'image/apng': 'image/png',
  'audio/x-m4a': 'audio/mp4',
  'audio/m4a': 'audio/mp4',
  'audio/mp3': 'audio/mpeg',
  'application/csv': 'text/csv',
  'text/comma-separated-values': 'text/csv',
  'application/x-zip-compressed': 'application/zip',
}

/** A media type by the one name it has here, without parameters: `audio/webm;codecs=opus` is `audio/webm`. */
export function plainMediaType(mediaType: string): string {
  const name = mediaType.split(';', 1)[0]!.trim().toLowerCase()
  return sameAs[name] ?? name
}

/** Enough for each signature that is looked for. */
const headBytes = 4_100

/** The first bytes of a file, in which its type is written. */
export async function headOf(path: string): Promise<Buffer> {
  const file = await open(path)
  try {
    const head = Buffer.alloc(headBytes)
    const { bytesRead } = await file.read(head, 0, headBytes, 0)
    return head.subarray(0, bytesRead)
  } finally {
    await file.close()
  }
}

/** The type that a file's first bytes tell, whatever it is called; null where they tell none, as with plain text. */
export async function mediaTypeByContent(head: Buffer): Promise<string | null> {
  const found = await fileTypeFromBuffer(head)
  return found ? plainMediaType(found.mime) : null
}
