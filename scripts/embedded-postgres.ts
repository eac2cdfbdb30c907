import { setTimeout as sleep } from 'node:timers/promises'
import { postgres } from '../subgraphs/kernel/postgres.ts'
import { ConfigError } from '../subgraphs/kernel/config.ts'
import { findBinaries } from './postgres/binaries.ts'
import { databaseName, makeCluster, openCluster, passwordOf } from './postgres/cluster.ts'
import { hold, release } from './postgres/holders.ts'
import { runningPostmaster, type Postmaster } from './postgres/postmaster.ts'
import { runServer, stopServer } from './postgres/server.ts'

export interface EmbeddedOptions {
  /** An absolute path; the database lies in `postgres` below it. */
  readonly dataDir: string
  /** Gets one sentence for each step that takes seconds. */
  log(sentence: string): void
  /** A port that it must have; by default the remembered or any free one. */
  readonly port?: number
  /** False for tests only: a power cut may then destroy the data. */
  readonly durable?: boolean
}

export interface EmbeddedPostgres {
  /** As its superuser; holds the password. */
  readonly url: string
  /** The server's process now; another one after it was killed and started again. */
  readonly pid: number
  /** Ends it in order and waits for that, unless another living process uses it. */
  stop(): Promise<void>
}

/**
 * Starts the PostgreSQL that came with npm, or attaches to the one that already runs on this folder because its parent
 * was killed or another process started it. While this process lives, a server that dies is started again.
 */
export async function startPostgres({
  dataDir,
  log,
  port,
  durable = true,
}: EmbeddedOptions): Promise<EmbeddedPostgres> {
  const cluster = openCluster(dataDir)
  const binaries = await findBinaries(cluster.folder, cluster.user, log)
  const password = passwordOf(cluster)
  await makeCluster(cluster, binaries, durable, log)
  hold(cluster)

  const urlOf = (port: number, database: string) =>
    `postgres://${databaseName}:${password}@127.0.0.1:${port}/${database}`
  const answering = async (deadline: number): Promise<Postmaster> => {
    const found = await runServer(cluster, binaries, { port, durable })
    if (await makeDatabase(urlOf(found.port, 'postgres'), deadline)) return found
    // What looked alive was dying: the next look finds nothing, and starts a new one.
    await sleep(50)
    return answering(deadline)
  }
  let server = await answering(Date.now() + 60_000).catch((error: unknown) => {
    release(cluster)
    throw error
  })

  let reviving: Promise<void> | null = null
  const watch = setInterval(() => {
    if (reviving || runningPostmaster(cluster)) return
    log('PostgreSQL has ended unexpectedly and is started again.')
    reviving = runServer(cluster, binaries, { port: server.port, durable })
      .then((revived) => void (server = revived))
      .catch((error: Error) => log(error.message))
      .finally(() => (reviving = null))
  }, 1_000).unref()

  return {
    url: urlOf(server.port, databaseName),
    get pid() {
      return server.pid
    },
    async stop() {
      clearInterval(watch)
      await reviving
      if (release(cluster)) await stopServer(cluster, server.pid)
    },
  }
}

/**
 * Makes the product's database when it is missing; that the password opens the server proves that it is ours. False when
 * the server went away meanwhile.
 */
async function makeDatabase(url: string, deadline: number): Promise<boolean> {
  const sql = postgres(url, { max: 1, fetch_types: false, onnotice: () => {} })
  try {
    const found = await sql`SELECT FROM pg_database WHERE datname = ${databaseName}`
    if (found.length === 0) await sql`CREATE DATABASE ${sql(databaseName)}`
    return true
  } catch (error) {
    const code = (error as { code?: string }).code ?? ''
    // Another process made it meanwhile.
    if (code === '42P04' || code === '23505') return true
    if (/^(ECONN|CONNECTION_|57P0)/.test(code) && Date.now() < deadline) return false
    if (code !== '28P01') throw error
    throw new ConfigError(
      'The embedded PostgreSQL does not accept its own password: put back the file "password" beside the cluster, or move both away.',
    )
  } finally {
    await sql.end()
  }
}
