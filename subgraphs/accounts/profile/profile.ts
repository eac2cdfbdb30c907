import { isEmailAddress } from '../../kernel/email-address.ts'
import { inOneLine, readable, seenLengthOf } from '../../kernel/text.ts'
import type { AccountProfileChanged } from '../events.ts'
import { languageIn } from '../language/language.ts'
import { nameOf } from '../name/name.ts'
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

const PHONE = /^\+?[\d\s()./-]{5,30}$/

/** What each value would be by this wish, to be checked together: all that is wrong is told at once. */
export function checksOf(account: Said, wish: ProfileWish) {
  const firstName = wish.firstName ?? account.firstName
  const lastName = wish.lastName ?? account.lastName
  return {
    firstName: () => changedName(account, wish, 'firstName'),
    lastName: () => {
      const name = changedName(account, wish, 'lastName')
      if (readable(firstName + lastName) !== '') return name
      throw refuse('NAME_MISSING', { path: ['input', 'lastName'] })
    },
    phone: () => (wish.phone === undefined ? account.phone : phoneIn(wish.phone ?? '')),
    language: () => (wish.language == null ? account.language : languageIn(wish.language)),
  }
}

/** The same for who says it of themselves: neither name is taken away (ACC-17). */
export function ownChecksOf(account: Said, wish: ProfileWish): ReturnType<typeof checksOf> {
  const { firstName, lastName, ...others } = checksOf(account, wish)
  return {
    firstName: () => keptName(account.firstName, firstName(), 'firstName'),
    lastName: () => keptName(account.lastName, lastName(), 'lastName'),
    ...others,
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

type NameField = 'firstName' | 'lastName'

/** What stays as it is, is not looked at anew: a contact's name may be one that nobody could give here. */
function changedName(account: Said, wish: ProfileWish, field: NameField): string {
  const [before, wished] = [account[field], wish[field]]
  return wished == null || inOneLine(wished) === before ? before : nameOf(wished, field)
}

/** Nobody takes away a name of their own; one that they never had may stay away. */
function keptName(before: string, name: string, field: NameField): string {
  if (before === '' || seenLengthOf(name) > 0) return name
  throw refuse('NAME_MISSING', { path: ['input', field] })
}

function phoneIn(given: string): string | null {
  const phone = readable(given)
  if (phone === '') return null
  if (PHONE.test(phone)) return phone
  throw refuse('PHONE_INVALID', { path: ['input', 'phone'] })
}
