import { and, eq, sql, type SQL } from 'drizzle-orm'
import type { PgColumn } from 'drizzle-orm/pg-core'
import type { Tx } from '../../kernel/db.ts'
import type { AgentId, CompanyId, ContactId } from '../../kernel/ids.ts'
import type { Sight } from './policy.ts'
import { clients } from './tables.ts'

/** Keeps whose contact somebody is unless it is known already: what is known came later or is told by events. */
export async function noteClient(tx: Tx, company: CompanyId, contactId: ContactId, agent: AgentId | null) {
  await tx.insert(clients).values({ companyId: company, contactId, agentId: agent }).onConflictDoNothing()
}

/** Keeps who is responsible for a contact from now on. */
export async function saveClient(tx: Tx, company: CompanyId, contactId: ContactId, agentId: AgentId) {
  await tx
    .insert(clients)
    .values({ companyId: company, contactId, agentId })
    .onConflictDoUpdate({ target: [clients.companyId, clients.contactId], set: { agentId } })
}

/**
 * The contact's responsible agent as far as events have told; null where there is none or none was told. It stays until
 * the transaction's end: a request made meanwhile is handed over with the others.
 */
export async function holdResponsibleAgent(tx: Tx, company: CompanyId, contactId: ContactId): Promise<AgentId | null> {
  const [found] = await tx
    .select()
    .from(clients)
    .where(and(eq(clients.companyId, company), eq(clients.contactId, contactId)))
    .for('share')
  return found?.agentId ?? null
}

/** The condition that a row of this contact is within somebody's sight. */
export function ofClientSeenBy(sight: Sight, company: CompanyId, contactId: PgColumn): SQL | undefined {
  switch (sight.see) {
    case 'all':
      return undefined
    case 'ofAgent':
      return sql`${contactId} in (select ${clients.contactId} from ${clients}
        where ${eq(clients.companyId, company)} and ${eq(clients.agentId, sight.agent)})`
    case 'self':
      return eq(contactId, sight.contact)
    case 'none':
      return sql`false`
  }
}
