import { and, eq } from 'drizzle-orm'
import type { Reader, Tx } from '../../kernel/db.ts'
import type { AgentId, CompanyId, FileId } from '../../kernel/ids.ts'
import { keyset, rowsOf, type Order, type Page, type Rows } from '../../kernel/pages.ts'
import { agents, type AgentRow } from './tables.ts'

/** The roster stands in the order in which people joined. */
export const firstJoined: Order = { columns: [agents.id], direction: 'asc' }

export async function listAgents(db: Reader, company: CompanyId, page: Page): Promise<Rows<AgentRow>> {
  const { where, orderBy, limit } = keyset(page, firstJoined)
  const read = await db
    .select()
    .from(agents)
    .where(and(eq(agents.companyId, company), where))
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

/** Locks a member of staff until the transaction's end. */
export async function lockAgent(tx: Tx, company: CompanyId, id: AgentId): Promise<AgentRow | null> {
  const [found] = await tx
    .select()
    .from(agents)
    .where(and(eq(agents.companyId, company), eq(agents.id, id)))
    .for('update')
  return found ?? null
}

export async function saveAgentPicture(
  tx: Tx,
  company: CompanyId,
  id: AgentId,
  pictureId: FileId | null,
): Promise<AgentRow> {
  const [saved] = await tx
    .update(agents)
    .set({ pictureId })
    .where(and(eq(agents.companyId, company), eq(agents.id, id)))
    .returning()
  return saved!
}

export async function insertAgent(tx: Tx, agent: AgentRow): Promise<AgentRow> {
  const [saved] = await tx.insert(agents).values(agent).returning()
  return saved!
}
