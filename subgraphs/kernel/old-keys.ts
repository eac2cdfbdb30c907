import { codeOf } from './events/advance.ts'
import { openPause } from './events/pause.ts'
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
  const pause = openPause()
  let isStopped = false

  async function look(): Promise<void> {
    while (!isStopped && (await forgetOld(db, now(), BATCH)) === BATCH);
  }
  async function run(): Promise<void> {
    while (!isStopped) {
      // Processes that have started together do not look together.
      await pause.take(lookEveryMs * (0.5 + Math.random()))
      await look().catch((error: unknown) => {
        log.warn({ code: codeOf(error) }, 'Could not forget old idempotency keys; it is tried again.')
      })
    }
  }

  const running = run()
  return {
    async stop() {
      isStopped = true
      pause.ring()
      await running
    },
  }
}
