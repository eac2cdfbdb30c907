import { readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { own, type Cluster } from './cluster.ts'

/** Notes that this process uses the server. */
export function hold(cluster: Cluster): void {
  const path = join(cluster.holders, String(process.pid))
  writeFileSync(path, '')
  own(cluster.keeper, path)
}

/** Forgets this process, and those that died; true when no other uses the server, so that it may be stopped. */
export function release(cluster: Cluster): boolean {
  const others = readdirSync(cluster.holders).filter((pid) => Number(pid) !== process.pid && isAlive(Number(pid)))
  for (const pid of readdirSync(cluster.holders)) {
    if (!others.includes(pid)) rmSync(join(cluster.holders, pid), { force: true })
  }
  return others.length === 0
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}
