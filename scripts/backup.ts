import { existsSync, statSync } from 'node:fs'
import { basename, join, resolve } from 'node:path'
import { ConfigError, readConfig } from '../subgraphs/kernel/config.ts'
import { filesFolder } from '../subgraphs/kernel/files/disk-store.ts'
import { createArchive, defaultPath } from './backup/archive-writer.ts'
import { connectAll, disconnect } from './backup/databases.ts'
import { dump } from './backup/dump.ts'
import { backUpFiles } from './backup/files.ts'
import { embeddedFor, untilTold } from './process.ts'

// Writes all data and files into one file, while the product runs or not: `npm run backup -- [file or folder]`.
await untilTold('No backup was made', async (signal) => {
  const config = readConfig(process.env)
  const now = new Date()
  const path = pathOf(process.argv.slice(2), defaultPath(config.dataDir, now))
  const embedded = await embeddedFor(config, { make: false })
  try {
    const databases = await connectAll(config, 'backup', embedded?.url)
    signal.addEventListener('abort', () => void disconnect(databases))
    try {
      const archive = await createArchive(path, signal)
      try {
        const rows = await dump(databases, archive, now)
        await backUpFiles(filesFolder(config), archive)
        const bytes = await archive.finish()
        console.log(`Backed up ${rows} rows into ${path} (${(bytes / 1e6).toFixed(1)} MB).`)
        if (config.s3) console.log(`Files stay in the bucket ${config.s3.bucket}, and are not in it.`)
        console.log('It holds people’s data and the hashes of their passwords: keep it as safe as the database.')
      } catch (error) {
        await archive.abandon()
        throw error
      }
    } finally {
      await disconnect(databases)
    }
  } finally {
    await embedded?.stop()
  }
})

function pathOf(words: string[], usual: string): string {
  const [given, ...more] = words
  if (more.length > 0 || given?.startsWith('-'))
    throw new ConfigError('Say where to: npm run backup -- [file or folder]')
  if (given === undefined) return usual
  const path = resolve(given)
  return existsSync(path) && statSync(path).isDirectory() ? join(path, basename(usual)) : path
}
