import { createWriteStream } from 'node:fs'
import { mkdir, readdir, rename } from 'node:fs/promises'
import { dirname, join, normalize, relative } from 'node:path'
import { pipeline } from 'node:stream/promises'
import type { ArchiveWriter } from './archive-writer.ts'

/**
 * Writes the file store into the archive, after the databases: a file is there before a row tells of it, so each one that
 * the backup's rows tell of is in the backup. One that goes away meanwhile is left out.
 */
export async function backUpFiles(folder: string, archive: ArchiveWriter): Promise<void> {
  const found = await readdir(folder, { recursive: true, withFileTypes: true }).catch(nothing)
  for (const entry of found) {
    if (!entry.isFile()) continue
    const path = join(entry.parentPath, entry.name)
    await archive.file(relative(folder, path), path).catch(nothing)
  }
}

/** Puts one file back. It appears whole; a file's name is never used for another one, so none that is there is harmed. */
export async function restoreFile(folder: string, path: string, content: AsyncIterable<Buffer>): Promise<void> {
  const target = join(folder, path)
  if (normalize(path) !== path || path.startsWith('..') || target === folder) throw new Error('A path leads outside.')
  const partial = `${target}.${process.pid}.partial`
  await mkdir(dirname(target), { recursive: true, mode: 0o700 })
  await pipeline(content, createWriteStream(partial, { mode: 0o600 }))
  await rename(partial, target)
}

/** What is not there is nothing to back up. */
function nothing(error: NodeJS.ErrnoException): [] {
  if (error.code !== 'ENOENT') throw error
  return []
}
