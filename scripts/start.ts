import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { startGateway, type Gateway } from '../gateway/gateway.ts'
import { hostSubgraphs, type Host } from '../subgraphs/host.ts'
import { ConfigError, readConfig, type Config } from '../subgraphs/kernel/config.ts'
import { settingsOf } from '../subgraphs/kernel/database-settings.ts'
import { openLog } from '../subgraphs/kernel/log.ts'
import { migrate } from '../subgraphs/kernel/migrations.ts'
import { subgraphNames } from '../subgraphs/kernel/subgraph.ts'
import { demoLogIns, fillDemo } from './demo.ts'
import { startPostgres, type EmbeddedPostgres } from './embedded-postgres.ts'

// The whole product in one process: gateway, four subgraphs, their workers, and PostgreSQL as its child.
const say = (sentence: string): void => console.log(sentence)

interface Running {
  postgres?: EmbeddedPostgres
  host?: Host
  gateway?: Gateway
}

const running: Running = {}
let isStopping = false

process.once('SIGTERM', () => void stop(0))
process.once('SIGINT', () => void stop(0))

try {
  await start(readConfig(process.env))
} catch (error) {
  if (!isStopping) {
    console.error(error instanceof ConfigError ? error.message : error)
    await stop(1)
  }
}

async function start(config: Config): Promise<void> {
  const log = openLog(config.logLevel, 'portico')
  if (!config.databaseUrl && subgraphNames.some((name) => !config.databaseUrls[name])) {
    running.postgres = await startPostgres({ dataDir: config.dataDir, log: say })
  }
  const embeddedUrl = running.postgres?.url
  for (const name of subgraphNames) await migrate(settingsOf(config, name, embeddedUrl), { log: say })

  running.host = await hostSubgraphs({ names: subgraphNames, config, log, embeddedUrl })
  running.gateway = await startGateway({
    config,
    links: running.host.links,
    log,
    supergraphSdl: readFileSync(join(process.cwd(), 'schema/supergraph.graphql'), 'utf8'),
    publicDir: join(process.cwd(), 'dist/gateway/graphiql'),
  })
  const { url } = running.gateway
  const hasDemo = config.development && (await fillDemo({ url, config, host: running.host, say }))
  greet(config, url, hasDemo)
}

function greet(config: Config, url: string, hasDemo: boolean): void {
  say('')
  say(`Portico serves the graph at ${url}/graphql, and GraphiQL at ${url}/graphiql`)
  if (hasDemo) demoLogIns.forEach(say)
  if (config.development && !config.smtpUrl) say(`Mails are captured: read them at ${url}/mail`)
  say('Stop it with Ctrl+C.')
}

/** Ends what has been started, the last first; a second signal ends the process at once. */
async function stop(code: number): Promise<void> {
  if (isStopping) return
  isStopping = true
  process.once('SIGINT', () => process.exit(1))
  await running.gateway?.close()
  await running.host?.stop()
  await running.postgres?.stop()
  process.exit(code)
}
