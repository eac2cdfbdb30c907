import type { PortalFeature } from '../../kernel/actor.ts'
import type { CompanyId } from '../../kernel/ids.ts'
import { isAlive } from '../password/password.ts'
import type { PasswordRow, PersonId } from '../password/tables.ts'
import type { Denial } from '../sign-in/sign-in.ts'
import type { AgentRow } from '../agent/tables.ts'
import type { PortalAccountRow } from '../portal-account/tables.ts'
import type { Identity } from '../session/session.ts'

/** What is found of a company's staff under an address: the company alone where nobody is behind it. */
export interface StaffFound {
  readonly company: CompanyId
  readonly person: AgentRow['id'] | null
  readonly role: AgentRow['role'] | null
  readonly leftAt: Date | null
}

/** The same of a portal's users. */
export interface ClientFound {
  readonly company: CompanyId
  readonly person: PortalAccountRow['id'] | null
  readonly contact: PortalAccountRow['contactId']
  readonly status: PortalAccountRow['status'] | null
  readonly disabledAt: Date | null
  readonly verifiedAt: Date | null
  readonly language: string | null
  readonly isPortalOn: boolean
  readonly features: PortalFeature[]
  readonly termsRequired: number
  readonly termsAccepted: number | null
}

/** Who is behind what was typed at the door, and whether they may come in at all; nothing of it is answered (ACC-9). */
export type Standing = {
  /** Null where there is no such company or portal. */
  readonly company: CompanyId | null
  readonly kind: Identity['kind']
  readonly person: PersonId | null
} & (
  | { readonly identity: Identity; readonly denial: null }
  | { readonly identity: null; readonly denial: Exclude<Denial, 'LOCKED' | 'PASSWORD_WRONG'> }
)

export function ofStaff(found: StaffFound | null): Standing {
  const { company = null, person = null, role, leftAt } = found ?? {}
  const standing = { kind: 'staff', company, person } as const
  if (!company || !person || !role) return { ...standing, identity: null, denial: 'UNKNOWN_EMAIL' }
  if (leftAt) return { ...standing, identity: null, denial: 'LEFT' }
  return { ...standing, identity: { kind: 'staff', company, person, role }, denial: null }
}

export function ofClient(found: ClientFound | null): Standing {
  const { company = null, person = null } = found ?? {}
  const standing = { kind: 'client', company, person } as const
  const denied = (denial: NonNullable<Standing['denial']>) => ({ ...standing, identity: null, denial })
  if (!found || !company || !person) return denied('UNKNOWN_EMAIL')
  const { contact, language, termsAccepted, termsRequired, isPortalOn, features } = found
  if (found.status !== 'ACTIVE' || !contact || language === null) {
    return denied(found.verifiedAt ? 'AWAITING_APPROVAL' : 'NOT_VERIFIED')
  }
  if (found.disabledAt) return denied('DISABLED')
  const terms = { termsRequired, termsAccepted: termsAccepted ?? 0 }
  const portal = { isPortalOn, features }
  const identity: Identity = { kind: 'client', company, person, contact, language, ...portal, ...terms }
  return { ...standing, identity, denial: null }
}

/** What is wrong with the password of somebody who may come in; null for nothing. */
export function denialOf(password: Pick<PasswordRow, 'temporaryUntil'> | null, isRight: boolean, now: Date) {
  if (!password) return 'NO_PASSWORD'
  if (!isRight) return 'PASSWORD_WRONG'
  return isAlive(password, now) ? null : 'TEMPORARY_PASSWORD_EXPIRED'
}
