import { mostAddresses } from '../contact/contact.ts'
import type { ContactRow } from '../contact/tables.ts'
import type { FollowedProfileRow } from './tables.ts'

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

/** A contact's own columns and its lists. */
export interface Followed {
  readonly change: Partial<ContactRow>
  readonly emails: readonly string[]
  readonly phones: readonly string[]
}

/** A contact says of its person what their account says by now; what else staff know of them stays (ACC-17). */
export function follow(
  contact: ContactRow,
  own: Pick<Followed, 'emails' | 'phones'>,
  before: Pick<FollowedProfileRow, 'email' | 'phone'> | null,
  { firstName, lastName, language, email, phone }: Profile,
): Followed {
  return {
    change: { firstName, lastName, language, version: contact.version + 1 },
    emails: replaced(own.emails, before?.email ?? null, email),
    phones: replaced(own.phones, before?.phone ?? null, phone),
  }
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
