import { spawn } from 'node:child_process'
import { closeSync, existsSync, openSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { ConfigError } from '../../subgraphs/kernel/config.ts'
import type { Binaries } from './binaries.ts'
import { asServer, own, type Cluster } from './cluster.ts'
import { disownStaleLock, isServer, runningPostmaster, type Postmaster } from './postmaster.ts'

/** Below 32768, where systems begin to hand out ports to outgoing connections. */
const lowestPort = 15_432
const highestPort = 32_000
const logLimit = 10_000_000

export interface LaunchOptions {
  readonly port?: number
  readonly durable: boolean
}

/**
 * The cluster's server, running and ready: the one that survived its parent, or a new one. What stands in the way for a
 * moment only (a server that is just starting or ending, a port taken between looking and binding) is waited out.
 */
export async function runServer(cluster: Cluster, binaries: Binaries, options: LaunchOptions): Promise<Postmaster> {
  const deadline = Date.now() + 60_000
  for (;;) {
    const running = runningPostmaster(cluster)
    if (running?.isReady) return running
    const failure = running ? 'it does not become ready' : await launch(cluster, binaries, options, deadline)
    const isPassing =
      running !== null || failure === null || /Address already in use|already exists|still in use/.test(failure)
    if (!isPassing || Date.now() > deadline) {
      throw new ConfigError(`The embedded PostgreSQL did not start: ${failure}; ${cluster.log} has the details.`)
    }
    await sleep(failure === null ? 0 : 200)
  }
}

/** Ends the server as PostgreSQL's "fast" shutdown does: open transactions are rolled back, all is written. */
export async function stopServer(cluster: Cluster, pid: number): Promise<void> {
  const deadline = Date.now() + 20_000
  if (isServer(pid, cluster)) process.kill(pid, 'SIGINT')
  while (isServer(pid, cluster)) {
    // "Immediate": nothing committed is lost, the next start recovers.
    if (Date.now() > deadline) process.kill(pid, 'SIGQUIT')
    await sleep(Date.now() > deadline ? 1_000 : 20)
  }
}

/** Starts a server and waits until it is ready (null) or has ended (why). */
async function launch(
  cluster: Cluster,
  binaries: Binaries,
  options: LaunchOptions,
  deadline: number,
): Promise<string | null> {
  const port = await freePort(cluster, options.port)
  disownStaleLock(cluster)
  const isLong = (statSync(cluster.log, { throwIfNoEntry: false })?.size ?? 0) > logLimit
  const log = openSync(cluster.log, isLong ? 'w' : 'a', 0o600)
  own(cluster.keeper, cluster.log)
  const logged = statSync(cluster.log).size
  const { data, options: as } = asServer(cluster)
  // In a session of its own, so that Ctrl-C in a terminal reaches only us: we end first, and then stop it in order.
  const child = spawn(binaries.postgres, ['-D', data, '-p', String(port), ...settings(options.durable)], {
    ...as,
    detached: true,
    stdio: ['ignore', log, log],
  })
  closeSync(log)
  child.unref()
  let ended = false
  child.on('error', () => (ended = true))
  child.on('exit', () => (ended = true))

  while (!ended && Date.now() < deadline) {
    const running = runningPostmaster(cluster)
    if (running?.isReady) {
      writeFileSync(cluster.port, String(running.port))
      own(cluster.keeper, cluster.port)
      return null
    }
    await sleep(20)
  }
  const lines = readFileSync(cluster.log).subarray(logged).toString('utf8').split('\n')
  const why = lines.filter((line) => /(FATAL|PANIC|LOG: {2}could not bind)/.test(line)).at(0)
  return why?.replace(/^.*?(FATAL|PANIC|LOG): +/, '') ?? 'it gave no reason'
}

/** The port asked for, or the remembered one, or the next that is free. */
async function freePort(cluster: Cluster, wanted: number | undefined): Promise<number> {
  if (wanted !== undefined) {
    if (await isFree(wanted)) return wanted
    throw new ConfigError(`Port ${wanted} is occupied: choose another one for the embedded PostgreSQL.`)
  }
  const remembered = existsSync(cluster.port) ? Number(readFileSync(cluster.port, 'utf8')) : 0
  if (remembered > 0 && (await isFree(remembered))) return remembered
  const start = lowestPort + Math.floor(Math.random() * (highestPort - lowestPort - 100))
  for (let port = start; port < start + 100; port++) if (await isFree(port)) return port
  throw new ConfigError(`No port is free near ${start} on 127.0.0.1: stop what occupies them, or set DATABASE_URL.`)
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer()
    probe.once('error', () => resolve(false))
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)))
  })
}

function settings(durable: boolean): string[] {
  const values = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    max_connections: '200',
    shared_buffers: '64MB',
    max_wal_size: '256MB',
    jit: 'off',
    timezone: 'UTC',
    log_timezone: 'UTC',
    // An error's text, details and statement may hold names, addresses and codes; whoever ran the statement gets them anyway.
    log_min_messages: 'log',
    log_error_verbosity: 'terse',
    log_checkpoints: 'off',
    // Without these a power cut destroys the data; a killed server still loses nothing.
    ...(!durable && { fsync: 'off', full_page_writes: 'off' }),
    // A run of the tests has several products at a time.
    ...(!durable && { max_connections: '400' }),
  }
  return Object.entries(values).flatMap(([name, value]) => ['-c', `${name}=${value}`])
}
