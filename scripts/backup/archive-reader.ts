import { createHash, type Hash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import { createGunzip } from 'node:zlib'
import { extract, type Header } from 'tar-stream'
import { ConfigError } from '../../subgraphs/kernel/config.ts'
import { manifestOf, type Manifest, type Sums } from './manifest.ts'

/** A backup's parts in their order: the manifest, each table's rows in pieces, the files, the checksums. */
export type Part =
  | { readonly kind: 'manifest'; readonly manifest: Manifest }
  | { readonly kind: 'rows'; readonly table: string; readonly piece: Buffer }
  | { readonly kind: 'file'; readonly path: string; readonly content: AsyncIterable<Buffer> }
  | { readonly kind: 'sums'; readonly sums: Sums }

type Entry = AsyncIterable<Buffer> & { readonly header: Header }

/**
 * Reads a backup from its beginning to its end and checks it on the way: whoever has got the checksums has got all of it,
 * unaltered. One that is cut, altered or something else ends with a sentence.
 */
export async function* readArchive(path: string): AsyncGenerator<Part, void> {
  const entries = extract()
  const read = pipeline(createReadStream(path), createGunzip(), entries)
  // It ends the entries, too, and there it is heard of.
  read.catch(() => {})
  try {
    // Its types say nothing of what an entry's content is.
    yield* partsOf(entries as AsyncIterable<unknown> as AsyncIterable<Entry>)
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (error instanceof ConfigError) throw error
    if (code && /^E[A-Z]+$/.test(code)) throw new ConfigError(`The backup ${path} cannot be read (${code}).`)
    throw new ConfigError(`${path} is not a whole backup: it is cut, altered, or something else; take another one.`)
  } finally {
    entries.destroy()
  }
}

/** Reads it all, only to see that it is whole and unaltered. */
export async function checkArchive(path: string): Promise<Manifest> {
  let found: Manifest | null = null
  for await (const part of readArchive(path)) {
    if (part.kind === 'manifest') found = part.manifest
    if (part.kind === 'file') for await (const piece of part.content) void piece
  }
  return found!
}

async function* partsOf(entries: AsyncIterable<Entry>): AsyncGenerator<Part, void> {
  const seen = openSums()
  let manifest: Manifest | null = null
  let sums: Sums | null = null
  for await (const entry of entries) {
    const { name, size = 0 } = entry.header
    const [folder, table = ''] = name.split('/')
    if (!manifest) {
      if (name !== 'manifest.json') throw new Error('It begins with something else.')
      const content = await contentOf(entry)
      seen.manifest(content)
      manifest = manifestOf(content.toString())
      yield { kind: 'manifest', manifest }
    } else if (sums) {
      throw new Error('It goes on after its end.')
    } else if (folder === 'tables') {
      const piece = await contentOf(entry)
      seen.rows(table, piece)
      yield { kind: 'rows', table, piece }
    } else if (folder === 'files') {
      const path = name.slice('files/'.length)
      yield { kind: 'file', path, content: seen.file(path, size, entry) }
    } else if (name === 'sums.json') {
      sums = JSON.parse((await contentOf(entry)).toString()) as Sums
      if (!seen.equal(sums)) throw new Error('The checksums differ.')
      yield { kind: 'sums', sums }
    } else {
      throw new Error('It has an entry that is not of a backup.')
    }
  }
  if (!sums) throw new Error('It has no end.')
}

/** Adds up what was read as the writer did. */
function openSums() {
  const tables = new Map<string, { hash: Hash; bytes: number }>()
  const files = { hash: createHash('sha256'), count: 0, bytes: 0 }
  let manifestSum = ''
  return {
    manifest: (content: Buffer) => void (manifestSum = createHash('sha256').update(content).digest('hex')),
    rows(table: string, piece: Buffer) {
      const sum = tables.get(table) ?? { hash: createHash('sha256'), bytes: 0 }
      tables.set(table, sum)
      sum.hash.update(piece)
      sum.bytes += piece.length
    },
    async *file(path: string, size: number, content: AsyncIterable<Buffer>): AsyncGenerator<Buffer, void> {
      files.hash.update(`${path}\n${size}\n`)
      files.count++
      files.bytes += size
      for await (const piece of content) {
        files.hash.update(piece)
        yield piece
      }
    },
    equal(sums: Sums): boolean {
      const nothing = { hash: createHash('sha256'), bytes: 0 }
      return (
        sums.manifest === manifestSum &&
        [...tables.keys()].every((name) => name in sums.tables) &&
        Object.entries(sums.tables).every(([name, { bytes, sha256 }]) => {
          const found = tables.get(name) ?? nothing
          return found.bytes === bytes && found.hash.copy().digest('hex') === sha256
        }) &&
        files.count === sums.files.count &&
        files.bytes === sums.files.bytes &&
        files.hash.digest('hex') === sums.files.sha256
      )
    },
  }
}

async function contentOf(entry: Entry): Promise<Buffer> {
  const pieces: Buffer[] = []
  for await (const piece of entry) pieces.push(piece)
  return Buffer.concat(pieces)
}
