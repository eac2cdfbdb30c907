import type { StreakRow } from './tables.ts'

const SECOND = 1_000
const HOUR = 3_600 * SECOND

/** So many wrong ones in a row are a person who does not remember; after that each one has to be waited for, longer and longer. */
const FREE_FAILURES = 5
const LONGEST_WAIT = 60 * SECOND
/** When nobody has failed for so long, it begins anew. */
const FORGOTTEN_AFTER = HOUR

/** How much may be done at once, and how much comes back in an hour. */
export interface Allowed {
  readonly atOnce: number
  readonly anHour: number
}

/** Wrong passwords of one person from everywhere: never more than 100 in any hour (OWASP ASVS 5.0, 6.3.1). */
export const ofPerson: Allowed = { atOnce: 50, anHour: 50 }
/** Wrong passwords from one network, whoever's. */
export const ofNetwork: Allowed = { atOnce: 100, anHour: 100 }
/** What a visitor may ask for from one network, such as mails. */
export const ofAsks: Allowed = { atOnce: 100, anHour: 100 }

/** What is known of earlier tries when somebody tries to come in with a password. */
export interface Known {
  /** Of this person from this network. */
  readonly streak: Pick<StreakRow, 'failures' | 'lockedUntil'>
  /** Until when all that was used of the allowances is back. */
  readonly person: Date
  readonly network: Date
  /** Whether the person has come in from this network before. */
  readonly isFamiliar: boolean
}

/** What is kept of a try. */
export interface Counted extends Pick<Known, 'streak' | 'person' | 'network'> {
  /** It does not count, and nothing is right. */
  readonly isLocked: boolean
}

/**
 * Counts a try as a failure before it is known what it is. Others' failures, from other places or of other people, are in
 * nobody's way who comes from where they have been in before: nobody is locked out by strangers (ACC-26).
 */
export function count({ streak, person, network, isFamiliar }: Known, now: Date): Counted {
  const isSpent = isUsedUp(person, ofPerson, now) || isUsedUp(network, ofNetwork, now)
  const isLocked = isWaiting(streak, now) || (isSpent && !isFamiliar)
  if (isLocked) return { isLocked, streak, person, network }
  const failures = isForgotten(streak, now) ? 1 : streak.failures + 1
  return {
    isLocked,
    streak: { failures, lockedUntil: new Date(now.getTime() + waitAfter(failures)) },
    person: used(person, ofPerson, now),
    network: used(network, ofNetwork, now),
  }
}

/** Whether nothing is left of what is allowed. */
export function isUsedUp(backAt: Date, allowed: Allowed, now: Date): boolean {
  return (
    isPossible(backAt, allowed, now) && backAt.getTime() - now.getTime() > (allowed.atOnce - 1) * comesBackIn(allowed)
  )
}

/** A time so far ahead was counted by a clock that has been set back since: that must lock nobody out. */
function isPossible(backAt: Date, allowed: Allowed, now: Date): boolean {
  return backAt.getTime() - now.getTime() <= allowed.atOnce * comesBackIn(allowed)
}

/** Uses one of what is allowed; when nothing is left, no more is used. */
export function used(backAt: Date, allowed: Allowed, now: Date): Date {
  if (isUsedUp(backAt, allowed, now)) return backAt
  const from = isPossible(backAt, allowed, now) ? Math.max(backAt.getTime(), now.getTime()) : now.getTime()
  return new Date(from + comesBackIn(allowed))
}

/** How long it takes until one of what was used is back, in milliseconds. */
export function comesBackIn({ anHour }: Allowed): number {
  return HOUR / anHour
}

/** Since when what was counted last does not matter any more. */
export function forgottenSince(now: Date): Date {
  return new Date(now.getTime() - FORGOTTEN_AFTER)
}

/** When the last one was used of what is used up: all of it comes back from then on. */
export function usedUpSince(backAt: Date, allowed: Allowed): Date {
  return new Date(backAt.getTime() - allowed.atOnce * comesBackIn(allowed))
}

/** When the last of a row of failures was. */
export function lastFailure({ failures, lockedUntil }: Known['streak']): Date {
  return new Date(lockedUntil.getTime() - waitAfter(failures))
}

function isForgotten({ lockedUntil }: Known['streak'], now: Date): boolean {
  return lockedUntil < forgottenSince(now)
}

/**
 * Whether a row of failures has to be waited for. Free ones are waited for by nobody: who comes at the same time may have
 * asked the clock a moment before. No wait is longer than the longest, but where a clock has been set back since.
 */
export function isWaiting({ failures, lockedUntil }: Known['streak'], now: Date): boolean {
  return failures > FREE_FAILURES && now < lockedUntil && lockedUntil.getTime() - now.getTime() <= LONGEST_WAIT
}

function waitAfter(failures: number): number {
  return failures <= FREE_FAILURES ? 0 : Math.min(2 ** (failures - FREE_FAILURES) * SECOND, LONGEST_WAIT)
}
