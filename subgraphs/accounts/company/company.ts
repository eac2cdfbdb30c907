import type { Decision } from '../../kernel/events/event.ts'
import type { AgentId, CompanyId } from '../../kernel/ids.ts'
import { mustBeHere, nameOf } from '../agent/agent.ts'
import type { AgentRow } from '../agent/tables.ts'
import type { AdministratorAppointed, CompanyFounded } from '../events.ts'
import { refuse } from '../refusals.ts'
import type { CompanyRow } from './tables.ts'

/** What a new company is called. */
export interface NewCompany {
  readonly name: string
  /** What staff type to log in, such as `harbour-homes`. */
  readonly handle: string
}

const HANDLE = /^[a-z0-9][a-z0-9-]{0,38}[a-z0-9]$/

/** A company, whose administrator is made with it. */
export function found(
  id: CompanyId,
  administratorId: AgentId,
  given: NewCompany,
  now: Date,
): { company: CompanyRow; event: CompanyFounded } {
  const handle = handleOf(given.handle)
  if (!HANDLE.test(handle)) throw refuse('HANDLE_INVALID', { path: ['input', 'handle'] })
  return {
    company: { companyId: id, handle, name: nameOf(given.name, 'name'), administratorId, createdAt: now },
    event: {
      type: 'company.founded',
      subject: id,
      persons: [administratorId],
      data: { companyId: id, administratorId },
    },
  }
}

/** Makes an ADMIN the company's administrator; nothing happens where they are. */
export function appoint(company: CompanyRow, agent: AgentRow): Decision<CompanyRow, AdministratorAppointed> | null {
  mustBeHere(agent)
  if (agent.role !== 'ADMIN') throw refuse('AGENT_NOT_ADMIN', { path: ['input', 'agentId'] })
  if (agent.id === company.administratorId) return null
  const { companyId, administratorId: before } = company
  return {
    change: { administratorId: agent.id },
    event: {
      type: 'company.administrator_appointed',
      subject: companyId,
      persons: [agent.id, before],
      data: { companyId, administratorId: agent.id },
    },
  }
}

/** A handle as it is kept, however it was typed. */
export function handleOf(typed: string): string {
  return typed.trim().toLowerCase()
}
