import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { startPostgres } from '../../scripts/embedded-postgres.ts'
import { readConfig } from '../../subgraphs/kernel/config.ts'
import { settingsOf } from '../../subgraphs/kernel/database-settings.ts'
import { migrate } from '../../subgraphs/kernel/migrations.ts'
import { subgraphNames } from '../../subgraphs/kernel/subgraph.ts'
import { folderPrefix, removeLeftovers } from './leftovers.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** The run's server: the database `portico` in it is migrated, and is a template that nobody may connect to. */
    databaseUrl: string
  }
}

/** One PostgreSQL per run, migrated once; each test file takes a copy of it (see `database.ts`). */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  await removeLeftovers()
  const dataDir = await mkdtemp(join(tmpdir(), folderPrefix))
  const server = await startPostgres({ dataDir, log: () => {}, durable: false })
  const teardown = async () => {
    await server.stop()
    await rm(dataDir, { recursive: true, force: true })
  }
  try {
    for (const name of subgraphNames) await migrate(settingsOf(readConfig({}), name, server.url))
  } catch (error) {
    await teardown()
    throw error
  }
  project.provide('databaseUrl', server.url)
  return teardown
}
