import { and, eq, inArray, ne, or, sql } from 'drizzle-orm'
import type { Reader, Tx } from '../../kernel/db.ts'
import type { CompanyId, Id } from '../../kernel/ids.ts'
import { slots, viewings, type SlotRow, type ViewingRow } from '../viewing/tables.ts'
import type { Slot } from './slot.ts'

/**
 * Waits until nobody else changes the calendars of these until the transaction's end. The exclusion constraints guard
 * against overlaps, this against the deadlock of two that write overlapping slots at once and wait for each other.
 */
export async function holdCalendars(tx: Tx, { companyId, agentId, propertyId, contactId }: ViewingRow): Promise<void> {
  const calendars = `{${[agentId, propertyId, contactId].map((id) => `${companyId} ${id}`).join(',')}}`
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

export async function deleteSlot(tx: Tx, company: CompanyId, id: Id<'slot'>): Promise<void> {
  await tx.delete(slots).where(and(eq(slots.companyId, company), eq(slots.id, id)))
}

/** When the agent, the property or the contact of a viewing is taken by others within a time. */
export async function busyTimes(db: Reader, viewing: ViewingRow, within: Slot): Promise<Slot[]> {
  const { companyId, agentId, propertyId, contactId } = viewing
  const span = sql`tstzrange(${within.startsAt.toISOString()}, ${within.endsAt.toISOString()})`
  const ofSlots = db
    .select({ startsAt: slots.startsAt, endsAt: slots.endsAt })
    .from(slots)
    .where(
      and(
        eq(slots.companyId, companyId),
        or(eq(slots.agentId, agentId), eq(slots.propertyId, propertyId)),
        sql`tstzrange(${slots.startsAt}, ${slots.endsAt}) && ${span}`,
        viewing.slotId ? ne(slots.id, viewing.slotId) : undefined,
      ),
    )
  const ofContact = db
    .select({
      startsAt: sql<Date>`${viewings.startsAt}`.mapWith(viewings.startsAt),
      endsAt: sql<Date>`${viewings.endsAt}`.mapWith(viewings.endsAt),
    })
    .from(viewings)
    .where(
      and(
        eq(viewings.companyId, companyId),
        eq(viewings.contactId, contactId),
        inArray(viewings.status, ['CONFIRMED', 'COMPLETED']),
        sql`tstzrange(${viewings.startsAt}, ${viewings.endsAt}) && ${span}`,
        ne(viewings.id, viewing.id),
      ),
    )
  return ofSlots.unionAll(ofContact)
}
