import { and, eq, getTableColumns, sql } from 'drizzle-orm'
import { integer, pgTable, text, timestamp } from 'drizzle-orm/pg-core'
import type { Db, Tx } from '../db.ts'
import { idColumn, type CompanyId, type Id } from '../ids.ts'
import { keyset, type Order, type Page } from '../pages.ts'
import type { SubgraphName } from '../subgraph.ts'
import { transact } from '../transaction.ts'
import type { Reaction } from './consumer.ts'
import type { History } from './history.ts'
import { holdParked, park } from './parked.ts'

const parked = pgTable('parked', {
  id: idColumn('parked_event')('id').notNull(),
  companyId: idColumn('company')('company_id').notNull(),
  consumer: text('consumer').notNull(),
  source: text('source').notNull(),
  type: text('type').notNull(),
  version: integer('version').notNull(),
  entityId: text('subject').$type<Id<string>>().notNull(),
  attempts: integer('attempts').notNull(),
  errorCode: text('error'),
  parkedAt: timestamp('parked_at', { withTimezone: true, precision: 3 }).notNull(),
  nextTryAt: timestamp('next_try_at', { withTimezone: true, precision: 3 }).notNull(),
})

/** A parked event as operators see it: nothing of what it carries. */
export type ParkedRow = Omit<typeof parked.$inferSelect, 'companyId'>

/** Those that were parked first come first. */
export const parkedFirst: Order = { columns: [parked.id], direction: 'asc' }

const { companyId, ...shown } = getTableColumns(parked)

/** The parked events of a company, or of all for who runs the server; one row more than the page, as `rowsOf` wants it. */
export function listParked(db: Db, company: CompanyId | null, page: Page): Promise<ParkedRow[]> {
  const { where, orderBy, limit } = keyset(page, parkedFirst)
  return db
    .select(shown)
    .from(parked)
    .where(and(ofCompany(company), where))
    .orderBy(...orderBy)
    .limit(limit)
}

/** Tries a parked event now, and so those of its entity that stand before it; null when there is none such. */
export function retryParked(db: Db, company: CompanyId | null, id: Id<'parked_event'>): Promise<ParkedRow | null> {
  return transact(db, {}, async (tx) => {
    const [found] = await tx
      .select(shown)
      .from(parked)
      .where(and(ofCompany(company), eq(parked.id, id)))
    if (!found) return null
    await holdParked(tx, found.consumer, found.entityId)
    await tx
      .update(parked)
      .set({ nextTryAt: sql`now()` })
      .where(and(eq(parked.consumer, found.consumer), eq(parked.entityId, found.entityId)))
    return found
  })
}

/**
 * Gives a parked event up: it never takes effect, and the next of its entity is due at once. Null when there is none
 * such, as when it has just taken effect.
 */
export function skipParked(db: Db, company: CompanyId | null, id: Id<'parked_event'>): Promise<ParkedRow | null> {
  return transact(db, {}, async (tx) => {
    const isIt = and(ofCompany(company), eq(parked.id, id))
    const [known] = await tx.select(shown).from(parked).where(isIt)
    if (!known) return null
    await holdParked(tx, known.consumer, known.entityId)
    const [found] = await tx.delete(parked).where(isIt).returning(shown)
    if (!found) return null
    await tx
      .update(parked)
      .set({ nextTryAt: sql`now()` })
      .where(and(eq(parked.consumer, found.consumer), eq(parked.entityId, found.entityId)))
    return found
  })
}

/** How a replay went: how many events are applied again, or why none is. */
export type Replay = { readonly events: number } | { readonly refused: 'NOT_REPLAYABLE' | 'REBUILDING' | 'NOT_FOUND' }

/** How often what has come meanwhile is read before the consumer is held to be too busy. */
const mostReads = 50

/**
 * Applies all events of one entity again, those that the source still has: they are parked, due at once, so that later
 * ones wait behind them and their order is kept. What the reaction has not come to yet comes anyhow. `read` gives the
 * source's events after a position: nothing may wait for the source while the consumer is held, so where the consumer
 * has passed what was read, the rest is read and the consumer held anew; else the older events would win over those.
 */
export async function replayEntity(
  db: Db,
  { name, source, replayable }: Reaction,
  subject: Id<string>,
  read: (after: number) => Promise<History>,
): Promise<Replay> {
  if (!replayable) return { refused: 'NOT_REPLAYABLE' }
  let known = await read(0)
  for (let reads = 1; reads < mostReads; reads++) {
    const replay = await parkAgain(db, name, source, subject, known)
    if (replay) return replay
    const more = await read(known.end)
    if (more.epoch !== known.epoch) break
    known = { ...more, events: [...known.events, ...more.events] }
  }
  return { refused: 'REBUILDING' }
}

/** Parks what was read of an entity; null where the consumer has come further than that. */
function parkAgain(
  db: Db,
  consumer: string,
  source: SubgraphName,
  subject: Id<string>,
  { epoch, end, events }: History,
): Promise<Replay | null> {
  return transact(db, {}, async (tx) => {
    const place = await holdConsumer(tx, consumer)
    if (!place || place.isRebuilding || place.epoch !== epoch) return { refused: 'REBUILDING' as const }
    if (place.pos > end) return null
    // Whoever is just trying one of them again is awaited: it comes again, too.
    await holdParked(tx, consumer, subject)
    await tx.execute(sql`update parked set next_try_at = now() where consumer = ${consumer} and subject = ${subject}`)
    const passed = events.filter(({ pos }) => pos <= place.pos)
    if (passed.length === 0) return { refused: 'NOT_FOUND' as const }
    for (const event of passed) await park(tx, { consumer, source, epoch, event })
    return { events: passed.length }
  })
}

/** Locks a consumer's row, so that it moves on only after this transaction. */
async function holdConsumer(tx: Tx, name: string) {
  const [row] = await tx.execute<{ epoch: number; pos: string; is_rebuilding: boolean }>(sql`
    select epoch, pos, rebuilding is not null as is_rebuilding from consumer where name = ${name} for update`)
  return row ? { epoch: Number(row.epoch), pos: Number(row.pos), isRebuilding: row.is_rebuilding } : null
}

const ofCompany = (company: CompanyId | null) => (company ? eq(companyId, company) : undefined)
