import { readdirSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openCluster } from '../../scripts/postgres/cluster.ts'
import { release } from '../../scripts/postgres/holders.ts'
import { runningPostmaster } from '../../scripts/postgres/postmaster.ts'
import { stopServer } from '../../scripts/postgres/server.ts'

export const folderPrefix = 'portico-test-'

/** A run that was killed leaves its server behind, which is built to survive that: the next run removes it. */
export async function removeLeftovers(): Promise<void> {
  for (const name of readdirSync(tmpdir()).filter((name) => name.startsWith(folderPrefix))) {
    const folder = join(tmpdir(), name)
    try {
      const cluster = openCluster(folder)
      const isYoung = readdirSync(cluster.holders).length === 0
      if (isYoung || !release(cluster)) continue
      const running = runningPostmaster(cluster)
      if (running) await stopServer(cluster, running.pid)
      await rm(folder, { recursive: true, force: true })
    } catch {
      // Another user's run, or one that ends at this moment.
    }
  }
}
