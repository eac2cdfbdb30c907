import { isEmailAddress } from '../../kernel/email-address.ts'
import type { AgentId, CompanyId } from '../../kernel/ids.ts'
import { inOneLine, lengthOf } from '../../kernel/text.ts'
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
      pictureId: null,
      leftAt: null,
      createdAt: now,
    },
    event: { type: 'agent.joined', subject: id, persons: [id], data: { agentId: id, role } },
  }
}

/** How an agent is called in one line. */
export function displayName({ firstName, lastName }: Pick<AgentRow, 'firstName' | 'lastName'>): string {
  return `${firstName} ${lastName}`
}

/** A name in one line of 1 to 100 characters. */
export function nameOf(given: string, field: string): string {
  const name = inOneLine(given)
  const path = ['input', field]
  if (name === '') throw refuse('NAME_MISSING', { path })
  if (lengthOf(name) > LONGEST_NAME) throw refuse('NAME_TOO_LONG', { path })
  return name
}

function emailOf(given: string): string {
  const email = given.trim()
  if (!isEmailAddress(email)) throw refuse('EMAIL_INVALID', { path: ['input', 'email'] })
  return email
}
