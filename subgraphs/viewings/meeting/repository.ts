import { and, desc, eq, inArray, isNotNull, isNull, or, sql } from 'drizzle-orm'
import type { PgColumn } from 'drizzle-orm/pg-core'
import { arrayOf } from '../../kernel/batch.ts'
import { clients } from '../../kernel/clients.ts'
import type { Reader } from '../../kernel/db.ts'
import { idFrom, idOf, type AgentId, type CompanyId, type ContactId, type Id } from '../../kernel/ids.ts'
import { isKept } from '../favourite/repository.ts'
import { favourites } from '../favourite/tables.ts'
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

/**
 * Who would show each of these properties to a contact who may ask to see it: their responsible agent, else who has offered
 * it to them, or made the watch that found it.
 */
export async function showersOf(
  db: Reader,
  company: CompanyId,
  contact: ContactId,
  properties: readonly Id<'property'>[],
): Promise<Map<Id<'property'>, AgentId>> {
  const offered = db
    .select({ by: offers.offeredBy })
    .from(offers)
    .where(
      and(
        eq(offers.companyId, company),
        eq(offers.contactId, contact),
        sql`${offers.propertyId} = wanted.id`,
        isNull(offers.withdrawnAt),
      ),
    )
    .orderBy(desc(offers.id))
    .limit(1)
    .as('offered')
  const found = db
    .select({ watch: watches.id, by: watches.madeById })
    .from(watchMatches)
    .innerJoin(watches, and(eq(watches.companyId, company), eq(watches.id, watchMatches.watchId)))
    .where(
      and(
        eq(watchMatches.companyId, company),
        eq(watchMatches.contactId, contact),
        sql`${watchMatches.propertyId} = wanted.id`,
      ),
    )
    .orderBy(desc(watches.id))
    .limit(1)
    .as('found')
  const isFavourite = sql`wanted.id in (select ${favourites.propertyId} from ${favourites} where ${isKept(company, contact)})`
  const rows = await db
    .select({
      id: sql<string>`wanted.id`,
      responsible: clients.agentId,
      offeredBy: offered.by,
      watchedBy: found.by,
    })
    .from(sql`unnest(${arrayOf(properties)}) as wanted(id)`)
    .leftJoin(clients, and(eq(clients.companyId, company), eq(clients.contactId, contact)))
    .leftJoinLateral(offered, sql`true`)
    .leftJoinLateral(found, sql`true`)
    .where(or(isNotNull(offered.by), isNotNull(found.watch), isFavourite))
  return new Map(
    rows.flatMap(({ id, responsible, offeredBy, watchedBy }) => {
      const agent = responsible ?? offeredBy ?? idOf('agent', watchedBy ?? '')
      return agent ? [[idFrom('property', id), agent]] : []
    }),
  )
}
