import type { Readable } from 'node:stream'
import type { Config } from '../config.ts'
import type { CompanyId, FileId } from '../ids.ts'
import type { Logger } from '../log.ts'
import type { SubgraphName } from '../subgraph.ts'
import { diskStore, filesFolder } from './disk-store.ts'
import { s3Store } from './s3-store.ts'
import type { RenditionName } from './tables.ts'

/** A file below the process's own folder, on its way into the store. */
export interface Source {
  readonly path: string
  readonly mediaType: string
  readonly bytes: number
}

/** The first and the last byte wanted, both counted from 0. */
export interface ByteRange {
  readonly first: number
  readonly last: number
}

/** Where the bytes of files are kept: a folder, or an S3 bucket. An object appears whole or not at all. */
export interface Store {
  put(key: string, from: Source): Promise<void>
  /** Null where there is no such object. */
  read(key: string, range?: ByteRange): Promise<Readable | null>
  /** Also of what is not there. */
  remove(key: string): Promise<void>
  close(): void
}

export function openStore(config: Config, log: Logger): Store {
  return config.s3 ? s3Store(config.s3, log) : diskStore(filesFolder(config))
}

/** Under which name a rendition is kept: never another one's, also after the file is gone. */
export function keyOf(
  subgraph: SubgraphName,
  { companyId, id }: { readonly companyId: CompanyId; readonly id: FileId },
  rendition: RenditionName,
): string {
  return `${subgraph}/${companyId}/${id}.${rendition}`
}
