import { spawnSync } from 'node:child_process'
import { closeSync, constants, openSync, readFileSync, readlinkSync, realpathSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Cluster } from './cluster.ts'

/** A running server, as its lock file describes it. */
export interface Postmaster {
  readonly pid: number
  readonly port: number
  readonly isReady: boolean
}

/** The server that runs on this cluster, or null. */
export function runningPostmaster(cluster: Cluster): Postmaster | null {
  const lines = lockFile(cluster)
  const [pid, port] = [Number(lines[0]), Number(lines[3])]
  if (!(pid > 0) || !isServer(pid, cluster)) return null
  return { pid, port, isReady: lines[7]?.trim() === 'ready' }
}

/** Whether the process is alive and serves this cluster, rather than another one that got the number of a dead server. */
export function isServer(pid: number, cluster: Cluster): boolean {
  try {
    // A server's working directory is its data folder; a dead process that nobody has buried has none.
    if (process.platform === 'linux') return readlinkSync(`/proc/${pid}/cwd`) === realpathSync(cluster.data)
    return spawnSync('ps', ['-p', String(pid), '-o', 'comm='], { encoding: 'utf8' }).stdout.includes('postgres')
  } catch {
    return false
  }
}

/**
 * Lets a new server pass a lock file whose number now belongs to a stranger (common in containers, where numbers are
 * few). PostgreSQL takes its own parent's number for stale, and still looks, by the file's other lines, for
 * processes that the dead server left behind; removing the file would lose that.
 */
export function disownStaleLock(cluster: Cluster): void {
  const lines = lockFile(cluster)
  if (lines.length < 4 || process.platform !== 'linux' || isServer(Number(lines[0]), cluster)) return
  // The folder is the server's, and we may be root: what it may have put there instead of the file is not followed.
  const path = join(cluster.data, 'postmaster.pid')
  const file = openSync(path, constants.O_WRONLY | constants.O_TRUNC | constants.O_NOFOLLOW)
  writeFileSync(file, [String(process.pid), ...lines.slice(1)].join('\n'))
  closeSync(file)
}

function lockFile(cluster: Cluster): string[] {
  try {
    return readFileSync(join(cluster.data, 'postmaster.pid'), 'utf8').split('\n')
  } catch {
    return []
  }
}
