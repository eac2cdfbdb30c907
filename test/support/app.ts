import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startGateway } from '../../gateway/gateway.ts'
import type { Limits } from '../../gateway/limits.ts'
import { hostSubgraphs, type Host } from '../../subgraphs/host.ts'
import { readConfig } from '../../subgraphs/kernel/config.ts'
import { openLog, type Logger } from '../../subgraphs/kernel/log.ts'
import { subgraphNames } from '../../subgraphs/kernel/subgraph.ts'
import { unwatched } from '../../subgraphs/kernel/telemetry/telemetry.ts'
import type { Tracing } from '../../subgraphs/kernel/telemetry/tracing.ts'
import { freshDatabase } from './database.ts'

/** The whole product in this process on a database of its own, reached over real HTTP and WebSocket. */
export interface App {
  /** The gateway, without a trailing slash. */
  readonly url: string
  readonly host: Host
  readonly databaseUrl: string
  /** Where its captured mails stand. */
  readonly dataDir: string
  stop(): Promise<void>
}

export interface AppOptions {
  /** The time; the system's when absent. */
  readonly now?: () => Date
  readonly limits?: Partial<Limits>
  readonly tracing?: Tracing
  /** Where the product writes its log; nowhere when absent. */
  readonly log?: Logger
  /** Settings besides those of the test's own database and folder. */
  readonly env?: Readonly<Record<string, string>>
}

export async function startApp({
  now,
  limits,
  tracing,
  env,
  log = openLog('silent', 'test'),
}: AppOptions = {}): Promise<App> {
  const database = await freshDatabase()
  const dataDir = mkdtempSync(join(tmpdir(), 'portico-app-'))
  const config = readConfig({ DATABASE_URL: database.url, DATA_DIR: dataDir, PORT: '0', DATABASE_POOL: '4', ...env })
  const telemetry = { ...unwatched(), ...(tracing && { tracing }) }
  const host = await hostSubgraphs({ names: subgraphNames, config, log, telemetry, now })
  const gateway = await startGateway({
    config,
    links: host.links,
    log,
    telemetry,
    supergraphSdl: readFileSync(join(import.meta.dirname, '../../schema/supergraph.graphql'), 'utf8'),
    publicDir: join(import.meta.dirname, '../../dist/gateway/graphiql'),
    limits,
    now,
  })
  return {
    url: gateway.url,
    databaseUrl: database.url,
    host,
    dataDir,
    async stop() {
      await gateway.close()
      await host.stop()
      await database.drop()
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}
