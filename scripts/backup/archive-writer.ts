import { createHash, type Hash } from 'node:crypto'
import { createWriteStream, existsSync } from 'node:fs'
import { open, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import { pack } from 'tar-stream'
import { ConfigError } from '../../subgraphs/kernel/config.ts'
import { makeFolder } from '../../subgraphs/kernel/folder.ts'
import type { Manifest, Sums, TableSum } from './manifest.ts'

/**
 * A backup that is being written: a gzipped tar, in which a table's rows lie in pieces of about a megabyte, because tar
 * wants to know the size of each entry beforehand and nothing is held in memory or written twice.
 */
export interface ArchiveWriter {
  manifest(manifest: Manifest): Promise<void>
  /** The next rows of a table, as COPY writes them. */
  rows(table: string, piece: Buffer): Promise<void>
  /** Says how many rows of a table there were. */
  counted(table: string, rows: number): void
  /** A file of the file store by its path in it. */
  file(path: string, from: string): Promise<void>
  /** Writes the checksums, and gives the file its name. Returns its size in bytes. */
  finish(): Promise<number>
  /** Removes what was written. */
  abandon(): Promise<void>
}

/** Until it is whole the backup has this at its name's end. */
export const partial = '.partial'

/** Passwords' hashes and people's data are in it: only its owner may read it. */
const mode = 0o600

export async function createArchive(path: string, signal: AbortSignal): Promise<ArchiveWriter> {
  if (existsSync(path)) throw new ConfigError(`${path} exists already: name another file, or move it away.`)
  const unfinished = `${path}.${process.pid}${partial}`
  makeFolder(dirname(path))
  const tar = pack()
  const written = pipeline(tar, createGzip({ level: 1 }), createWriteStream(unfinished, { mode, flags: 'wx' }), {
    signal,
  })
  // Whoever writes next hears of it.
  written.catch(() => {})
  const tables = new Map<string, { hash: Hash; bytes: number; rows: number; pieces: number }>()
  const files = { hash: createHash('sha256'), count: 0, bytes: 0 }
  let manifestSum = ''

  /** Waits until the entry is taken; a disk that is full ends the pipeline, and not the entry. */
  async function entry(name: string, content: Buffer): Promise<void> {
    const taken = new Promise<void>((resolve, reject) => {
      tar.entry({ name, mode }, content, (error) => (error ? reject(error) : resolve()))
    })
    taken.catch(() => {})
    await Promise.race([taken, written])
  }

  function sumOf(table: string) {
    const known = tables.get(table) ?? { hash: createHash('sha256'), bytes: 0, rows: 0, pieces: 0 }
    tables.set(table, known)
    return known
  }

  return {
    async manifest(manifest) {
      const content = Buffer.from(JSON.stringify(manifest, null, 2))
      manifestSum = createHash('sha256').update(content).digest('hex')
      await entry('manifest.json', content)
    },
    async rows(table, piece) {
      const sum = sumOf(table)
      sum.hash.update(piece)
      sum.bytes += piece.length
      sum.pieces++
      await entry(`tables/${table}/${String(sum.pieces).padStart(8, '0')}`, piece)
    },
    counted: (table, rows) => void (sumOf(table).rows = rows),
    async file(path, from) {
      // Held open before anything is written of it: a file that goes away later is in the backup all the same.
      const handle = await open(from)
      try {
        const { size } = await handle.stat()
        files.hash.update(`${path}\n${size}\n`)
        files.count++
        files.bytes += size
        if (size === 0) return await entry(`files/${path}`, Buffer.alloc(0))
        const sink = tar.entry({ name: `files/${path}`, size, mode })
        const content = handle.createReadStream({ end: size - 1 })
        content.on('data', (piece) => files.hash.update(piece))
        await Promise.race([pipeline(content, sink, { signal }), written]).finally(() => content.destroy())
      } finally {
        await handle.close()
      }
    },
    async finish() {
      const sums: Sums = {
        manifest: manifestSum,
        tables: Object.fromEntries(
          [...tables].map(([name, { hash, bytes, rows }]): [string, TableSum] => [
            name,
            { rows, bytes, sha256: hash.digest('hex') },
          ]),
        ),
        files: { count: files.count, bytes: files.bytes, sha256: files.hash.digest('hex') },
      }
      await entry('sums.json', Buffer.from(JSON.stringify(sums, null, 2)))
      tar.finalize()
      await written
      await flush(unfinished)
      await rename(unfinished, path)
      await flush(dirname(path))
      return (await stat(path)).size
    },
    async abandon() {
      tar.destroy()
      await written.catch(() => {})
      await rm(unfinished, { force: true })
    },
  }
}

/** Where no name is given: below the folder of data, named by the time, which has no colons where file systems forbid them. */
export function defaultPath(dataDir: string, now: Date): string {
  const time = now.toISOString().slice(0, 19).replaceAll(':', '')
  return join(dataDir, 'backups', `portico-${time}Z.tar.gz`)
}

/** What a power cut then finds is all there. */
async function flush(path: string): Promise<void> {
  const handle = await open(path, 'r')
  await handle.sync().finally(() => handle.close())
}
