import { and, eq, not, sql, type SQL } from 'drizzle-orm'
import { pgTable, type PgColumn } from 'drizzle-orm/pg-core'
import type { Tx } from './db.ts'
import { isAmong, isInPart, type FullPart } from './full-read.ts'
import { idColumn, type AgentId, type CompanyId, type ContactId } from './ids.ts'

/**
 * Whose contact somebody is. Contacts decides it; every other subgraph keeps what contacts' events tell in a table of
 * its own, in this shape, since its rights rest on it.
 */
export const clients = pgTable('client', {
  companyId: idColumn('company')('company_id').notNull(),
  contactId: idColumn('contact')('contact_id').notNull(),
  agentId: idColumn('agent')('agent_id'),
})

/** Keeps whose contact somebody is unless it is known already: what is known came later or is told by events. */
export async function noteClient(
  tx: Tx,
  company: CompanyId,
  contactId: ContactId,
  agentId: AgentId | null,
): Promise<void> {
  await tx.insert(clients).values({ companyId: company, contactId, agentId }).onConflictDoNothing()
}

/** Keeps who is responsible for a contact from now on. */
export async function saveClient(tx: Tx, company: CompanyId, contactId: ContactId, agentId: AgentId): Promise<void> {
  await tx
    .insert(clients)
    .values({ companyId: company, contactId, agentId })
    .onConflictDoUpdate({ target: [clients.companyId, clients.contactId], set: { agentId } })
}

/** Whose contact somebody is, as contacts tells it row by row. */
export interface ClientTold {
  readonly company: CompanyId
  readonly contactId: ContactId
  readonly agentId: AgentId | null
}

/** Keeps what contacts tells in a full read, and only that; returns whose contact is another one's than was known. */
export async function replaceClients(tx: Tx, part: FullPart<ClientTold>): Promise<ClientTold[]> {
  const { companyId, contactId } = clients
  const told = part.rows.map((row) => ({ company: row.company, id: row.contactId }))
  await tx.delete(clients).where(and(isInPart(part, companyId, contactId), not(isAmong(told, companyId, contactId))))
  if (told.length === 0) return []
  const changed = await tx
    .insert(clients)
    .values(part.rows.map(({ company, ...row }) => ({ companyId: company, ...row })))
    .onConflictDoUpdate({
      target: [companyId, contactId],
      set: { agentId: sql`excluded.agent_id` },
      setWhere: sql`${clients.agentId} is distinct from excluded.agent_id`,
    })
    .returning()
  return changed.map((row) => ({ company: row.companyId, contactId: row.contactId, agentId: row.agentId }))
}

/**
 * The contact's responsible agent as far as it is known; null where there is none or none was told. It stays until the
 * transaction's end, so that a contact that moves meanwhile takes along what the transaction does, and whoever is shown
 * it then hears of what happens to it then.
 */
export async function holdResponsibleAgent(tx: Tx, company: CompanyId, contactId: ContactId): Promise<AgentId | null> {
  const [found] = await tx
    .select()
    .from(clients)
    .where(and(eq(clients.companyId, company), eq(clients.contactId, contactId)))
    .for('share')
  return found?.agentId ?? null
}

/**
 * The condition that a row is about a contact of this agent's. An array, not a subquery to join with: what an agent reads
 * is then found by index, contact by contact.
 */
export function isOfClientOf(agent: AgentId, company: CompanyId, contactId: PgColumn): SQL {
  return sql`${contactId} = any(array(select ${clients.contactId} from ${clients}
    where ${eq(clients.companyId, company)} and ${eq(clients.agentId, agent)}))`
}
