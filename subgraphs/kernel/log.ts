import { pino, stdTimeFunctions, type DestinationStream, type Logger as Pino } from 'pino'

export type Logger = Pino

/** A net below the rule that no such thing is given to the log. */
export const redacted = ['*.password', '*.token', '*.code']

/** One JSON line an entry, on standard error if nowhere else. What could hold a secret, a parameter or a mail's text is never given to it. */
export function openLog(level: string, name: string, to: DestinationStream = standardError()): Logger {
  return pino({ level, name, base: { name }, timestamp: stdTimeFunctions.isoTime, redact: redacted }, to)
}

const standardError = () => pino.destination({ fd: 2, sync: true })
