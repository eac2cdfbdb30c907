import { join } from 'node:path'
import { startGateway } from '../gateway/gateway.ts'
import { readSupergraph } from '../gateway/supergraph.ts'
import { hostSubgraphs } from '../subgraphs/host.ts'
import { ConfigError, readConfig, type Config } from '../subgraphs/kernel/config.ts'
import { settingsOf } from '../subgraphs/kernel/database-settings.ts'
import { makeFolder } from '../subgraphs/kernel/folder.ts'
import { live, type Lifetime } from '../subgraphs/kernel/lifetime.ts'
import { openLog } from '../subgraphs/kernel/log.ts'
import { migrate } from '../subgraphs/kernel/migrations.ts'
import { subgraphNames } from '../subgraphs/kernel/subgraph.ts'
import { openTelemetry } from '../subgraphs/kernel/telemetry/telemetry.ts'
import { demoLogIns, fillDemo } from './demo.ts'
import { startPostgres } from './embedded-postgres.ts'

// The whole product in one process: gateway, four subgraphs, their workers, and PostgreSQL as its child.
await live(async (lifetime) => {
  const config = readConfig(process.env)
  say('Starting …')
  const log = openLog(config.logLevel, 'portico')
  const telemetry = await lifetime.open(
    () => openTelemetry(config, 'portico', log),
    (opened) => opened.close(),
  )
  const supergraphSdl = readSupergraph()
  makeDataDir(config.dataDir)

  const embeddedUrl = await embeddedPostgres(config, lifetime)
  for (const name of subgraphNames) await migrate(settingsOf(config, name, embeddedUrl), { log: say })
  const host = await lifetime.open(
    () => hostSubgraphs({ names: subgraphNames, config, log, telemetry, embeddedUrl }),
    (opened) => opened.stop(),
  )
  const publicDir = join(process.cwd(), 'dist/gateway/graphiql')
  const { url } = await lifetime.open(
    () => startGateway({ config, links: host.links, log, telemetry, supergraphSdl, publicDir }),
    (opened) => opened.close(),
  )
  const hasDemo = config.development && (await fillDemo({ url, config, host, say }).catch(unfilled))
  greet(config, url, hasDemo)
})

function say(sentence: string): void {
  console.log(sentence)
}

function unfilled(error: Error): never {
  throw new ConfigError(
    `The demo company was not filled (${error.message.replace(/\.$/, '')}): start again to go on with it.`,
  )
}

function makeDataDir(folder: string): void {
  try {
    makeFolder(folder)
  } catch {
    throw new ConfigError(`The folder ${folder} cannot be made: set DATA_DIR to one that can be written to.`)
  }
}

/** The embedded PostgreSQL's URL, where some subgraph has no database of its own. */
async function embeddedPostgres({ databaseUrl, databaseUrls, dataDir }: Config, lifetime: Lifetime) {
  if (databaseUrl || subgraphNames.every((name) => databaseUrls[name])) return undefined
  const { url } = await lifetime.open(
    () => startPostgres({ dataDir, log: say }),
    (opened) => opened.stop(),
  )
  return url
}

function greet(config: Config, url: string, hasDemo: boolean): void {
  say('')
  say(`Portico serves the graph at ${url}/graphql, and GraphiQL at ${url}/graphiql`)
  if (hasDemo) demoLogIns.forEach(say)
  if (config.development && !config.smtpUrl) say(`Mails are captured: read them at ${url}/mail`)
  say('Stop it with Ctrl+C.')
}
