import { readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { codeOf } from '../events/advance.ts'
import { nowAndThen } from '../now-and-then.ts'
import type { Services } from '../services.ts'
import { deleteFile, takeForSweeping } from './repository.ts'
import { keyOf } from './store.ts'
import { renditionNames } from './tables.ts'

type Sweeping = Pick<Services, 'name' | 'db' | 'files' | 'log' | 'now'>

const BATCH = 20
const LOOK_EVERY_MS = 60_000
/** When a file whose sweeper failed, or was killed, is swept again. */
const AGAIN_AFTER_MS = 10 * 60_000
/** What is older in the workshop was left by a process that was killed: no upload takes so long. */
const LEFT_AFTER_MS = 2 * 3_600_000

/**
 * Removes what nobody waits for or uses any more, in each process that hosts the subgraph, now and then: first the objects,
 * then the row, so that none is forgotten.
 */
export function sweepFiles(services: Sweeping, lookEveryMs = LOOK_EVERY_MS): { stop(): Promise<void> } {
  const { log } = services
  return nowAndThen(lookEveryMs, async (isStopped) => {
    await sweepWorkshop(services).catch(() => {})
    await sweepAll(services, isStopped).catch((error: unknown) => {
      log.warn({ code: codeOf(error) }, 'Could not sweep files; it is tried again.')
    })
  })
}

/** Sweeps all that is due. */
export async function sweepAll(services: Sweeping, isStopped = () => false): Promise<void> {
  const { name, db, files, now } = services
  let taken: Awaited<ReturnType<typeof takeForSweeping>>
  do {
    taken = await takeForSweeping(db, now(), new Date(now().getTime() + AGAIN_AFTER_MS), BATCH)
    const swept = taken.map(async (file) => {
      for (const rendition of renditionNames) await files.store.remove(keyOf(name, file, rendition))
      await deleteFile(db, file, 'RELEASED')
    })
    // One that cannot be removed is not to keep the others of its batch, which always come together, from going.
    const failed = (await Promise.allSettled(swept)).find((each) => each.status === 'rejected')
    if (failed) throw failed.reason
  } while (taken.length === BATCH && !isStopped())
}

/** Empties the workshop of what killed processes have left in it. */
export async function sweepWorkshop({ files: { workshop } }: Pick<Sweeping, 'files'>): Promise<void> {
  for (const entry of await readdir(workshop)) {
    const path = join(workshop, entry)
    // Another upload's folder may go at any moment.
    const found = await stat(path).catch(() => null)
    if (found && Date.now() - found.mtimeMs > LEFT_AFTER_MS) await rm(path, { recursive: true, force: true })
  }
}
