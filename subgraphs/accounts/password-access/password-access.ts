import { isEmailAddress } from '../../kernel/email-address.ts'
import { checkAll } from '../../kernel/errors.ts'
import type { ContactFound } from '../activation/activation.ts'
import { languageIn } from '../language/language.ts'
import { nameOf } from '../name/name.ts'
import { refuse } from '../refusals.ts'

/** Who is given access by a password (ACC-23). */
export interface AccessPerson {
  readonly email: string
  readonly firstName: string
  readonly lastName: string
  readonly language: string
}

/** The person as they are kept, or a refusal of each value that is wrong. */
export function check(given: AccessPerson): AccessPerson {
  const person = checkAll({
    email: () => emailOf(given.email),
    firstName: () => nameOf(given.firstName, 'firstName'),
    lastName: () => nameOf(given.lastName, 'lastName'),
    language: () => languageIn(given.language),
  })
  if (person.firstName || person.lastName) return person
  throw refuse('NAME_MISSING', { path: ['input', 'lastName'] })
}

/** The one contact whose address it is, if anybody’s; where several are, staff must choose one (ACC-8). */
export function onlyOf(contacts: readonly ContactFound[]): ContactFound | null {
  const [only, ...others] = contacts
  if (others.length > 0) throw refuse('CONTACT_CHOICE_REQUIRED', { path: ['input', 'email'] })
  return only ?? null
}

function emailOf(given: string): string {
  const email = given.trim()
  if (isEmailAddress(email)) return email
  throw refuse('EMAIL_INVALID', { path: ['input', 'email'] })
}
