import { createReadStream } from 'node:fs'
import { chmod, constants, copyFile, open, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Config } from '../config.ts'
import { makeFolder } from '../folder.ts'
import type { Store } from './store.ts'

/** Where the files of all subgraphs are kept when there is no bucket for them. */
export const filesFolder = ({ dataDir }: Pick<Config, 'dataDir'>): string => join(dataDir, 'files')

/** Keeps files below a folder. What is half written has another name, which is removed along with the right one. */
export function diskStore(folder: string): Store {
  const partialOf = (path: string) => `${path}.partial`
  return {
    async put(key, from) {
      const path = join(folder, key)
      const partial = partialOf(path)
      makeFolder(dirname(path), 0o700)
      await copyFile(from.path, partial, constants.COPYFILE_FICLONE)
      await chmod(partial, 0o600)
      await reachDisk(partial)
      await rename(partial, path)
      await reachDisk(dirname(path))
    },
    async read(key, range) {
      try {
        const file = await open(join(folder, key))
        return createReadStream('', { fd: file, ...(range && { start: range.first, end: range.last }) })
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
        throw error
      }
    },
    async remove(key) {
      const path = join(folder, key)
      await rm(partialOf(path), { force: true })
      await rm(path, { force: true })
    },
    close: () => {},
  }
}

/** A power failure is not to leave a file empty or without its name that a row tells of. */
async function reachDisk(path: string): Promise<void> {
  const file = await open(path)
  await file.sync().finally(() => file.close())
}
