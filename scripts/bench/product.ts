import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startGateway } from '../../gateway/gateway.ts'
import { hostSubgraphs, type Host } from '../../subgraphs/host.ts'
import { readConfig } from '../../subgraphs/kernel/config.ts'
import { settingsOf } from '../../subgraphs/kernel/database-settings.ts'
import { openLog } from '../../subgraphs/kernel/log.ts'
import { migrate } from '../../subgraphs/kernel/migrations.ts'
import { subgraphNames } from '../../subgraphs/kernel/subgraph.ts'
import { fillDemo } from '../demo.ts'
import { startPostgres } from '../embedded-postgres.ts'

/** The product as `npm start` runs it, on a data folder of its own, with the demo company in it. */
export interface Product {
  readonly url: string
  readonly databaseUrl: string
  readonly host: Host
  stop(): Promise<void>
}

export async function startProduct(): Promise<Product> {
  const dataDir = mkdtempSync(join(tmpdir(), 'portico-bench-'))
  const config = readConfig({ DATA_DIR: dataDir, PORT: '0' })
  const log = openLog('error', 'bench')
  const postgres = await startPostgres({ dataDir, log: () => {} })
  for (const name of subgraphNames) await migrate(settingsOf(config, name, postgres.url))
  const host = await hostSubgraphs({ names: subgraphNames, config, log, embeddedUrl: postgres.url })
  const gateway = await startGateway({
    config,
    links: host.links,
    log,
    supergraphSdl: readFileSync(join(process.cwd(), 'schema/supergraph.graphql'), 'utf8'),
    publicDir: join(process.cwd(), 'dist/gateway/graphiql'),
  })
  await fillDemo({ url: gateway.url, config, host, say: () => {} })
  return {
    url: gateway.url,
    databaseUrl: postgres.url,
    host,
    async stop() {
      await gateway.close()
      await host.stop()
      await postgres.stop()
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}
