import type { LogPage, ReadLog } from './log-page.ts'

/** How many backlog pages are read at a time, so that connections are left for those who wait for an answer. */
const atOnce = 2

/**
 * The same reads, where those who ask for the same page at the same time get the answer to one question: when many come
 * back at once after an outage, most of them stood at the same place. Where they did not, their pages are read a few at a
 * time, in the order in which they were asked for.
 */
export function sharedReads(read: ReadLog): ReadLog {
  const running = new Map<string, Promise<LogPage>>()
  const inTurn = openTurns(atOnce)

  return (after, limit, interest) => {
    const { company, types, subject, person } = interest ?? {}
    const question = JSON.stringify([after, limit, company, types, subject, person])
    const found = running.get(question)
    if (found) return found
    const answer = interest ? inTurn(() => read(after, limit, interest)) : read(after, limit)
    const asked = answer.finally(() => running.delete(question))
    running.set(question, asked)
    return asked
  }
}

/** Does at most so many things at a time; who came first goes first. */
function openTurns(places: number) {
  const waiting: (() => void)[] = []
  let free = places

  return async <T>(act: () => Promise<T>): Promise<T> => {
    if (free > 0) free--
    else await new Promise<void>((resolve) => waiting.push(resolve))
    try {
      return await act()
    } finally {
      // The place goes from hand to hand, so that nobody slips in between.
      const next = waiting.shift()
      if (next) next()
      else free++
    }
  }
}
