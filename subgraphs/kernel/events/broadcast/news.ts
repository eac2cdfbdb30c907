import type { Logger } from '../../log.ts'

/** What is said of NATS; the logs of one process say it once for all of them. */
export interface NatsNews {
  /** A log misses it, and has not said so since it last had it. */
  missed(code: string): void
  /** A log that has missed it has it again. */
  back(): void
}

export function openNatsNews(log: Logger): NatsNews {
  let missing = 0
  return {
    missed(code) {
      if (missing++ === 0) log.warn({ code }, 'NATS does not answer: events are read from PostgreSQL until it does.')
    },
    back() {
      if (--missing === 0) log.info('NATS answers again.')
    },
  }
}
