import { and, eq, sql } from 'drizzle-orm'
import type { Tx } from '../../kernel/db.ts'
import type { AgentId, CompanyId, ContactId, Id } from '../../kernel/ids.ts'
import { slots, type SlotRow, type ViewingRow } from '../viewing/tables.ts'
import type { Slot } from './slot.ts'

/**
 * Waits until nobody else changes the calendars of these until the transaction's end. The exclusion constraints guard
 * against overlaps, this against the deadlock of two that write overlapping slots at once and wait for each other.
 */
export async function holdCalendars(
  tx: Tx,
  { companyId, ...of }: Pick<ViewingRow, 'companyId' | 'agentId' | 'propertyId'> & { readonly contactId?: ContactId },
): Promise<void> {
  const ids = [of.agentId, of.propertyId, ...(of.contactId ? [of.contactId] : [])]
  const calendars = `{${ids.map((id) => `${companyId} ${id}`).join(',')}}`
  await tx.execute(sql`
    select pg_advisory_xact_lock(key)
    from (select distinct hashtextextended(name, 0) as key from unnest(${calendars}::text[]) as name order by key) as ordered`)
}

export async function insertSlot(tx: Tx, slot: SlotRow): Promise<void> {
  await tx.insert(slots).values(slot)
}

export async function moveSlot(tx: Tx, company: CompanyId, id: Id<'slot'>, { startsAt, endsAt }: Slot): Promise<void> {
  await tx
    .update(slots)
    .set({ startsAt, endsAt })
    .where(and(eq(slots.companyId, company), eq(slots.id, id)))
}

export async function giveSlot(tx: Tx, company: CompanyId, id: Id<'slot'>, agentId: AgentId): Promise<void> {
  await tx
    .update(slots)
    .set({ agentId })
    .where(and(eq(slots.companyId, company), eq(slots.id, id)))
}

export async function deleteSlot(tx: Tx, company: CompanyId, id: Id<'slot'>): Promise<void> {
  await tx.delete(slots).where(and(eq(slots.companyId, company), eq(slots.id, id)))
}
