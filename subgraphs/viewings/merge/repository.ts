import { and, eq, inArray, not, or, sql, type SQL } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import type { Tx } from '../../kernel/db.ts'
import { idFrom, uuidOf, type CompanyId, type ContactId, type Id } from '../../kernel/ids.ts'
import { deals } from '../deal/tables.ts'
import { favourites } from '../favourite/tables.ts'
import { interactions } from '../interaction/tables.ts'
import { interestHistory, interests } from '../interest/tables.ts'
import { offers } from '../offer/tables.ts'
import { viewings } from '../viewing/tables.ts'
import { watches, watchMatches } from '../watch/tables.ts'

/** The properties of which a contact was offered something, has seen it, or has said something. */
export async function listTouched(tx: Tx, company: CompanyId, contact: ContactId): Promise<Id<'property'>[]> {
  const ids = sql`company_id = ${uuidOf(company)} and contact_id = ${uuidOf(contact)}`
  const found = await tx.execute<{ property_id: string }>(sql`
    select property_id from offer where ${ids} union select property_id from interest where ${ids}
    union select property_id from viewing where ${ids} order by property_id`)
  return found.map((row) => idFrom('property', row.property_id))
}

/** One contact's viewings, not over, that another one's keep them from having too: open for the same property, or at the same time. */
export async function listColliding(
  tx: Tx,
  company: CompanyId,
  from: ContactId,
  into: ContactId,
): Promise<Id<'viewing'>[]> {
  const found = await tx
    .select({ id: viewings.id })
    .from(viewings)
    .where(
      and(of(viewings, company, from), inArray(viewings.status, ['PENDING', 'CONFIRMED']), collides(tx, company, into)),
    )
    .orderBy(viewings.id)
  return found.map(({ id }) => id)
}

/** Gives all that hangs on one contact to another, but for what the other has itself. */
export async function moveClient(tx: Tx, company: CompanyId, from: ContactId, into: ContactId): Promise<void> {
  await dropOutspoken(tx, company, from, into)
  for (const table of [interests, deals, offers, favourites, watches, watchMatches, interactions] as const) {
    await tx
      .update(table)
      .set({ contactId: into })
      .where(of(table, company, from))
  }
  await tx
    .update(viewings)
    .set({ contactId: into })
    .where(and(of(viewings, company, from), not(collides(tx, company, into))))
}

/** Of what both spoke about that of the one is forgotten; of what the other has said nothing, the other's silence. */
async function dropOutspoken(tx: Tx, company: CompanyId, from: ContactId, into: ContactId): Promise<void> {
  const other = alias(interests, 'other')
  const isSilent = (of: typeof interests | typeof other) => eq(of.version, 0)
  const both = (contact: ContactId) =>
    sql`exists (select from ${interests} as other where ${and(
      of(other as unknown as typeof interests, company, contact),
      eq(other.propertyId, interests.propertyId),
    )})`
  await tx.delete(interests).where(and(of(interests, company, into), isSilent(interests), both(from)))
  const dropped = await tx
    .delete(interests)
    .where(and(of(interests, company, from), both(into)))
    .returning({ id: interests.id })
  if (dropped.length === 0) return
  const ids = dropped.map(({ id }) => id)
  await tx
    .delete(interestHistory)
    .where(and(eq(interestHistory.companyId, company), inArray(interestHistory.interestId, ids)))
}

/** The condition that a viewing cannot be beside one of this contact's, as the constraints have it. */
function collides(tx: Tx, company: CompanyId, into: ContactId): SQL {
  const theirs = alias(viewings, 'theirs')
  const open = ['PENDING', 'CONFIRMED'] as const
  const agreed = ['CONFIRMED', 'COMPLETED'] as const
  const isOpen = and(
    eq(theirs.propertyId, viewings.propertyId),
    inArray(viewings.status, open),
    inArray(theirs.status, open),
  )
  const isAtOnce = and(
    inArray(viewings.status, agreed),
    inArray(theirs.status, agreed),
    sql`tstzrange(${theirs.startsAt}, ${theirs.endsAt}) && tstzrange(${viewings.startsAt}, ${viewings.endsAt})`,
  )
  const found = tx
    .select({ one: sql`1` })
    .from(theirs)
    .where(and(eq(theirs.companyId, company), eq(theirs.contactId, into), or(isOpen, isAtOnce)))
  return sql`exists ${found}`
}

type OfContact =
  | typeof interests
  | typeof deals
  | typeof offers
  | typeof favourites
  | typeof watches
  | typeof watchMatches
  | typeof interactions
  | typeof viewings

function of(table: OfContact, company: CompanyId, contact: ContactId): SQL | undefined {
  return and(eq(table.companyId, company), eq(table.contactId, contact))
}
