import { and, eq } from 'drizzle-orm'
import type { Reader, Tx } from '../../kernel/db.ts'
import type { AgentId, CompanyId, ContactId } from '../../kernel/ids.ts'
import { clients } from './tables.ts'

/** Who looks after a contact, as far as contacts’ events have told; null for nobody. */
export async function responsibleAgentOf(
  db: Reader,
  company: CompanyId,
  contactId: ContactId,
): Promise<AgentId | null> {
  const [found] = await db
    .select({ agent: clients.responsibleAgentId })
    .from(clients)
    .where(and(eq(clients.companyId, company), eq(clients.contactId, contactId)))
  return found?.agent ?? null
}

/** Keeps what an event of contacts says about who looks after a contact. */
export async function saveResponsibleAgent(
  tx: Tx,
  company: CompanyId,
  contactId: ContactId,
  responsibleAgentId: AgentId | null,
): Promise<void> {
  await tx
    .insert(clients)
    .values({ companyId: company, contactId, responsibleAgentId })
    .onConflictDoUpdate({ target: [clients.companyId, clients.contactId], set: { responsibleAgentId } })
}
