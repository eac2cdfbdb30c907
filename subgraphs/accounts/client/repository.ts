import { and, count, eq } from 'drizzle-orm'
import { clients } from '../../kernel/clients.ts'
import type { Reader } from '../../kernel/db.ts'
import type { AgentId, CompanyId, ContactId } from '../../kernel/ids.ts'

/** How many contacts are an agent's; more than `most` are not counted. */
export async function countClientsOf(db: Reader, company: CompanyId, agent: AgentId, most: number): Promise<number> {
  const some = db
    .select({ id: clients.contactId })
    .from(clients)
    .where(and(eq(clients.companyId, company), eq(clients.agentId, agent)))
    .limit(most)
    .as('some')
  const [found] = await db.select({ count: count() }).from(some)
  return found!.count
}

/** Whether contacts has told whose a contact is, be it nobody's. */
export async function isToldOf(db: Reader, company: CompanyId, contactId: ContactId): Promise<boolean> {
  const ofContact = and(eq(clients.companyId, company), eq(clients.contactId, contactId))
  return (await db.$count(clients, ofContact)) > 0
}
