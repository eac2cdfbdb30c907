import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { ConfigError, readConfig } from '../subgraphs/kernel/config.ts'
import { openKeys } from '../subgraphs/kernel/keys.ts'
import type { Links } from '../subgraphs/kernel/link.ts'
import { openLog } from '../subgraphs/kernel/log.ts'
import { remoteLink } from '../subgraphs/kernel/remote-link.ts'
import { subgraphNames } from '../subgraphs/kernel/subgraph.ts'
import { startGateway } from './gateway.ts'

/** The gateway alone: every subgraph is in another process. */
async function main(): Promise<void> {
  const config = readConfig(process.env)
  const log = openLog(config.logLevel, 'gateway')
  const keys = openKeys(config.keysDir, 'gateway', config.development)
  const links = Object.fromEntries(
    subgraphNames.map((name) => [name, remoteLink(name, config.subgraphUrls[name], keys)]),
  ) as unknown as Links
  const gateway = await startGateway({
    config,
    links,
    log,
    supergraphSdl: readFileSync(join(process.cwd(), 'schema/supergraph.graphql'), 'utf8'),
    publicDir: join(process.cwd(), 'dist/gateway/graphiql'),
  })
  log.info({ url: gateway.url }, 'listening')

  const stop = () => {
    void gateway
      .close()
      .then(() => Promise.all(Object.values(links).map((link) => link.close())))
      .then(() => process.exit(0))
  }
  process.once('SIGTERM', stop)
  process.once('SIGINT', stop)
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof ConfigError ? error.message : String((error as Error).stack)}\n`)
  process.exit(1)
})
