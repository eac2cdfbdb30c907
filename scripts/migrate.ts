import { ConfigError, readConfig } from '../subgraphs/kernel/config.ts'
import { settingsOf } from '../subgraphs/kernel/database-settings.ts'
import { migrate } from '../subgraphs/kernel/migrations.ts'
import { subgraphNames, type SubgraphName } from '../subgraphs/kernel/subgraph.ts'
import { startPostgres } from './embedded-postgres.ts'

// Brings the named subgraphs' schemas up to date, all four by default: `npm run migrate -- tickets`.
const log = (sentence: string) => console.log(sentence)

try {
  const config = readConfig(process.env)
  const names = named(process.argv.slice(2))
  const isEmbedded = names.some((name) => !config.databaseUrls[name] && !config.databaseUrl)
  const embedded = isEmbedded ? await startPostgres({ dataDir: config.dataDir, log }) : null
  try {
    for (const name of names) {
      const applied = await migrate(settingsOf(config, name, embedded?.url), { log })
      if (applied.length === 0) log(`${name}: up to date.`)
    }
  } finally {
    await embedded?.stop()
  }
} catch (error) {
  if (!(error instanceof ConfigError)) throw error
  console.error(error.message)
  process.exitCode = 1
}

function named(words: string[]): readonly SubgraphName[] {
  const names = words.map((word) => {
    const name = subgraphNames.find((known) => known === word)
    if (name) return name
    throw new ConfigError(`There is no subgraph of this name: choose from ${subgraphNames.join(', ')}.`)
  })
  return names.length > 0 ? names : subgraphNames
}
