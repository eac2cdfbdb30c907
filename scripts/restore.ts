import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { ConfigError, readConfig } from '../subgraphs/kernel/config.ts'
import { filesFolder } from '../subgraphs/kernel/files/disk-store.ts'
import { checkArchive } from './backup/archive-reader.ts'
import { connectAll, disconnect } from './backup/databases.ts'
import { load } from './backup/load.ts'
import { embeddedFor, untilTold } from './process.ts'

// Puts a backup in the place of what is in the databases, while the product does not run: `npm run restore -- <file>`.
// It wants --replace where there is something already.
await untilTold('Nothing was restored', async (signal) => {
  const { archive, replace } = read(process.argv.slice(2))
  const config = readConfig(process.env)
  const manifest = await checkArchive(archive)
  const embedded = await embeddedFor(config, { make: true })
  try {
    const databases = await connectAll(config, 'restore', embedded?.url)
    try {
      const rows = await load(databases, manifest, {
        archive,
        replace,
        filesFolder: filesFolder(config),
        signal,
        now: new Date(),
        log: (sentence) => console.log(sentence),
      })
      console.log(`Restored ${rows} rows from ${archive}. Everybody logs in again; cursors from before have expired.`)
      if (config.s3) console.log(`Files that came with it lie in ${filesFolder(config)}: copy them into the bucket.`)
    } finally {
      await disconnect(databases)
    }
  } finally {
    await embedded?.stop()
  }
})

function read(words: string[]): { archive: string; replace: boolean } {
  const usage = new ConfigError('Say which backup: npm run restore -- <file> [--replace]')
  try {
    const { values, positionals } = parseArgs({
      args: words,
      allowPositionals: true,
      options: { replace: { type: 'boolean', default: false } },
    })
    const [file, ...more] = positionals
    if (!file || more.length > 0) throw usage
    return { archive: resolve(file), replace: values.replace }
  } catch {
    throw usage
  }
}
