import { join } from 'node:path'
import { readConfig } from '../subgraphs/kernel/config.ts'
import { openKeys } from '../subgraphs/kernel/keys.ts'
import { live } from '../subgraphs/kernel/lifetime.ts'
import type { Links } from '../subgraphs/kernel/link.ts'
import { openLog } from '../subgraphs/kernel/log.ts'
import { remoteLink } from '../subgraphs/kernel/remote-link.ts'
import { subgraphNames } from '../subgraphs/kernel/subgraph.ts'
import { openTelemetry } from '../subgraphs/kernel/telemetry/telemetry.ts'
import { startGateway } from './gateway.ts'
import { readSupergraph } from './supergraph.ts'

// The gateway alone: every subgraph is in another process.
await live(async (lifetime) => {
  const config = readConfig(process.env)
  const log = openLog(config.logLevel, 'gateway')
  const telemetry = await lifetime.open(
    () => openTelemetry(config, 'portico-gateway', log),
    (opened) => opened.close(),
  )
  const keys = openKeys(config, 'gateway')
  const supergraphSdl = readSupergraph()
  const publicDir = join(process.cwd(), 'dist/gateway/graphiql')

  const links = await lifetime.open(
    async () =>
      Object.fromEntries(
        subgraphNames.map((name) => [name, remoteLink(name, config.subgraphUrls[name], keys)]),
      ) as unknown as Links,
    (opened) => Promise.all(Object.values(opened).map((link) => link.close())),
  )
  const gateway = await lifetime.open(
    () => startGateway({ config, links, log, telemetry, supergraphSdl, publicDir }),
    (opened) => opened.close(),
  )
  log.info({ url: gateway.url }, 'listening')
})
