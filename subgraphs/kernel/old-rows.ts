import { codeOf } from './events/advance.ts'
import { nowAndThen } from './now-and-then.ts'
import { forgetOld } from './once.ts'
import type { Services } from './services.ts'
import type { Subgraph } from './subgraph.ts'

/** Few enough that their transaction is short. */
const BATCH = 1000
const LOOK_EVERY_MS = 60_000

/**
 * Forgets what is too old, in each process that hosts the subgraph, now and then: idempotency keys that are not honoured any
 * more, and what the subgraph names.
 */
export function forgetOldRows(
  services: Services,
  forget: NonNullable<Subgraph['forget']> = async () => false,
  lookEveryMs = LOOK_EVERY_MS,
): { stop(): Promise<void> } {
  const { db, log, now } = services
  return nowAndThen(lookEveryMs, async (isStopped) => {
    try {
      while (!isStopped() && (await forgetOld(db, now(), BATCH)) === BATCH);
      while (!isStopped() && (await forget(services, BATCH)));
    } catch (error) {
      log.warn({ code: codeOf(error) }, 'Could not forget what is old; it is tried again.')
    }
  })
}
