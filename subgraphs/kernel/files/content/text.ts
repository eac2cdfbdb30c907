import { createReadStream, createWriteStream } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import { FileRefusal } from './refusal.ts'

type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252'

/**
 * Reads a text of any length, in UTF-8, in UTF-16 with a byte order mark or in Windows-1252, and writes it as UTF-8
 * without one: who reads it later need not guess. FILE_TYPE_MISMATCH for what is no text.
 */
export async function writeAsUtf8(path: string, head: Buffer, target: string): Promise<void> {
  const encoding = markedEncoding(head) ?? (await guessedEncoding(path))
  const decoder = new TextDecoder(encoding, { fatal: true })
  await pipeline(
    createReadStream(path),
    async function* (chunks: AsyncIterable<Buffer>) {
      for await (const chunk of chunks) yield checked(decoding(() => decoder.decode(chunk, { stream: true })))
      yield checked(decoding(() => decoder.decode()))
    },
    createWriteStream(target, { flags: 'wx' }),
  )
}

/** Whether a text begins as a program, a page or a document does, which some machine would run or draw as such. */
export function isActiveText(head: Buffer): boolean {
  const start = new TextDecoder(markedEncoding(head) ?? 'utf-8').decode(head).trimStart()
  return /^(#!|%PDF-|%!PS|\{\\rtf|<!--|<(!doctype|html|head|body|script|svg|iframe|\?xml|\?php)[\s>])/i.test(start)
}

function markedEncoding(head: Buffer): Encoding | null {
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le'
  return head[0] === 0xfe && head[1] === 0xff ? 'utf-16be' : null
}

/** UTF-8 is never met by chance, so it is what the whole text can be read as; what cannot is of Windows. */
async function guessedEncoding(path: string): Promise<Encoding> {
  const utf8 = new TextDecoder('utf-8', { fatal: true })
  try {
    for await (const chunk of createReadStream(path)) utf8.decode(chunk as Buffer, { stream: true })
    utf8.decode()
    return 'utf-8'
  } catch (error) {
    if (error instanceof TypeError) return 'windows-1252'
    throw error
  }
}

function decoding(decode: () => string): string {
  try {
    return decode()
  } catch (error) {
    throw new FileRefusal('FILE_TYPE_MISMATCH', { cause: error })
  }
}

/** Control characters stand in no text that people wrote; those of C1 are where Windows-1252 has no letter. */
function checked(text: string): string {
  if (/[\0-\x08\x0b\x0e-\x1f\x7f-\x84\x86-\x9f]/.test(text)) throw new FileRefusal('FILE_TYPE_MISMATCH')
  return text
}
