import type { Decision } from '../../kernel/events/event.ts'
import type { AgentId, CompanyId } from '../../kernel/ids.ts'
import { nameOf } from '../agent/agent.ts'
import type { TeamChanged, TeamCreated, TeamDeleted } from '../events.ts'
import { refuse } from '../refusals.ts'
import type { TeamRow } from './tables.ts'

/** A team with those who are in it. */
export interface Team extends TeamRow {
  readonly memberIds: readonly AgentId[]
}

/** What may be said anew; what is absent stays, and the members given are all of them. */
export interface TeamEdit {
  readonly name?: string | null
  readonly memberIds?: readonly AgentId[] | null
}

const MOST_MEMBERS = 200

/** A new team. */
export function create(
  company: CompanyId,
  id: TeamRow['id'],
  given: { readonly name: string; readonly memberIds: readonly AgentId[] },
  now: Date,
): { team: Team; event: TeamCreated } {
  const name = nameOf(given.name, 'name')
  const memberIds = membersOf(given.memberIds)
  return {
    team: { companyId: company, id, name, version: 1, createdAt: now, memberIds },
    event: { type: 'team.created', subject: id, data: { teamId: id, memberIds } },
  }
}

/** Another name or other members; nothing happens where both are what they were. */
export function edit(team: Team, given: TeamEdit): (Decision<TeamRow, TeamChanged> & Pick<Team, 'memberIds'>) | null {
  const name = given.name == null ? team.name : nameOf(given.name, 'name')
  const memberIds = given.memberIds == null ? team.memberIds : membersOf(given.memberIds)
  if (name === team.name && memberIds.join() === membersOf(team.memberIds).join()) return null
  return {
    change: { name, version: team.version + 1 },
    memberIds,
    event: { type: 'team.changed', subject: team.id, data: { teamId: team.id, memberIds } },
  }
}

/** The end of a team; its members stay members of staff. */
export function deleted({ id }: Pick<TeamRow, 'id'>): TeamDeleted {
  return { type: 'team.deleted', subject: id, data: { teamId: id } }
}

/** Each once and in one order, so that the same members are written the same. */
function membersOf(given: readonly AgentId[]): AgentId[] {
  const members = [...new Set(given)].sort()
  if (members.length <= MOST_MEMBERS) return members
  throw refuse('TOO_MANY', { path: ['input', 'memberIds'], most: MOST_MEMBERS })
}
