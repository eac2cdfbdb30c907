import { join } from 'node:path'
import type { Config } from '../config.ts'
import type { Db } from '../db.ts'
import type { Logger } from '../log.ts'
import type { SubgraphName } from '../subgraph.ts'
import { readSecret } from './repository.ts'
import { addressKey, readSigned, sign, type Opened } from './signature.ts'
import { openStore, type Store } from './store.ts'

/** One subgraph's files, as far as they are not rows. */
export interface Files {
  readonly store: Store
  /** Where this process receives files and makes their renditions: all in it is gone once the file is stored. */
  readonly workshop: string
  /** The public address that opens this, with its signature. */
  urlOf(opened: Opened): Promise<string>
  /** What such an address opens; null for one that was not signed here. */
  read(id: string, to: Opened['to'], query: URLSearchParams): Promise<Opened | null>
  close(): void
}

export function openFiles(name: SubgraphName, config: Config, db: Db, log: Logger): Files {
  const store = openStore(config, log)
  let known: Promise<Buffer> | null = null
  /** Read once it is wanted; a database that is away then is asked again later. */
  const key = (): Promise<Buffer> =>
    (known ??= readSecret(db).then(
      (secret) => addressKey(secret, name),
      (error: unknown) => {
        known = null
        throw error
      },
    ))
  return {
    store,
    workshop: join(config.dataDir, 'uploads', name),
    async urlOf(opened) {
      const path = opened.to === 'upload' ? opened.id : `${opened.id}/${opened.to}`
      return `${config.publicUrl}/files/${name}/${path}?${sign(await key(), opened)}`
    },
    read: async (id, to, query) => readSigned(await key(), id, to, query),
    close: () => store.close(),
  }
}
