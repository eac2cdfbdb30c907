import { ConfigError, readConfig } from './kernel/config.ts'
import { settingsOf } from './kernel/database-settings.ts'
import { openKeys } from './kernel/keys.ts'
import { live } from './kernel/lifetime.ts'
import { openLog } from './kernel/log.ts'
import { migrate } from './kernel/migrations.ts'
import { remoteLink } from './kernel/remote-link.ts'
import { serveSubgraph } from './kernel/serve.ts'
import { subgraphNames, type SubgraphName } from './kernel/subgraph.ts'
import { openTelemetry } from './kernel/telemetry/telemetry.ts'
import { hostSubgraphs } from './host.ts'

// Serves one subgraph in a process of its own: `npm run subgraph -- tickets`.
await live(async (lifetime) => {
  const name = nameOf(process.argv[2])
  const config = readConfig(process.env)
  const log = openLog(config.logLevel, name)
  const telemetry = await lifetime.open(
    () => openTelemetry(config, `portico-${name}`, log),
    (opened) => opened.close(),
  )
  const keys = openKeys(config, name)
  await migrate(settingsOf(config, name), { log: (sentence) => log.info(sentence) })

  const remote = (other: SubgraphName) => remoteLink(other, config.subgraphUrls[other], keys)
  const host = await lifetime.open(
    () => hostSubgraphs({ names: [name], config, log, telemetry, remote }),
    (opened) => opened.stop(),
  )
  const { url } = await lifetime.open(
    () => serveSubgraph(host.open[0]!, keys, new URL(config.subgraphUrls[name])),
    (opened) => opened.stop(),
  )
  log.info({ url }, 'listening')
})

function nameOf(word: string | undefined): SubgraphName {
  const name = subgraphNames.find((known) => known === word)
  if (name) return name
  throw new ConfigError(`Say which subgraph to serve: npm run subgraph -- ${subgraphNames.join(' | ')}.`)
}
