import { pino, stdTimeFunctions, type Logger as Pino } from 'pino'

export type Logger = Pino

/** A net below the rule that no such thing is given to the log. */
export const redacted = ['*.password', '*.token', '*.code']

/** One JSON line an entry on standard error. What could hold a secret, a parameter or a mail's text is never given to it. */
export function openLog(level: string, name: string): Logger {
  return pino(
    { level, name, base: { name }, timestamp: stdTimeFunctions.isoTime, redact: redacted },
    pino.destination({ fd: 2, sync: true }),
  )
}
