import { and, eq, exists, inArray, isNotNull, isNull, sql, type SQL } from 'drizzle-orm'
import type { Reader, Tx } from '../../kernel/db.ts'
import { anyOf } from '../../kernel/batch.ts'
import type { AgentId, CompanyId, FileId, TeamId } from '../../kernel/ids.ts'
import { keyset, rowsOf, type Order, type Page, type Rows } from '../../kernel/pages.ts'
import { teamMembers } from '../team/tables.ts'
import { agents, type AgentRow } from './tables.ts'

/** The roster stands in the order in which people joined. */
export const firstJoined: Order = { columns: [agents.id], direction: 'asc' }

/** What narrows the roster; what is not given does not, but that only those who are here are shown. */
export interface AgentsWanted {
  readonly roles?: readonly AgentRow['role'][] | null
  readonly hasLeft?: boolean | null
  /** Null for a team that cannot be. */
  readonly team?: TeamId | null
}

export async function listAgents(
  db: Reader,
  company: CompanyId,
  wanted: AgentsWanted,
  page: Page,
): Promise<Rows<AgentRow>> {
  const { where, orderBy, limit } = keyset(page, firstJoined)
  const read = await db
    .select()
    .from(agents)
    .where(and(eq(agents.companyId, company), isWanted(db, company, wanted), where))
    .orderBy(...orderBy)
    .limit(limit)
  return rowsOf(page, read)
}

export async function readAgent(db: Reader, company: CompanyId, id: AgentId): Promise<AgentRow | null> {
  const [found] = await db
    .select()
    .from(agents)
    .where(and(eq(agents.companyId, company), eq(agents.id, id)))
  return found ?? null
}

/** Which of these are here, and stay until the transaction's end. */
export async function holdPresent(tx: Tx, company: CompanyId, ids: readonly AgentId[]): Promise<Set<AgentId>> {
  const found = await tx
    .select({ id: agents.id })
    .from(agents)
    .where(and(eq(agents.companyId, company), sql`${agents.id} = ${anyOf(ids)}`, isNull(agents.leftAt)))
    .for('share')
  return new Set(found.map(({ id }) => id))
}

/** Locks a member of staff until the transaction's end. */
export async function lockAgent(tx: Tx, company: CompanyId, id: AgentId): Promise<AgentRow | null> {
  const [found] = await tx
    .select()
    .from(agents)
    .where(and(eq(agents.companyId, company), eq(agents.id, id)))
    .for('update')
  return found ?? null
}

export async function saveAgent(tx: Tx, company: CompanyId, id: AgentId, change: Partial<AgentRow>): Promise<AgentRow> {
  const [saved] = await tx
    .update(agents)
    .set(change)
    .where(and(eq(agents.companyId, company), eq(agents.id, id)))
    .returning()
  return saved!
}

export function saveAgentPicture(tx: Tx, company: CompanyId, id: AgentId, pictureId: FileId | null): Promise<AgentRow> {
  return saveAgent(tx, company, id, { pictureId })
}

export async function insertAgent(tx: Tx, agent: AgentRow): Promise<AgentRow> {
  const [saved] = await tx.insert(agents).values(agent).returning()
  return saved!
}

function isWanted(db: Reader, company: CompanyId, { roles, hasLeft, team }: AgentsWanted): SQL | undefined {
  const isMember = (id: TeamId) =>
    exists(
      db
        .select({ agentId: teamMembers.agentId })
        .from(teamMembers)
        .where(and(eq(teamMembers.companyId, company), eq(teamMembers.teamId, id), eq(teamMembers.agentId, agents.id))),
    )
  return and(
    hasLeft ? isNotNull(agents.leftAt) : isNull(agents.leftAt),
    roles ? inArray(agents.role, [...roles]) : undefined,
    team === undefined ? undefined : team === null ? sql`false` : isMember(team),
  )
}
