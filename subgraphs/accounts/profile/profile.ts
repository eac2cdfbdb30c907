import { isEmailAddress } from '../../kernel/email-address.ts'
import { isLanguageTag } from '../../kernel/language.ts'
import { inOneLine, isName, lengthOf, readable } from '../../kernel/text.ts'
import type { AccountProfileChanged } from '../events.ts'
import { personsOf, type ActiveAccount } from '../portal-account/portal-account.ts'
import type { PortalAccountRow } from '../portal-account/tables.ts'
import { refuse } from '../refusals.ts'

/** What an account shall say of its person. What is absent stays; a telephone number may be taken away. */
export interface ProfileWish {
  readonly firstName?: string | null
  readonly lastName?: string | null
  readonly phone?: string | null
  readonly language?: string | null
}

/** What an account says of its person, as far as people change it. */
export type Said = Pick<PortalAccountRow, 'firstName' | 'lastName' | 'phone' | 'language' | 'email'>

/** Who changes it. */
export type Editor = NonNullable<PortalAccountRow['editedBy']>

const LONGEST_NAME = 100
const PHONE = /^\+?[\d\s()./-]{5,30}$/

/** What each value would be by this wish, to be checked together: all that is wrong is told at once. */
export function checksOf(account: Said, wish: ProfileWish) {
  const firstName = wish.firstName ?? account.firstName
  const lastName = wish.lastName ?? account.lastName
  return {
    firstName: () => nameOf(firstName, 'firstName'),
    lastName: () => {
      const name = nameOf(lastName, 'lastName')
      if (readable(firstName + lastName) !== '') return name
      throw refuse('NAME_MISSING', { path: ['input', 'lastName'] })
    },
    phone: () => (wish.phone === undefined ? account.phone : phoneIn(wish.phone ?? '')),
    language: () => (wish.language == null ? account.language : languageIn(wish.language)),
  }
}

/** Has an account say other things of its person; null when it says them already. */
export function change(
  account: ActiveAccount,
  said: Partial<Said>,
  by: Editor,
): { change: Partial<PortalAccountRow>; event: AccountProfileChanged } | null {
  const others = Object.entries(said).filter(([name, value]) => account[name as keyof Said] !== value)
  if (others.length === 0) return null
  const { id: accountId, contactId } = account
  const version = account.version + 1
  return {
    change: { ...Object.fromEntries(others), editedBy: by, version },
    event: {
      type: 'account.profile_changed',
      subject: accountId,
      persons: personsOf(account),
      data: { accountId, contactId, by, version },
    },
  }
}

/** Whether mail goes to another address from now on: capitals make none. */
export function isMoved({ email }: Pick<Said, 'email'>, to: string): boolean {
  return email.toLowerCase() !== to.toLowerCase()
}

export function emailIn(given: string): string {
  const email = given.trim()
  if (isEmailAddress(email)) return email
  throw refuse('EMAIL_INVALID', { path: ['input', 'email'] })
}

function nameOf(given: string, field: string): string {
  const name = inOneLine(given)
  const path = ['input', field]
  if (lengthOf(name) > LONGEST_NAME) throw refuse('NAME_TOO_LONG', { path })
  if (!isName(name)) throw refuse('NAME_UNREADABLE', { path })
  return name
}

function phoneIn(given: string): string | null {
  const phone = readable(given)
  if (phone === '') return null
  if (PHONE.test(phone)) return phone
  throw refuse('PHONE_INVALID', { path: ['input', 'phone'] })
}

function languageIn(given: string): string {
  if (isLanguageTag(given)) return given
  throw refuse('LANGUAGE_INVALID', { path: ['input', 'language'] })
}
