import { isEmailAddress } from '../../kernel/email-address.ts'
import { checkAll } from '../../kernel/errors.ts'
import type { Decision } from '../../kernel/events/event.ts'
import type { AgentId, CompanyId } from '../../kernel/ids.ts'
import { isName, lengthOf, readable } from '../../kernel/text.ts'
import type { AgentDisabled, AgentEnabled, AgentJoined, AgentProfileChanged, AgentRoleChanged } from '../events.ts'
import { refuse } from '../refusals.ts'
import type { AgentRow } from './tables.ts'

/** What is said of a new member of staff. */
export interface NewAgent {
  readonly email: string
  readonly firstName: string
  readonly lastName: string
  readonly role: AgentRow['role']
}

/** What may be said anew; what is absent stays. */
export interface AgentEdit {
  readonly email?: string | null
  readonly firstName?: string | null
  readonly lastName?: string | null
}

const LONGEST_NAME = 100
const AGENT_ID = ['input', 'agentId']

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
      firstName: personNameOf(given.firstName, 'firstName'),
      lastName: personNameOf(given.lastName, 'lastName'),
      role,
      pictureId: null,
      leftAt: null,
      version: 1,
      createdAt: now,
    },
    event: { type: 'agent.joined', subject: id, persons: [id], data: { agentId: id, role } },
  }
}

/** Other names or another address; nothing happens where all are what they were, and each wrong one is refused. */
export function edit(agent: AgentRow, given: AgentEdit): Decision<AgentRow, AgentProfileChanged> | null {
  const { email, firstName, lastName } = checkAll({
    email: () => (given.email == null ? agent.email : emailOf(given.email)),
    firstName: () => (given.firstName == null ? agent.firstName : personNameOf(given.firstName, 'firstName')),
    lastName: () => (given.lastName == null ? agent.lastName : personNameOf(given.lastName, 'lastName')),
  })
  if (email === agent.email && firstName === agent.firstName && lastName === agent.lastName) return null
  const version = agent.version + 1
  return {
    change: { email, firstName, lastName, version },
    event: { type: 'agent.profile_changed', ...about(agent), data: { agentId: agent.id, version } },
  }
}

/** Another role, which counts at once. Whoever is the company's administrator stays an ADMIN, so that there always is one. */
export function changeRole(
  agent: AgentRow,
  role: AgentRow['role'],
  administrator: AgentId,
): Decision<AgentRow, AgentRoleChanged> | null {
  mustBeHere(agent)
  if (role === agent.role) return null
  if (agent.id === administrator) throw refuse('IS_COMPANY_ADMINISTRATOR', { path: AGENT_ID })
  return {
    change: { role, version: agent.version + 1 },
    event: { type: 'agent.role_changed', ...about(agent), data: { agentId: agent.id, role } },
  }
}

/** Somebody leaves: what they did stays theirs, and they do not come in any more. Nothing happens to who has left. */
export function leave(agent: AgentRow, administrator: AgentId, now: Date): Decision<AgentRow, AgentDisabled> | null {
  if (agent.leftAt) return null
  if (agent.id === administrator) throw refuse('IS_COMPANY_ADMINISTRATOR', { path: AGENT_ID })
  return {
    change: { leftAt: now, version: agent.version + 1 },
    event: { type: 'agent.disabled', ...about(agent), data: { agentId: agent.id } },
  }
}

/** Somebody who has left is back, in the role that they had; nothing happens to who is here. */
export function comeBack(agent: AgentRow): Decision<AgentRow, AgentEnabled> | null {
  if (!agent.leftAt) return null
  return {
    change: { leftAt: null, version: agent.version + 1 },
    event: { type: 'agent.enabled', ...about(agent), data: { agentId: agent.id } },
  }
}

/** Refuses somebody who has left. */
export function mustBeHere({ leftAt }: Pick<AgentRow, 'leftAt'>): void {
  if (leftAt) throw refuse('AGENT_HAS_LEFT', { path: AGENT_ID })
}

/** How an agent is called in one line. */
export function displayName({ firstName, lastName }: Pick<AgentRow, 'firstName' | 'lastName'>): string {
  return `${firstName} ${lastName}`
}

/** A name in one line of 1 to 100 characters, of what can be seen. */
export function nameOf(given: string, field: string): string {
  const name = readable(given)
  const path = ['input', field]
  if (name === '') throw refuse('NAME_MISSING', { path })
  if (lengthOf(name) > LONGEST_NAME) throw refuse('NAME_TOO_LONG', { path })
  return name
}

function personNameOf(given: string, field: string): string {
  if (isName(given)) return nameOf(given, field)
  throw refuse('NAME_UNREADABLE', { path: ['input', field] })
}

const about = ({ id }: AgentRow) => ({ subject: id, persons: [id] })

function emailOf(given: string): string {
  const email = given.trim()
  if (!isEmailAddress(email)) throw refuse('EMAIL_INVALID', { path: ['input', 'email'] })
  return email
}
