import type { Device } from '../../kernel/device.ts'
import { isEmailAddress } from '../../kernel/email-address.ts'
import { prefixOf, type AccountId, type AgentId, type CompanyId } from '../../kernel/ids.ts'
import type { PersonId } from '../password/tables.ts'
import type { SignInRow } from './tables.ts'

/** How somebody comes in. */
export type Way = SignInRow['way']
/** Why they did not. */
export type Denial = Exclude<SignInRow['outcome'], 'SUCCEEDED'>

const DAY = 24 * 3_600_000
const KEPT_DAYS = 90
/** Locked ones are as many as somebody likes to make; whoever looks into them does so soon. */
const LOCKED_KEPT_DAYS = 1

/** What happened at the door. */
export interface Happened {
  readonly company: CompanyId
  /** Whose way in it was, as far as that is known. */
  readonly person: PersonId | null
  /** What was typed; only an address is kept, as anything else may be a password in the wrong place. */
  readonly typed: string | null
  readonly way: Way
  readonly outcome: SignInRow['outcome']
}

export function note(id: SignInRow['id'], happened: Happened, device: Device, network: string, now: Date): SignInRow {
  const { company: companyId, person, typed, way, outcome } = happened
  const isStaff = person !== null && prefixOf(person) === 'agent'
  return {
    companyId,
    id,
    agentId: isStaff ? (person as AgentId) : null,
    accountId: person !== null && !isStaff ? (person as AccountId) : null,
    email: typed !== null && isEmailAddress(typed) ? typed : null,
    at: now,
    ipAddress: device.address,
    network,
    program: device.program,
    way,
    outcome,
  }
}

/** What of somebody's earlier sign-ins is to be compared with a new one. */
export interface Before {
  /** They have had a session. */
  readonly hasAny: boolean
  readonly knowsNetwork: boolean
  readonly knowsProgram: boolean
}

/** Whether its person is told of a sign-in: when it is not their first, and neither place nor program are known of them. */
export function isUnfamiliar({ hasAny, knowsNetwork, knowsProgram }: Before): boolean {
  return hasAny && !knowsNetwork && !knowsProgram
}

/** What is older is forgotten. */
export function keptSince(now: Date): Date {
  return new Date(now.getTime() - KEPT_DAYS * DAY)
}

/** The same of tries that were not looked at. */
export function lockedKeptSince(now: Date): Date {
  return new Date(now.getTime() - LOCKED_KEPT_DAYS * DAY)
}
