import { randomBytes } from 'node:crypto'
import { spawn } from 'node:child_process'
import {
  accessSync,
  chmodSync,
  chownSync,
  constants,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { ConfigError } from '../../subgraphs/kernel/config.ts'
import type { Binaries } from './binaries.ts'
import { ownerOf, serverUser, type ServerUser } from './server-user.ts'

/** The files of one embedded PostgreSQL. */
export interface Cluster {
  /** Everything below. Under root it stays root's, so that a server that was broken into cannot lead root's writing astray. */
  readonly folder: string
  /** PostgreSQL's own data folder. */
  readonly data: string
  readonly log: string
  /** Remembers the port, so that an address that was once noted stays good. */
  readonly port: string
  /** One file per process that uses the server, named by its id. */
  readonly holders: string
  readonly user: ServerUser | null
  /** Whom root leaves its notes to: the ordinary user that the folder belongs to, if any. */
  readonly keeper: ServerUser | null
}

/** The name of the superuser and of the database. */
export const databaseName = 'portico'

/** Makes the folders. */
export function openCluster(dataDir: string): Cluster {
  const folder = join(dataDir, 'postgres')
  const data = join(folder, 'cluster')
  const holders = join(folder, 'holders')
  const isRoot = process.getuid?.() === 0
  try {
    mkdirSync(holders, { recursive: true })
    chmodSync(folder, isRoot ? 0o711 : 0o700)
    if (existsSync(data)) accessSync(data, constants.R_OK | constants.W_OK | constants.X_OK)
  } catch {
    throw new ConfigError(
      `The folder ${folder} cannot be written to: start as the user it belongs to, or set DATA_DIR.`,
    )
  }
  return {
    folder,
    data,
    log: join(folder, 'server.log'),
    port: join(folder, 'port'),
    holders,
    user: isRoot ? serverUser(folder, data) : null,
    keeper: isRoot ? ownerOf(folder) : null,
  }
}

/** Gives a file away; nothing to do where there is only one user. */
export function own(user: ServerUser | null, path: string): void {
  if (user) chownSync(path, user.uid, user.gid)
}

/**
 * How PostgreSQL is to be started so that it finds its data. Under root the way to the data may be closed to the
 * server's user (a project in /root): the folder is entered before root is given up, and addressed as where it is.
 */
export function asServer(cluster: Cluster, data = cluster.data) {
  const isEntered = cluster.user !== null && process.platform === 'linux'
  return {
    data: isEntered ? '/proc/self/cwd' : data,
    options: { ...cluster.user, cwd: data, env: { PATH: process.env['PATH'], LC_ALL: 'C' } },
  }
}

/** The superuser's password: made once, kept where only this user and the server can read it. */
export function passwordOf(cluster: Cluster): string {
  const path = join(cluster.folder, 'password')
  try {
    writeFileSync(path, randomBytes(24).toString('base64url'), { flag: 'wx', mode: 0o600 })
    own(cluster.user, path)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  }
  return readFileSync(path, 'utf8').trim()
}

/** Makes the cluster when there is none; one of another major version is left alone. */
export async function makeCluster(
  cluster: Cluster,
  binaries: Binaries,
  durable: boolean,
  log: (sentence: string) => void,
) {
  const version = join(cluster.data, 'PG_VERSION')
  if (existsSync(version)) {
    const major = readFileSync(version, 'utf8').trim()
    if (major === binaries.major) return
    throw new ConfigError(
      `${cluster.data} was made by PostgreSQL ${major} and this is ${binaries.major}: move it away, or set DATABASE_URL.`,
    )
  }
  log('Creating the database (at the first start only).')
  // It gets its name when it is whole, so that a start that was killed leaves nothing half made.
  const unfinished = join(cluster.folder, `unfinished-${process.pid}`)
  rmSync(unfinished, { recursive: true, force: true })
  mkdirSync(unfinished, { mode: 0o700 })
  own(cluster.user, unfinished)
  try {
    await initdb(cluster, unfinished, binaries, durable)
    renameSync(unfinished, cluster.data)
  } catch (error) {
    // Another process made it meanwhile.
    if (!existsSync(version)) throw error
  } finally {
    rmSync(unfinished, { recursive: true, force: true })
  }
}

function initdb(cluster: Cluster, folder: string, binaries: Binaries, durable: boolean): Promise<void> {
  const { data, options } = asServer(cluster, folder)
  const child = spawn(
    binaries.initdb,
    [
      `--pgdata=${data}`,
      `--username=${databaseName}`,
      '--pwfile=../password',
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
      '--locale=C',
      // pg_trgm still asks the system's locale what a letter is; under C it would find none beyond ASCII.
      `--lc-ctype=${process.platform === 'darwin' ? 'en_US.UTF-8' : 'C.UTF-8'}`,
      ...(durable ? [] : ['--no-sync']),
    ],
    { ...options, stdio: ['ignore', 'ignore', 'pipe'] },
  )
  return new Promise((resolve, reject) => {
    let said = ''
    child.stderr.on('data', (chunk) => (said += String(chunk)))
    child.on('error', reject)
    child.on('close', (code) => {
      if (code === 0) return resolve()
      const lines = said.trim().split('\n')
      const reason = lines.find((line) => line.includes('error:')) ?? lines.at(-1) ?? `it ended with ${code}`
      reject(
        new ConfigError(
          `The database could not be created in ${cluster.data}: ${reason.replace(/^.*(error|initdb): /, '')}.`,
        ),
      )
    })
  })
}
