import { isEmailAddress } from '../../kernel/email-address.ts'
import { checkAll } from '../../kernel/errors.ts'
import { lengthOf, readable, seenLengthOf } from '../../kernel/text.ts'
import type { NewPerson } from '../activation/activation.ts'
import { languageIn } from '../language/language.ts'
import { nameOf } from '../name/name.ts'
import { choose } from '../password/password.ts'
import type { PortalAccountRow } from '../portal-account/tables.ts'
import type { PortalRow } from '../portal/tables.ts'
import { refuse } from '../refusals.ts'

/** What somebody says who registers (ACC-6). */
export interface NewRegistration {
  readonly firstName: string
  readonly lastName: string
  readonly email: string
  readonly password?: string | null
  readonly language?: string | null
  readonly location?: string | null
}

/** How far a registration has come once its address is verified (ACC-7, ACC-8, ACC-24). */
export type RegistrationState = 'ACTIVE' | 'AWAITING_APPROVAL' | 'IN_REVIEW' | 'BEING_OPENED'

/** Where somebody goes who has just come in. */
export type NextPlace = 'HELP_CENTRE' | 'HOME'

const LONGEST_LOCATION = 200

/** Throws where nobody may open an account by themselves now. */
export function mustBeOpen({ isOn, registrationMode }: Pick<PortalRow, 'isOn' | 'registrationMode'>): void {
  if (!isOn) throw refuse('PORTAL_OFF')
  if (registrationMode === 'CLOSED') throw refuse('REGISTRATION_CLOSED')
}

/** Who registers, with the password they chose, or a refusal of each value that is wrong (ACC-6). */
export function check(
  { registrationWay, shortestName }: Pick<PortalRow, 'registrationWay' | 'shortestName'>,
  given: NewRegistration,
  isCommon: (password: string) => boolean,
  spoken: string,
): { readonly person: NewPerson; readonly password: string | null } {
  const { password, ...person } = checkAll({
    firstName: () => fullNameOf(given.firstName, shortestName, 'firstName'),
    lastName: () => fullNameOf(given.lastName, shortestName, 'lastName'),
    email: () => emailOf(given.email),
    password: () => passwordOf(given.password ?? null, registrationWay, isCommon),
    language: () => languageIn(given.language ?? spoken),
    location: () => locationOf(given.location ?? ''),
  })
  return { person, password }
}

/** Where the client is led who has just come in (ACC-11). */
export function nextOf({ features }: Pick<PortalRow, 'features'>): NextPlace {
  return features.includes('HELP_CENTRE') ? 'HELP_CENTRE' : 'HOME'
}

/** How far a verified registration has come; whom staff have shut out is told what others are whom staff must look at. */
export function stateOf(
  account: Pick<PortalAccountRow, 'status' | 'awaitingApprovalSince' | 'disabledAt' | 'review'> | null,
): RegistrationState {
  if (account?.status === 'ACTIVE') return account.disabledAt ? 'IN_REVIEW' : 'ACTIVE'
  if (account?.awaitingApprovalSince) return 'AWAITING_APPROVAL'
  return account?.review ? 'IN_REVIEW' : 'BEING_OPENED'
}

/** Long enough in what can be seen of it, so that no name looks empty. */
function fullNameOf(given: string, least: number, field: string): string {
  const name = nameOf(given, field)
  if (seenLengthOf(name) < least) throw refuse('NAME_TOO_SHORT', { path: ['input', field], least })
  return name
}

function emailOf(given: string): string {
  const email = given.trim()
  if (isEmailAddress(email)) return email
  throw refuse('EMAIL_INVALID', { path: ['input', 'email'] })
}

function passwordOf(
  given: string | null,
  way: PortalRow['registrationWay'],
  isCommon: (password: string) => boolean,
): string | null {
  const path = ['input', 'password']
  if (way === 'CODE') {
    if (given === null) throw refuse('VALUE_MISSING', { path })
    return choose(given, isCommon, 'password')
  }
  if (given !== null) throw refuse('PASSWORD_CHOSEN_LATER', { path })
  return null
}

function locationOf(given: string): string | null {
  const location = readable(given)
  if (lengthOf(location) <= LONGEST_LOCATION) return location || null
  throw refuse('TEXT_TOO_LONG', { path: ['input', 'location'], most: LONGEST_LOCATION })
}
