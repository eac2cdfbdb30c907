import type { Decision } from '../../kernel/events/event.ts'
import type { CompanyId } from '../../kernel/ids.ts'
import type { PasswordChanged, PasswordChangeRequired } from '../events.ts'
import { refuse } from '../refusals.ts'
import type { PasswordRow, PersonId } from './tables.ts'

/** OWASP ASVS 5.0, 6.2.1 and 6.2.9, with the limits of ACC-6. */
const SHORTEST = 8
const LONGEST = 100
/** How long a mailed password can be used (ACC-3). */
const TEMPORARY_HOURS = 72

/**
 * A password as it is hashed and compared. The same characters can be typed in several Unicode forms, so they are brought
 * into one (NIST SP 800-63B-4, 3.1.1.2); nothing is cut off.
 */
export function normalized(text: string): string {
  return text.normalize('NFKC')
}

/** A password that somebody may choose, or a refusal; length is counted in characters, and no kinds are prescribed. */
export function choose(text: string, isCommon: (password: string) => boolean, field: string): string {
  const password = normalized(text)
  const path = ['input', field]
  const { length } = [...password]
  if (length < SHORTEST) throw refuse('PASSWORD_TOO_SHORT', { path, least: SHORTEST })
  if (length > LONGEST) throw refuse('PASSWORD_TOO_LONG', { path, most: LONGEST })
  if (isCommon(password)) throw refuse('PASSWORD_COMMON', { path })
  return password
}

/** A password that its owner chose: it lasts. */
export function chosen(company: CompanyId, person: PersonId, hash: string, now: Date): PasswordRow {
  return { companyId: company, personId: person, hash, temporaryUntil: null, changeRequiredAt: null, setAt: now }
}

/** What is remembered of a change: that it was, and nothing of the password. */
export function changed(person: PersonId): PasswordChanged {
  return { type: 'password.changed', subject: person, persons: [person], data: { personId: person } }
}

/**
 * Has somebody choose another password before anything else (ACC-14); nothing happens where they must already, as with a
 * temporary one.
 */
export function requireChange(
  password: PasswordRow | null,
  now: Date,
): Decision<PasswordRow, PasswordChangeRequired> | null {
  if (!password) throw refuse('PASSWORD_MISSING', { path: ['input', 'accountId'] })
  if (mustChange(password)) return null
  const { personId } = password
  return {
    change: { changeRequiredAt: now },
    event: changeRequired(personId),
  }
}

/** What is remembered when somebody must change a password before anything else, now or once they have one. */
export function changeRequired(person: PersonId): PasswordChangeRequired {
  return { type: 'password.change_required', subject: person, persons: [person], data: { personId: person } }
}

/** A password that was mailed: it lasts until it is changed, at the most 72 hours. */
export function temporary(company: CompanyId, person: PersonId, hash: string, now: Date): PasswordRow {
  const temporaryUntil = new Date(now.getTime() + TEMPORARY_HOURS * 3_600_000)
  return { companyId: company, personId: person, hash, temporaryUntil, changeRequiredAt: null, setAt: now }
}

/** Whether a password can still be used. */
export function isAlive({ temporaryUntil }: Pick<PasswordRow, 'temporaryUntil'>, now: Date): boolean {
  return temporaryUntil === null || now < temporaryUntil
}

/** Whether it was mailed rather than chosen. */
export function isTemporary({ temporaryUntil }: Pick<PasswordRow, 'temporaryUntil'>): boolean {
  return temporaryUntil !== null
}

/** How somebody's password stands. */
export type PasswordState = 'NONE' | 'TEMPORARY' | 'CHANGE_REQUIRED' | 'CHOSEN'

export function stateOf(password: PasswordRow | null): PasswordState {
  if (!password) return 'NONE'
  if (isTemporary(password)) return 'TEMPORARY'
  return mustChange(password) ? 'CHANGE_REQUIRED' : 'CHOSEN'
}

/** Whether its owner must change it before anything else (ACC-3, ACC-14). */
export function mustChange(password: Pick<PasswordRow, 'temporaryUntil' | 'changeRequiredAt'>): boolean {
  return isTemporary(password) || password.changeRequiredAt !== null
}
