import { buffer } from 'node:stream/consumers'
import { finished } from 'node:stream/promises'
import { openPromise, type Entry } from 'yauzl'
import { isArchiveName, isUnsafeName } from './file-name.ts'
import { FileRefusal } from './refusal.ts'

const maxEntries = 2_000
/** What all entries of an archive may come to, and how many times its own size beyond the first megabytes. */
const maxUnpacked = 250_000_000
const maxRatio = 100
const freeOfRatio = 10_000_000
const maxTextBytes = 1_000_000

/** What an archive holds: all its names, and the texts of the entries that were asked for. */
export interface Contents {
  readonly names: readonly string[]
  readonly texts: ReadonlyMap<string, string>
}

/**
 * Looks through a zip archive without unpacking it anywhere: bombs, programs, archives in the archive and what is locked
 * with a password are FILE_UNSAFE. First by what it says of itself, then each entry is read to see that it said the truth.
 */
export async function lookInto(path: string, wanted: readonly string[]): Promise<Contents> {
  const zip = await openPromise(path, { autoClose: false, strictFileNames: true })
  try {
    if (zip.entryCount > maxEntries) throw new FileRefusal('FILE_UNSAFE')
    const entries: Entry[] = []
    for await (const entry of zip.eachEntry()) entries.push(entry)
    refuseUnsafe(entries, zip.fileSize)
    const texts = new Map<string, string>()
    for (const entry of entries) {
      const stream = await zip.openReadStreamPromise(entry)
      if (wanted.includes(entry.fileName) && entry.uncompressedSize <= maxTextBytes) {
        texts.set(entry.fileName, (await buffer(stream)).toString())
      } else {
        await finished(stream.resume())
      }
    }
    return { names: entries.map(({ fileName }) => fileName), texts }
  } finally {
    zip.close()
  }
}

function refuseUnsafe(entries: readonly Entry[], fileSize: number): void {
  const packed = entries.reduce((sum, { compressedSize }) => sum + compressedSize, 0)
  const unpacked = entries.reduce((sum, { uncompressedSize }) => sum + uncompressedSize, 0)
  // Entries that share bytes are more than the file is: only a bomb is built so.
  const isBomb =
    packed > fileSize || unpacked > maxUnpacked || (unpacked > freeOfRatio && unpacked > fileSize * maxRatio)
  if (isBomb || entries.some(isUnsafe)) throw new FileRefusal('FILE_UNSAFE')
}

function isUnsafe(entry: Entry): boolean {
  const isLink = ((entry.externalFileAttributes >>> 16) & 0o170000) === 0o120000
  const isReadable = entry.compressionMethod === 0 || entry.compressionMethod === 8
  return entry.isEncrypted() || isLink || !isReadable || isUnsafeName(entry.fileName) || isArchiveName(entry.fileName)
}
