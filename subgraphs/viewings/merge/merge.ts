/** Longer than an access token lives. */
const LATE_MINUTES = 15

/** When whatever a client did under the id of a contact that was merged has been done. */
export function lookAgainAt(now: Date): Date {
  return new Date(now.getTime() + LATE_MINUTES * 60_000)
}
