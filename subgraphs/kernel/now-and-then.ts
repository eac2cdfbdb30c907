import { openPause } from './events/pause.ts'

/**
 * Does some work again and again, about every `everyMs` and not at once, until it is stopped, which waits for what is being
 * done. The work can ask whether it should end; it throws nothing, and says itself what has gone wrong.
 */
export function nowAndThen(
  everyMs: number,
  work: (isStopped: () => boolean) => Promise<void>,
): { stop(): Promise<void> } {
  const pause = openPause()
  let stopped = false
  const isStopped = () => stopped

  async function run(): Promise<void> {
    for (;;) {
      // Processes that have started together do not look together.
      await pause.take(everyMs * (0.5 + Math.random()))
      if (stopped) return
      await work(isStopped)
    }
  }

  const running = run()
  return {
    async stop() {
      stopped = true
      pause.ring()
      await running
    },
  }
}
