import { availableParallelism } from 'node:os'
import argon2 from 'argon2'
import { shown } from '../../kernel/errors.ts'
import type { Metrics } from '../../kernel/telemetry/metrics.ts'
import { normalized } from './password.ts'

/** OWASP's second choice for argon2id: 19 MiB, two passes, one lane. */
const COST = { type: argon2.argon2id, memoryCost: 19 * 1024, timeCost: 2, parallelism: 1 } as const

/** Hashing takes a thread of Node's small pool, which files and name look-ups share; so it is one or two at a time. */
const MOST_RUNNING = availableParallelism() > 2 ? 2 : 1
const MOST_WAITING = 100

/** The hash of 32 random bytes that were thrown away, at the cost of the others, so that unknown people take as long as known ones. */
const NOBODY = '$argon2id$v=19$m=19456,p=1,t=2$pn02l7EH3Hs3qYlsU7XIQw$KjAP8G3fetoknPHVHAjcnSjuywKegxTyT2yaaKb+cYA'

let running = 0
const waiting: (() => void)[] = []

/** A password's hash in PHC form. RATE_LIMITED when too many wait already. */
export function hashOf(password: string): Promise<string> {
  return inTurn(() => argon2.hash(normalized(password), COST))
}

/** Whether this is the password of the hash; without a hash it takes the same time and is never right. */
export async function isPasswordOf(hash: string | null, password: string): Promise<boolean> {
  const isRight = await inTurn(() => argon2.verify(hash ?? NOBODY, normalized(password)))
  return isRight && hash !== null
}

/** The queue is the process's, and whoever measures in it sees the same. */
const measuring = new Set<Metrics>()

/** Measures the queue; the returned function ends it. */
export function measureHashing(metrics: Metrics): () => void {
  const leave = metrics.onScrape(() => metrics.hashesWaiting.set(waiting.length))
  measuring.add(metrics)
  return () => {
    leave()
    measuring.delete(metrics)
  }
}

async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  const startedAt = performance.now()
  if (running >= MOST_RUNNING) {
    if (waiting.length >= MOST_WAITING) {
      for (const { hashesRefused } of measuring) hashesRefused.inc()
      throw shown('TOO_MANY_LOG_INS')
    }
    await new Promise<void>((resolve) => waiting.push(resolve))
  } else running++
  for (const { hashWaitSeconds } of measuring) hashWaitSeconds.observe((performance.now() - startedAt) / 1000)
  try {
    return await work()
  } finally {
    // A turn is handed on, not given back, so that nobody who comes now overtakes those who wait.
    const next = waiting.shift()
    if (next) next()
    else running--
  }
}
