import { setTimeout as delay } from 'node:timers/promises'
import { ConfigError } from './config.ts'
import { describeFault } from './fault.ts'
import { isOutage } from './outage.ts'

/** What a process opens one after the other, and closes in the reverse order when it ends, for whatever reason. */
export interface Lifetime {
  /** Opens something that must be closed again. It throws when the process has been told to end meanwhile. */
  open<T>(open: () => Promise<T>, close: (opened: T) => Promise<unknown>): Promise<T>
}

/** Something that does not close keeps neither the rest nor the process from ending; a restart mends what it leaves. */
const CLOSE_WITHIN_MS = 25_000

class Ending extends Error {}

/**
 * Runs a process from its start to its end. SIGINT and SIGTERM close what is open and end it with 0, a second SIGINT
 * ends it at once. A setting that cannot be used, at start, ends it with 1 and its one sentence on standard error; a fault,
 * then or later, with what may be logged of it.
 */
export async function live(start: (lifetime: Lifetime) => Promise<void>): Promise<void> {
  const closers: (() => Promise<unknown>)[] = []
  let opening: Promise<unknown> = Promise.resolve()
  let isEnding = false

  async function end(code: number): Promise<void> {
    if (isEnding) return
    isEnding = true
    // What is half open can be closed only once it is open.
    await opening.catch(() => {})
    for (const close of closers.reverse()) {
      await Promise.race([close(), delay(CLOSE_WITHIN_MS)]).catch((error: unknown) => {
        report(error)
        code = 1
      })
    }
    process.exit(code)
  }
  const fail = (error: unknown): void => {
    if (isEnding) return
    report(error)
    void end(1)
  }
  const told = (): void => (isEnding ? process.exit(1) : void end(0))

  process.on('SIGINT', told)
  // Where a whole group is told to end, npm passes on what this process has heard itself: a second one means nothing.
  process.on('SIGTERM', () => void end(0))
  process.on('uncaughtException', fail)
  // A connection that is lost while nobody waits for it passes by itself: the pools open another one.
  process.on('unhandledRejection', (error) => (isOutage(error) ? report(error) : fail(error)))

  await start({
    async open(open, close) {
      if (isEnding) throw new Ending()
      const opened = open().then((one) => {
        closers.push(() => close(one))
        return one
      })
      opening = opened
      const one = await opened
      if (isEnding) throw new Ending()
      return one
    },
  }).catch(fail)
}

function report(error: unknown): void {
  console.error(error instanceof ConfigError ? error.message : JSON.stringify(describeFault(error)))
}
