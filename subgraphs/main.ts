import { ConfigError, readConfig } from './kernel/config.ts'
import { openKeys } from './kernel/keys.ts'
import { openLog } from './kernel/log.ts'
import { migrate } from './kernel/migrations.ts'
import { settingsOf } from './kernel/database-settings.ts'
import { remoteLink } from './kernel/remote-link.ts'
import { serveSubgraph } from './kernel/serve.ts'
import { subgraphNames, type SubgraphName } from './kernel/subgraph.ts'
import { hostSubgraphs } from './host.ts'

// Serves one subgraph in a process of its own: `npm run subgraph -- tickets`.
try {
  await serve(nameOf(process.argv[2]))
} catch (error) {
  if (!(error instanceof ConfigError)) throw error
  console.error(error.message)
  process.exit(1)
}

async function serve(name: SubgraphName): Promise<void> {
  const config = readConfig(process.env)
  const log = openLog(config.logLevel, name)
  const keys = openKeys(config.keysDir, name, config.development)
  await migrate(settingsOf(config, name), { log: (sentence) => log.info(sentence) })
  const host = await hostSubgraphs({
    names: [name],
    config,
    log,
    remote: (other) => remoteLink(other, config.subgraphUrls[other], keys),
  })
  const served = await serveSubgraph(host.open[0]!, keys, new URL(config.subgraphUrls[name]))
  log.info({ url: served.url }, 'listening')

  let isStopping = false
  const stop = (): void => {
    if (isStopping) return
    isStopping = true
    void served
      .stop()
      .then(() => host.stop())
      .finally(() => process.exit(0))
  }
  process.once('SIGTERM', stop)
  process.once('SIGINT', stop)
}

function nameOf(word: string | undefined): SubgraphName {
  const name = subgraphNames.find((known) => known === word)
  if (name) return name
  throw new ConfigError(`Say which subgraph to serve: npm run subgraph -- ${subgraphNames.join(' | ')}.`)
}
