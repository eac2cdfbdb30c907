import { codeOf } from './events/advance.ts'
import { nowAndThen } from './now-and-then.ts'
import { forgetOld } from './once.ts'
import type { Services } from './services.ts'

/** Few enough that their transaction is short. */
const BATCH = 1000
const LOOK_EVERY_MS = 60_000

/** Forgets idempotency keys that are too old to be honoured, in each process that hosts the subgraph, now and then. */
export function forgetOldKeys(
  { db, log, now }: Pick<Services, 'db' | 'log' | 'now'>,
  lookEveryMs = LOOK_EVERY_MS,
): { stop(): Promise<void> } {
  return nowAndThen(lookEveryMs, async (isStopped) => {
    try {
      while (!isStopped() && (await forgetOld(db, now(), BATCH)) === BATCH);
    } catch (error) {
      log.warn({ code: codeOf(error) }, 'Could not forget old idempotency keys; it is tried again.')
    }
  })
}
