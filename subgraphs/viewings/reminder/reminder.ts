const HOUR = 3_600_000

/** How long before a viewing people are reminded of it, in elapsed time (VIE-14). */
const ahead = { remindDayBefore: 24 * HOUR, remindHourBefore: HOUR } as const
export type ReminderName = keyof typeof ahead
export const reminderNames = ['remindDayBefore', 'remindHourBefore'] as const satisfies readonly ReminderName[]

/** When people are to be reminded of a viewing that starts then. */
export function remindAt(name: ReminderName, startsAt: Date): Date {
  return new Date(startsAt.getTime() - ahead[name])
}

/**
 * Whether people are reminded now. What was agreed on later than that has just been told; and a reminder that comes late,
 * as after an outage, makes way for the next one, and is none any more once the viewing has begun.
 */
export function isDue(name: ReminderName, startsAt: Date, agreedAt: Date, now: Date): boolean {
  const at = remindAt(name, startsAt)
  const until = name === 'remindDayBefore' ? remindAt('remindHourBefore', startsAt) : startsAt
  return agreedAt < at && at <= now && now < until
}
