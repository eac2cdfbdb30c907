import { setTimeout as delay } from 'node:timers/promises'

/** After so many times `ms` a question is taken to be lost, as with a connection that nobody has cut, and is asked anew. */
const LOST_AFTER = 5

/**
 * Asks one question at a time, however many want to know: nobody waits longer than `ms`, and whoever comes while an answer
 * is awaited waits for that one. A statement is never taken back: postgres.js 3.4.9 leaves a connection dumb for ever that
 * it was opening for it, and on one that others use, too, it gives each answer to the next who asked.
 */
export function answerWithin<T>(ask: () => Promise<T>, ms: number): () => Promise<T> {
  let asking: Promise<T> | null = null
  let askedAt = 0

  function answer(): Promise<T> {
    const now = performance.now()
    if (asking && now - askedAt < LOST_AFTER * ms) return asking
    const own = ask().finally(() => {
      if (asking === own) asking = null
    })
    // It may fail when nobody waits for it any more.
    own.catch(() => {})
    asking = own
    askedAt = now
    return own
  }

  return () => {
    const patience = new AbortController()
    const late = delay(ms, null, { signal: patience.signal, ref: false }).then(() => {
      throw new Error('The database does not answer in time.')
    })
    late.catch(() => {})
    return Promise.race([answer(), late]).finally(() => patience.abort())
  }
}
