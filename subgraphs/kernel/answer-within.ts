import { setTimeout as delay } from 'node:timers/promises'

/** The rows of a statement; one that takes longer is taken back, and an error says so. */
export async function answerWithin<Rows extends readonly object[]>(
  query: Promise<Rows> & { cancel(): void },
  ms: number,
): Promise<Rows> {
  const patience = new AbortController()
  const late = delay(ms, null, { signal: patience.signal, ref: false })
  late.catch(() => {})
  // It may fail after this has been answered.
  query.catch(() => {})
  try {
    const rows = await Promise.race([query, late])
    if (rows) return rows
    query.cancel()
    throw new Error('The database does not answer in time.')
  } finally {
    patience.abort()
  }
}
