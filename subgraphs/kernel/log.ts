import { pino, stdTimeFunctions, type Logger as Pino } from 'pino'

export type Logger = Pino

/** One JSON line an entry on standard error. What could hold a secret, a parameter or a mail's text is never given to it. */
export function openLog(level: string, name: string): Logger {
  return pino(
    { level, name, base: { name }, timestamp: stdTimeFunctions.isoTime, redact: ['*.password', '*.token', '*.code'] },
    pino.destination({ fd: 2, sync: true }),
  )
}
