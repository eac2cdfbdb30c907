import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Checked, Received } from './check.ts'
import { headOf } from './media-type.ts'
import { FileRefusal } from './refusal.ts'
import { isActiveText, writeAsUtf8 } from './text.ts'

const extensions: Readonly<Record<string, string>> = { 'text/csv': 'csv', 'text/plain': 'txt' }

export const tableTypes: readonly string[] = ['text/csv']
export const textTypes: readonly string[] = Object.keys(extensions)

/** Takes a text or a table of text as UTF-8, a piece at a time: its rows are looked at by who imports them. */
export async function checkText(file: Received, folder: string): Promise<Checked> {
  const { mediaType } = file
  const extension = extensions[mediaType]!
  const head = await headOf(file.path)
  if (isActiveText(head)) throw new FileRefusal('FILE_UNSAFE')
  const path = join(folder, `original.${extension}`)
  await writeAsUtf8(file.path, head, path)
  const { size } = await stat(path)
  return { mediaType, extension, renditions: [{ name: 'original', path, mediaType, bytes: size }] }
}
