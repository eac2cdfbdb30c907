import type { LogPage, ReadLog } from './log-page.ts'

/**
 * The same reads, where those who ask for the same page at the same time get the answer to one question: when many come
 * back at once after an outage, most of them stood at the same place.
 */
export function sharedReads(read: ReadLog): ReadLog {
  const running = new Map<string, Promise<LogPage>>()

  return (after, limit, interest) => {
    const { company, types, subject, person } = interest ?? {}
    const question = JSON.stringify([after, limit, company, types, subject, person])
    const found = running.get(question)
    if (found) return found
    const asked = read(after, limit, interest).finally(() => running.delete(question))
    running.set(question, asked)
    return asked
  }
}
