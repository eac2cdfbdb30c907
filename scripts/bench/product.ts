import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startGateway } from '../../gateway/gateway.ts'
import { readSupergraph } from '../../gateway/supergraph.ts'
import { hostSubgraphs, type Host } from '../../subgraphs/host.ts'
import { readConfig, type Config } from '../../subgraphs/kernel/config.ts'
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
  readonly dataDir: string
  readonly config: Config
  readonly host: Host
  stop(): Promise<void>
}

/** A migrated database that nothing else uses, in a folder of its own. */
export interface Database {
  readonly url: string
  readonly config: Config
  stop(): Promise<void>
}

export async function startDatabase(): Promise<Database> {
  const dataDir = mkdtempSync(join(tmpdir(), 'portico-bench-'))
  const config = readConfig({ DATA_DIR: dataDir, PORT: '0' })
  const postgres = await startPostgres({ dataDir, log: () => {} })
  for (const name of subgraphNames) await migrate(settingsOf(config, name, postgres.url))
  return {
    url: postgres.url,
    config,
    async stop() {
      await postgres.stop()
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}

export async function startProduct(): Promise<Product> {
  const database = await startDatabase()
  const { config, url: databaseUrl } = database
  const log = openLog('error', 'bench')
  const host = await hostSubgraphs({ names: subgraphNames, config, log, embeddedUrl: databaseUrl })
  const gateway = await startGateway({
    config,
    links: host.links,
    log,
    supergraphSdl: readSupergraph(),
    publicDir: join(process.cwd(), 'dist/gateway/graphiql'),
  })
  await fillDemo({ url: gateway.url, config, host, say: () => {} })
  return {
    url: gateway.url,
    databaseUrl,
    dataDir: config.dataDir,
    config,
    host,
    async stop() {
      await gateway.close()
      await host.stop()
      await database.stop()
    },
  }
}
