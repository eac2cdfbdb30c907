import { and, count, desc, eq, exists, inArray, isNull, notExists, sql, type SQL } from 'drizzle-orm'
import { clients } from '../../kernel/clients.ts'
import type { Reader, Tx } from '../../kernel/db.ts'
import type { AgentId, CompanyId, ContactId, Id } from '../../kernel/ids.ts'
import { keyset, rowsOf, type Order, type Page, type Rows } from '../../kernel/pages.ts'
import type { Sight } from '../client/policy.ts'
import { ofClientSeenBy } from '../client/repository.ts'
import { meets } from '../criteria/repository.ts'
import { properties } from '../property/tables.ts'
import { watches, watchMatches, type WatchMatchRow, type WatchRow } from './tables.ts'

/** Lists stand newest first. */
export const newestFirst: Order = { columns: [watches.id], direction: 'desc' }
/** What a watch has found stands newest first, too. */
export const lastFoundFirst: Order = {
  columns: [watchMatches.matchedAt, watchMatches.propertyId],
  direction: 'desc',
}

/** A page of the watches that one sees. */
export async function listWatches(db: Reader, company: CompanyId, sight: Sight, page: Page): Promise<Rows<WatchRow>> {
  const { where, orderBy, limit } = keyset(page, newestFirst)
  const read = await db
    .select()
    .from(watches)
    .where(and(seenBy(sight, company), where))
    .orderBy(...orderBy)
    .limit(limit)
  return rowsOf(page, read)
}

/** Locks a watch that one sees until the transaction's end; null when there is none such. */
export async function lockWatch(tx: Tx, company: CompanyId, sight: Sight, id: Id<'watch'>): Promise<WatchRow | null> {
  const [found] = await tx
    .select()
    .from(watches)
    .where(and(seenBy(sight, company), eq(watches.id, id)))
    .for('update')
  return found ?? null
}

/** The watch of a contact that was made at their registration; until the transaction's end nobody else makes one. */
export async function lockRegistered(tx: Tx, company: CompanyId, contact: ContactId): Promise<WatchRow | null> {
  await holdWatches(tx, contact)
  const [found] = await tx
    .select()
    .from(watches)
    .where(and(eq(watches.companyId, company), eq(watches.contactId, contact), isNull(watches.madeById)))
  return found ?? null
}

/** How many watches a contact has; until the transaction's end nobody else counts, and adds, theirs. */
export async function countWatches(tx: Tx, company: CompanyId, contact: ContactId): Promise<number> {
  await holdWatches(tx, contact)
  const [row] = await tx
    .select({ count: count() })
    .from(watches)
    .where(and(eq(watches.companyId, company), eq(watches.contactId, contact)))
  return row!.count
}

export async function insertWatch(tx: Tx, watch: WatchRow): Promise<WatchRow> {
  const [saved] = await tx.insert(watches).values(watch).returning()
  return saved!
}

export async function saveWatch(
  tx: Tx,
  company: CompanyId,
  id: Id<'watch'>,
  change: Partial<WatchRow>,
): Promise<WatchRow> {
  const [saved] = await tx
    .update(watches)
    .set(change)
    .where(and(eq(watches.companyId, company), eq(watches.id, id)))
    .returning()
  return saved!
}

/** Deletes a watch with all it has found. */
export async function deleteWatch(tx: Tx, company: CompanyId, id: Id<'watch'>): Promise<void> {
  await tx.delete(watchMatches).where(and(eq(watchMatches.companyId, company), eq(watchMatches.watchId, id)))
  await tx.delete(watches).where(and(eq(watches.companyId, company), eq(watches.id, id)))
}

/** A watch that looks for a property, and who is responsible for its contact. */
export interface Looking {
  readonly watchId: Id<'watch'>
  readonly contactId: ContactId
  readonly agentId: AgentId | null
}

/**
 * Watches that look for a property and have not found it yet, at most so many, locked until the transaction's end in the
 * one order in which everybody locks several: so none is deleted while it finds something.
 */
export async function lockLooking(
  tx: Tx,
  company: CompanyId,
  property: Id<'property'>,
  limit: number,
): Promise<Looking[]> {
  return tx
    .select({ watchId: watches.id, contactId: watches.contactId, agentId: clients.agentId })
    .from(watches)
    .innerJoin(properties, and(eq(properties.companyId, company), eq(properties.id, property)))
    .leftJoin(clients, and(eq(clients.companyId, company), eq(clients.contactId, watches.contactId)))
    .where(and(eq(watches.companyId, company), isNull(watches.pausedAt), meets(), isNew(tx)))
    .orderBy(watches.id)
    .limit(limit)
    .for('no key update', { of: watches })
}

/** The newest properties that a watch looks for and has not found yet, at most so many. */
export async function findLookedFor(
  tx: Tx,
  company: CompanyId,
  watch: Id<'watch'>,
  limit: number,
): Promise<Id<'property'>[]> {
  const found = await tx
    .select({ id: properties.id })
    .from(properties)
    .innerJoin(watches, and(eq(watches.companyId, company), eq(watches.id, watch)))
    .where(and(eq(properties.companyId, company), isNull(watches.pausedAt), meets(), isNew(tx)))
    .orderBy(desc(properties.id))
    .limit(limit)
  return found.map(({ id }) => id)
}

/** The contact's latest watch that has found a property; it stays until the transaction's end. Null where none has. */
export async function holdFinder(
  tx: Tx,
  company: CompanyId,
  contact: ContactId,
  property: Id<'property'>,
): Promise<WatchRow | null> {
  const found = tx
    .select({ id: watchMatches.watchId })
    .from(watchMatches)
    .where(
      and(
        eq(watchMatches.companyId, company),
        eq(watchMatches.contactId, contact),
        eq(watchMatches.propertyId, property),
      ),
    )
  const [watch] = await tx
    .select()
    .from(watches)
    .where(and(eq(watches.companyId, company), inArray(watches.id, found)))
    .orderBy(desc(watches.id))
    .limit(1)
    .for('share')
  return watch ?? null
}

/** Keeps what watches have found; returns those that are new, since each finds a property once. */
export async function insertMatches(tx: Tx, found: WatchMatchRow[]): Promise<WatchMatchRow[]> {
  if (found.length === 0) return []
  return tx.insert(watchMatches).values(found).onConflictDoNothing().returning()
}

/** The condition that a watch is the company's and within somebody's sight. */
export function seenBy(sight: Sight, company: CompanyId): SQL | undefined {
  return and(eq(watches.companyId, company), ofClientSeenBy(sight, company, watches.contactId))
}

/** The condition that what a watch has found is there to be seen: a client sees nothing that was withdrawn. */
export function foundBy(db: Reader, sight: Sight, company: CompanyId): SQL | undefined {
  const shown = db
    .select({ one: sql`1` })
    .from(properties)
    .where(
      and(
        eq(properties.companyId, company),
        eq(properties.id, watchMatches.propertyId),
        isNull(properties.withdrawnAt),
      ),
    )
  return and(eq(watchMatches.companyId, company), sight.see === 'self' ? exists(shown) : undefined)
}

async function holdWatches(tx: Tx, contact: ContactId): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`watches of ${contact}`}, 0))`)
}

function isNew(tx: Tx): SQL {
  return notExists(
    tx
      .select({ one: sql`1` })
      .from(watchMatches)
      .where(
        and(
          eq(watchMatches.companyId, watches.companyId),
          eq(watchMatches.watchId, watches.id),
          eq(watchMatches.propertyId, properties.id),
        ),
      ),
  )
}
