import { and, asc, eq } from 'drizzle-orm'
import type { Reader, Tx } from '../../kernel/db.ts'
import type { AgentId, CompanyId, TeamId } from '../../kernel/ids.ts'
import { keyset, rowsOf, type Order, type Page, type Rows } from '../../kernel/pages.ts'
import type { Team } from './team.ts'
import { teamMembers, teams, type TeamRow } from './tables.ts'

/** Teams stand in the order in which they were made, also those of one member. */
export const firstMade: Order = { columns: [teams.id], direction: 'asc' }
export const firstMadeOfMember: Order = { columns: [teamMembers.teamId], direction: 'asc' }
/** Members stand in the order in which they joined the company. */
export const firstJoined: Order = { columns: [teamMembers.agentId], direction: 'asc' }

export async function listTeams(db: Reader, company: CompanyId, page: Page): Promise<Rows<TeamRow>> {
  const { where, orderBy, limit } = keyset(page, firstMade)
  const read = await db
    .select()
    .from(teams)
    .where(and(eq(teams.companyId, company), where))
    .orderBy(...orderBy)
    .limit(limit)
  return rowsOf(page, read)
}

/** Locks a team until the transaction's end, and reads who is in it. */
export async function lockTeam(tx: Tx, company: CompanyId, id: TeamId): Promise<Team | null> {
  const [found] = await tx
    .select()
    .from(teams)
    .where(and(eq(teams.companyId, company), eq(teams.id, id)))
    .for('update')
  if (!found) return null
  const members = await tx
    .select({ id: teamMembers.agentId })
    .from(teamMembers)
    .where(inTeam(company, id))
    .orderBy(asc(teamMembers.agentId))
  return { ...found, memberIds: members.map((member) => member.id) }
}

/** The teams in which somebody is, in one order. */
export async function teamsOfMember(tx: Tx, company: CompanyId, agent: AgentId): Promise<TeamId[]> {
  const found = await tx
    .select({ id: teamMembers.teamId })
    .from(teamMembers)
    .where(and(eq(teamMembers.companyId, company), eq(teamMembers.agentId, agent)))
    .orderBy(asc(teamMembers.teamId))
  return found.map(({ id }) => id)
}

export async function insertTeam(tx: Tx, { memberIds, ...team }: Team): Promise<TeamRow> {
  const [saved] = await tx.insert(teams).values(team).returning()
  await insertMembers(tx, team.companyId, team.id, memberIds)
  return saved!
}

/** Saves what has changed of a team, and that these are its members. */
export async function saveTeam(
  tx: Tx,
  company: CompanyId,
  id: TeamId,
  change: Partial<TeamRow>,
  memberIds: readonly AgentId[],
): Promise<TeamRow> {
  const [saved] = await tx
    .update(teams)
    .set(change)
    .where(and(eq(teams.companyId, company), eq(teams.id, id)))
    .returning()
  await tx.delete(teamMembers).where(inTeam(company, id))
  await insertMembers(tx, company, id, memberIds)
  return saved!
}

export async function deleteTeam(tx: Tx, company: CompanyId, id: TeamId): Promise<void> {
  await tx.delete(teamMembers).where(inTeam(company, id))
  await tx.delete(teams).where(and(eq(teams.companyId, company), eq(teams.id, id)))
}

async function insertMembers(tx: Tx, company: CompanyId, teamId: TeamId, ids: readonly AgentId[]): Promise<void> {
  if (ids.length === 0) return
  await tx.insert(teamMembers).values(ids.map((agentId) => ({ companyId: company, teamId, agentId })))
}

const inTeam = (company: CompanyId, id: TeamId) => and(eq(teamMembers.companyId, company), eq(teamMembers.teamId, id))
