import { and, desc, eq, inArray, isNull, sql } from 'drizzle-orm'
import type { PgColumn } from 'drizzle-orm/pg-core'
import { anyOf, arrayOf } from '../../kernel/batch.ts'
import { clients } from '../../kernel/clients.ts'
import type { Reader } from '../../kernel/db.ts'
import { idOf, type AgentId, type CompanyId, type ContactId, type Id } from '../../kernel/ids.ts'
import { offers } from '../offer/tables.ts'
import type { Slot } from '../slot/slot.ts'
import { slots, viewings } from '../viewing/tables.ts'
import { watches, watchMatches } from '../watch/tables.ts'
import type { Booked, Booking } from './meeting.ts'

/** All bookings of these within a time, in one statement, for each by its own index. */
export function bookingsWithin(
  db: Reader,
  company: CompanyId,
  { agents, properties, contacts }: Booked,
  within: Slot,
): Promise<Booking[]> {
  const span = sql`tstzrange(${within.startsAt.toISOString()}, ${within.endsAt.toISOString()})`
  const wanted = { id: sql<string>`wanted.id` }
  const those = (ids: readonly Id<string>[]) => sql`unnest(${arrayOf(ids)}) as wanted(id)`
  const bySlot = (ids: readonly Id<string>[], column: PgColumn) =>
    db
      .select({ of: wanted.id, by: sql<string>`${slots.id}`, startsAt: slots.startsAt, endsAt: slots.endsAt })
      .from(those(ids))
      .innerJoin(
        slots,
        and(
          eq(slots.companyId, company),
          sql`${column} = wanted.id`,
          sql`tstzrange(${slots.startsAt}, ${slots.endsAt}) && ${span}`,
        ),
      )
  const byViewing = db
    .select({
      of: wanted.id,
      by: sql<string>`${viewings.id}`,
      startsAt: sql<Date>`${viewings.startsAt}`.mapWith(viewings.startsAt),
      endsAt: sql<Date>`${viewings.endsAt}`.mapWith(viewings.endsAt),
    })
    .from(those(contacts))
    .innerJoin(
      viewings,
      and(
        eq(viewings.companyId, company),
        sql`${viewings.contactId} = wanted.id`,
        inArray(viewings.status, ['CONFIRMED', 'COMPLETED']),
        sql`tstzrange(${viewings.startsAt}, ${viewings.endsAt}) && ${span}`,
      ),
    )
  return bySlot(agents, slots.agentId).unionAll(bySlot(properties, slots.propertyId)).unionAll(byViewing)
}

/** Who would show each of these properties to a contact: their responsible agent, else who has offered it to them. */
export async function showersOf(
  db: Reader,
  company: CompanyId,
  contact: ContactId,
  properties: readonly Id<'property'>[],
): Promise<Map<Id<'property'>, AgentId>> {
  const rows = await db
    .selectDistinctOn([offers.propertyId], {
      propertyId: offers.propertyId,
      responsible: clients.agentId,
      offeredBy: offers.offeredBy,
    })
    .from(offers)
    .leftJoin(clients, and(eq(clients.companyId, offers.companyId), eq(clients.contactId, offers.contactId)))
    .where(
      and(
        eq(offers.companyId, company),
        eq(offers.contactId, contact),
        sql`${offers.propertyId} = ${anyOf(properties)}`,
        isNull(offers.withdrawnAt),
      ),
    )
    .orderBy(offers.propertyId, desc(offers.id))
  return new Map(rows.map(({ propertyId, responsible, offeredBy }) => [propertyId, responsible ?? offeredBy]))
}

/** The same of properties that watches of theirs have found: who looks after the watch where nobody is responsible. */
export async function showersOfFound(
  db: Reader,
  company: CompanyId,
  contact: ContactId,
  properties: readonly Id<'property'>[],
): Promise<Map<Id<'property'>, AgentId | null>> {
  const rows = await db
    .selectDistinctOn([watchMatches.propertyId], {
      propertyId: watchMatches.propertyId,
      responsible: clients.agentId,
      madeBy: watches.madeById,
    })
    .from(watchMatches)
    .innerJoin(watches, and(eq(watches.companyId, watchMatches.companyId), eq(watches.id, watchMatches.watchId)))
    .leftJoin(clients, and(eq(clients.companyId, watches.companyId), eq(clients.contactId, watches.contactId)))
    .where(
      and(
        eq(watchMatches.companyId, company),
        eq(watchMatches.contactId, contact),
        sql`${watchMatches.propertyId} = ${anyOf(properties)}`,
      ),
    )
    .orderBy(watchMatches.propertyId, desc(watches.id))
  return new Map(
    rows.map(({ propertyId, responsible, madeBy }) => [propertyId, responsible ?? idOf('agent', madeBy ?? '')]),
  )
}
