import { mostAddresses } from '../contact/contact.ts'
import type { ContactRow } from '../contact/tables.ts'

/** What an account says of its person; a later version takes the place of an earlier one. */
export interface Profile {
  readonly firstName: string
  readonly lastName: string
  readonly email: string
  readonly phone: string | null
  readonly language: string
  readonly version: number
  /** Who last changed it; null while it says what the account was made with. */
  readonly by: 'CLIENT' | 'STAFF' | null
}

/** What an account has said before, as far as that is known. */
export type SaidBefore = { readonly [Name in 'firstName' | 'lastName' | 'language' | 'email' | 'phone']: string | null }

/** An account to which nobody has listened yet. */
export const nothingSaid: SaidBefore = { firstName: null, lastName: null, language: null, email: null, phone: null }

/** A contact's own columns and its lists. */
export interface Followed {
  readonly change: Partial<ContactRow>
  readonly emails: readonly string[]
  readonly phones: readonly string[]
}

/**
 * A contact says of its person what their account says otherwise than before; what else staff know of them stays, and what
 * they have corrected (ACC-17).
 */
export function follow(
  contact: ContactRow,
  own: Pick<Followed, 'emails' | 'phones'>,
  before: SaidBefore,
  told: Profile,
): Followed {
  return {
    change: {
      ...Object.fromEntries(copied.filter((name) => told[name] !== before[name]).map((name) => [name, told[name]])),
      version: contact.version + 1,
    },
    emails: followedIn(own.emails, before.email, told.email),
    phones: followedIn(own.phones, before.phone, told.phone),
  }
}

/** What a contact has one of, as its account does. */
const copied = ['firstName', 'lastName', 'language'] as const

/** A list that follows what has changed; what stays the same staff may have taken out of it. */
function followedIn(list: readonly string[], before: string | null, now: string | null): readonly string[] {
  return before === now ? list : replaced(list, before, now)
}

/** A list in which one text has the place of another; it comes last where that one is not in it, if there is room. */
export function replaced(list: readonly string[], before: string | null, now: string | null): string[] {
  const is = (one: string | null) => (other: string) => other.toLowerCase() === one?.toLowerCase()
  const others = list.filter((one) => !is(before)(one))
  if (now === null || is(before)(now)) return now === null ? others : [...list]
  if (others.some(is(now))) return others
  if (others.length < list.length) return list.map((one) => (is(before)(one) ? now : one))
  return list.length < mostAddresses ? [...list, now] : [...list]
}
