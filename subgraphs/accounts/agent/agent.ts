import type { AgentId, CompanyId } from '../../kernel/ids.ts'
import type { AgentJoined } from '../events.ts'
import { refuse } from '../refusals.ts'
import type { AgentRow } from './tables.ts'

/** What is said of a new member of staff. */
export interface NewAgent {
  readonly email: string
  readonly firstName: string
  readonly lastName: string
  readonly role: AgentRow['role']
}

const LONGEST_NAME = 100
/** One @ with something on both sides and a dot after it; whether it takes mail shows when mail is sent. */
const EMAIL = /^[^\s@]{1,64}@[^\s@.]+(\.[^\s@.]+)+$/
const LONGEST_EMAIL = 254

/** A new member of staff, or a refusal that points at what is wrong. */
export function join(
  company: CompanyId,
  id: AgentId,
  given: NewAgent,
  now: Date,
): { agent: AgentRow; event: AgentJoined } {
  const { role } = given
  return {
    agent: {
      companyId: company,
      id,
      email: emailOf(given.email),
      firstName: nameOf(given.firstName, 'firstName'),
      lastName: nameOf(given.lastName, 'lastName'),
      role,
      createdAt: now,
    },
    event: { type: 'agent.joined', subject: id, persons: [id], data: { agentId: id, role } },
  }
}

/** How an agent is called in one line. */
export function displayName({ firstName, lastName }: Pick<AgentRow, 'firstName' | 'lastName'>): string {
  return `${firstName} ${lastName}`
}

/** A name of 1 to 100 characters, counted after trimming. */
export function nameOf(given: string, field: string): string {
  const name = given.trim()
  const path = ['input', field]
  if (name === '') throw refuse('NAME_MISSING', { path })
  if ([...name].length > LONGEST_NAME) throw refuse('NAME_TOO_LONG', { path })
  return name
}

function emailOf(given: string): string {
  const email = given.trim()
  if (email.length > LONGEST_EMAIL || !EMAIL.test(email)) throw refuse('EMAIL_INVALID', { path: ['input', 'email'] })
  return email
}
