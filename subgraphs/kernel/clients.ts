import { and, eq, sql, type SQL } from 'drizzle-orm'
import { pgTable, type PgColumn } from 'drizzle-orm/pg-core'
import type { Tx } from './db.ts'
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
