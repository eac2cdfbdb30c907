import { setTimeout as delay } from 'node:timers/promises'
import type { SubgraphLink } from '../subgraphs/kernel/link.ts'
import type { CompanyOrigins } from '../subgraphs/kernel/session-news.ts'
import { withDeadline } from './deadline.ts'
import type { Origins } from './origins.ts'

/** Keeps what the companies list as their frontends' origins as accounts has it. */
export interface OriginsFollower {
  /** Reads them anew, as often as it takes; until it has, those known so far count. */
  refresh(): void
  /** Resolves when they were read once. */
  readonly known: Promise<void>
  stop(): void
}

const ANSWER_WITHIN_MS = 3_000
const LONGEST_PAUSE_MS = 2_000

/** Begins to read when it is first told to refresh. */
export function followOrigins(accounts: SubgraphLink, origins: Origins): OriginsFollower {
  const known = Promise.withResolvers<void>()
  let isStale = false
  let isReading = false
  let isStopped = false

  async function read(): Promise<void> {
    for (let failures = 0; isStale && !isStopped;) {
      // What changes from here on is perhaps not in the answer.
      isStale = false
      try {
        origins.take(await withDeadline(() => accounts.get<CompanyOrigins[]>('origins'), ANSWER_WITHIN_MS))
        known.resolve()
        failures = 0
      } catch {
        isStale = true
        await delay(Math.min(LONGEST_PAUSE_MS, 50 * 2 ** failures++))
      }
    }
    isReading = false
  }

  return {
    refresh() {
      isStale = true
      if (isReading) return
      isReading = true
      void read()
    },
    known: known.promise,
    stop() {
      isStopped = true
    },
  }
}
