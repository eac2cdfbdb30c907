import { and, eq } from 'drizzle-orm'
import type { Tx } from '../../kernel/db.ts'
import type { CompanyId, ContactId } from '../../kernel/ids.ts'
import { tickets } from '../ticket/tables.ts'

/** Gives one contact's tickets to another. */
export async function moveTickets(tx: Tx, company: CompanyId, from: ContactId, into: ContactId): Promise<void> {
  await tx
    .update(tickets)
    .set({ contactId: into })
    .where(and(eq(tickets.companyId, company), eq(tickets.contactId, from)))
}
