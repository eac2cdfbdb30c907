import { and, eq } from 'drizzle-orm'
import type { Tx } from '../../kernel/db.ts'
import type { AgentId, CompanyId, ContactId } from '../../kernel/ids.ts'
import { clients } from './tables.ts'

/** Keeps what an event of contacts says about who is responsible for a contact. */
export async function saveClient(
  tx: Tx,
  company: CompanyId,
  contactId: ContactId,
  agentId: AgentId | null,
): Promise<void> {
  await tx
    .insert(clients)
    .values({ companyId: company, contactId, agentId })
    .onConflictDoUpdate({ target: [clients.companyId, clients.contactId], set: { agentId } })
}

/**
 * The responsible agent of a contact as it stands until the transaction's end. What contacts was asked before counts only
 * where no event has told more yet.
 */
export async function lockAgentOf(
  tx: Tx,
  company: CompanyId,
  contactId: ContactId,
  told: AgentId | null,
): Promise<AgentId | null> {
  await tx.insert(clients).values({ companyId: company, contactId, agentId: told }).onConflictDoNothing()
  const [found] = await tx
    .select()
    .from(clients)
    .where(and(eq(clients.companyId, company), eq(clients.contactId, contactId)))
    .for('update')
  return found?.agentId ?? null
}
