import type { CompanyId, Id } from '../../kernel/ids.ts'
import type { SecondFactorSwitchedOff, SecondFactorSwitchedOn } from '../events.ts'
import type { PasswordRow, PersonId } from '../password/tables.ts'
import { refuse } from '../refusals.ts'
import type { Way } from '../sign-in/sign-in.ts'
import type { ChallengeRow, SecondFactorRow } from './tables.ts'

/** What names a challenge, and where it is looked up. */
export interface ChallengeName {
  readonly company: CompanyId
  readonly id: Id<'challenge'>
}

/** What shows that somebody has their second factor: a code of their app, by its time step, or one for recovery. */
export type Shown = { readonly by: 'APP'; readonly step: number } | { readonly by: 'RECOVERY'; readonly hash: string }

const MINUTE = 60_000
const HOUR = 60 * MINUTE
/** How long somebody has for scanning the secret, and for typing a code. */
const STARTED_FOR = 30 * MINUTE
const ASKED_FOR = 5 * MINUTE
/** As codes by mail (ACC-7). */
const MOST_TRIES = 5
/** Who knows the password may ask for challenge after challenge: of a million codes three are right at a time. */
const MOST_FAILURES_AN_HOUR = 20

/** A secret that somebody is to scan; nothing is asked of them until they have shown a code of it. */
export function begin(companyId: CompanyId, personId: PersonId, sealedSecret: string, now: Date): SecondFactorRow {
  const none = { confirmedAt: null, lastStep: 0, failures: 0, failuresSince: now }
  return { companyId, personId, sealedSecret, startedAt: now, ...none }
}

/** Throws where somebody has a second factor already: it is to be removed first. */
export function mustBeOff(factor: SecondFactorRow | null): void {
  if (isOn(factor)) throw refuse('SECOND_FACTOR_ON')
}

/** The second factor that somebody has begun to set up. */
export function begun(factor: SecondFactorRow | null, now: Date): SecondFactorRow {
  mustBeOff(factor)
  if (!factor || now.getTime() >= factor.startedAt.getTime() + STARTED_FOR) throw refuse('SECOND_FACTOR_NOT_STARTED')
  return factor
}

/** The second factor that somebody has. */
export function on(factor: SecondFactorRow | null): SecondFactorRow {
  if (!factor || !isOn(factor)) throw refuse('SECOND_FACTOR_OFF')
  return factor
}

/** Whether somebody is asked for a second factor. */
export function isOn(factor: Pick<SecondFactorRow, 'confirmedAt'> | null): boolean {
  return factor !== null && factor.confirmedAt !== null
}

/** A code of the app was right: it is asked for from now on. */
export function confirm(
  { personId }: SecondFactorRow,
  step: number,
  now: Date,
): { change: Partial<SecondFactorRow>; event: SecondFactorSwitchedOn } {
  return {
    change: { confirmedAt: now, lastStep: step },
    event: { type: 'second_factor.switched_on', subject: personId, persons: [personId], data: { personId } },
  }
}

/** It is asked for no more, because its owner or an administrator wants it so. */
export function remove(personId: PersonId, by: 'OWNER' | 'ADMIN'): { event: SecondFactorSwitchedOff } {
  return {
    event: { type: 'second_factor.switched_off', subject: personId, persons: [personId], data: { personId, by } },
  }
}

/** Somebody has shown their first factor, and is asked for the second. */
export function challenge(name: ChallengeName, personId: PersonId, way: Way, now: Date): ChallengeRow {
  const asked = { askedAt: now, expiresAt: new Date(now.getTime() + ASKED_FOR), tries: 0, usedAt: null }
  return { companyId: name.company, id: name.id, personId, way, ...asked }
}

/** Counts a try at a challenge, which must be saved before it is known whether it was right. */
export function tryChallenge(asked: ChallengeRow | null, now: Date): Partial<ChallengeRow> {
  if (!asked || !isLive(asked, now) || asked.tries >= MOST_TRIES) throw over()
  return { tries: asked.tries + 1 }
}

/** Counts a try at the second factor itself, from wherever; null where there were too many of late. */
export function tryFactor(
  { failures, failuresSince }: Pick<SecondFactorRow, 'failures' | 'failuresSince'>,
  now: Date,
): Partial<SecondFactorRow> | null {
  if (now.getTime() >= failuresSince.getTime() + HOUR) return { failures: 1, failuresSince: now }
  return failures < MOST_FAILURES_AN_HOUR ? { failures: failures + 1 } : null
}

/** A code of the app serves once, and none that is older than one that served (RFC 6238, 5.2). */
export function useStep(factor: Pick<SecondFactorRow, 'lastStep'>, step: number): Partial<SecondFactorRow> {
  if (step <= factor.lastStep) throw codeWrong()
  return { lastStep: step, failures: 0 }
}

/** Uses a challenge up. It is none any more once the password was changed that it began with. */
export function use(
  asked: ChallengeRow | null,
  password: Pick<PasswordRow, 'setAt'> | null,
  now: Date,
): Partial<ChallengeRow> {
  if (!asked || !isLive(asked, now) || (password && password.setAt > asked.askedAt)) throw over()
  return { usedAt: now }
}

/** What was given of several values, exactly one of which is wanted; the others are absent from it. */
export function oneOf<T extends Readonly<Record<string, string | null | undefined>>>(
  given: T,
): { readonly [Name in keyof T]?: string } {
  const named = Object.entries(given).filter(([, value]) => value != null)
  if (named.length === 1) return Object.fromEntries(named) as { [Name in keyof T]?: string }
  throw refuse('EXACTLY_ONE', { path: ['input'], names: Object.keys(given) })
}

/** The one answer to whatever is wrong with a code. */
export const codeWrong = () => refuse('SECOND_FACTOR_CODE_WRONG', { path: ['input', 'code'] })

/** The one answer to a challenge that leads nowhere, any more or ever. */
export const over = () => refuse('SECOND_FACTOR_OVER', { path: ['input', 'challengeId'] })

const isLive = ({ usedAt, expiresAt }: ChallengeRow, now: Date) => usedAt === null && now < expiresAt
