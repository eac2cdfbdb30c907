import { and, asc, eq, gt, inArray, lte, not, or, sql, type SQL } from 'drizzle-orm'
import type { PgColumn } from 'drizzle-orm/pg-core'
import type { Reader, Tx } from '../../kernel/db.ts'
import { idOf, type AgentId, type CompanyId, type ContactId, type Id } from '../../kernel/ids.ts'
import { keyset, rowsOf, type Order, type Page, type Rows } from '../../kernel/pages.ts'
import type { Sight } from '../client/policy.ts'
import { ofClientSeenBy } from '../client/repository.ts'
import { feedbacks } from '../feedback/tables.ts'
import type { Preference } from '../preference/preference.ts'
import type { ViewingGroup, ViewingsWanted } from './viewing.ts'
import {
  preferredDates,
  viewingHistory,
  viewings,
  type HistoryRow,
  type PreferredDateRow,
  type ViewingRow,
} from './tables.ts'

/** Lists stand newest first. */
export const newestFirst: Order = { columns: [viewings.id], direction: 'desc' }
/** What lies ahead stands in the order of time. */
export const byStart: Order = { columns: [viewings.startsAt, viewings.id], direction: 'asc' }
/** What is over stands with the latest first. */
export const latestFirst: Order = { columns: [viewings.startsAt, viewings.id], direction: 'desc' }
/** A history stands as it happened. */
export const asItHappened: Order = { columns: [viewingHistory.version], direction: 'asc' }

/** The order of a list: that of the one group that is wanted, which several do not share. */
export function orderOf({ groups }: ViewingsWanted): Order {
  const [group, ...others] = new Set(groups)
  if (!group || others.length > 0) return newestFirst
  return orders[group]
}

const orders: Readonly<Record<ViewingGroup, Order>> = {
  UPCOMING: byStart,
  UNCONFIRMED: newestFirst,
  RECENT: latestFirst,
}

/** A page of the viewings that one sees. */
export async function listViewings(
  db: Reader,
  company: CompanyId,
  sight: Sight,
  wanted: ViewingsWanted,
  now: Date,
  page: Page,
): Promise<Rows<ViewingRow>> {
  const { where, orderBy, limit } = keyset(page, orderOf(wanted))
  const read = await db
    .select()
    .from(viewings)
    .where(and(seenBy(sight, company), isWanted(wanted, now), where))
    .orderBy(...orderBy)
    .limit(limit)
  return rowsOf(page, read)
}

/** A viewing that one sees; null when there is none such. */
export async function findViewing(
  db: Reader,
  company: CompanyId,
  sight: Sight,
  id: Id<'viewing'>,
): Promise<ViewingRow | null> {
  const [found] = await db
    .select()
    .from(viewings)
    .where(and(seenBy(sight, company), eq(viewings.id, id)))
  return found ?? null
}

/** Locks a viewing that one sees until the transaction's end; null when there is none such. */
export async function lockViewing(
  tx: Tx,
  company: CompanyId,
  sight: Sight,
  id: Id<'viewing'>,
): Promise<ViewingRow | null> {
  const [found] = await tx
    .select()
    .from(viewings)
    .where(and(seenBy(sight, company), eq(viewings.id, id)))
    .for('update')
  return found ?? null
}

export async function insertViewing(
  tx: Tx,
  viewing: ViewingRow,
  preferred: readonly Preference[],
): Promise<ViewingRow> {
  const [saved] = await tx.insert(viewings).values(viewing).returning()
  await insertPreferredDates(tx, viewing, preferred)
  return saved!
}

export async function insertPreferredDates(
  tx: Tx,
  { companyId, id: viewingId }: ViewingRow,
  preferred: readonly Preference[],
): Promise<void> {
  await tx.insert(preferredDates).values(preferred.map((one) => ({ companyId, viewingId, ...one })))
}

export async function saveViewing(
  tx: Tx,
  company: CompanyId,
  id: Id<'viewing'>,
  change: Partial<ViewingRow>,
): Promise<ViewingRow> {
  const [saved] = await tx
    .update(viewings)
    .set(change)
    .where(and(eq(viewings.companyId, company), eq(viewings.id, id)))
    .returning()
  return saved!
}

export async function recordHistory(tx: Tx, entry: HistoryRow): Promise<void> {
  await tx.insert(viewingHistory).values(entry)
}

/** The preferred days of a viewing in their order. */
export async function preferredDatesOf(tx: Tx, company: CompanyId, id: Id<'viewing'>): Promise<PreferredDateRow[]> {
  return tx
    .select()
    .from(preferredDates)
    .where(and(eq(preferredDates.companyId, company), eq(preferredDates.viewingId, id)))
    .orderBy(asc(preferredDates.position))
}

/** Gives a contact's requests that wait for a time to another agent. */
export async function handOverRequests(tx: Tx, company: CompanyId, contact: ContactId, agent: AgentId): Promise<void> {
  await tx
    .update(viewings)
    .set({ agentId: agent })
    .where(and(eq(viewings.companyId, company), eq(viewings.contactId, contact), eq(viewings.status, 'PENDING')))
}

/** The condition that a viewing is the company's and within somebody's sight: an agent sees those that they show, too. */
export function seenBy(sight: Sight, company: CompanyId): SQL | undefined {
  const ofClient = ofClientSeenBy(sight, company, viewings.contactId)
  return and(
    eq(viewings.companyId, company),
    sight.see === 'ofAgent' ? or(eq(viewings.agentId, sight.agent), ofClient) : ofClient,
  )
}

/** The condition that a viewing is among the wanted. */
export function isWanted(
  { groups, statuses, isUpcoming, lacksFeedback, propertyId, contactId }: ViewingsWanted,
  now: Date,
) {
  return and(
    groups ? isInOneOf(groups, now) : undefined,
    statuses ? inArray(viewings.status, [...new Set(statuses)]) : undefined,
    isUpcoming == null ? undefined : isUpcoming ? isIn.UPCOMING(now) : sql`${not(isIn.UPCOMING(now))} is not false`,
    lacksFeedback == null ? undefined : lacksFeedback ? isWithoutFeedback(now) : not(isWithoutFeedback(now)),
    propertyId == null ? undefined : isOf(viewings.propertyId, idOf('property', propertyId)),
    contactId == null ? undefined : isOf(viewings.contactId, idOf('contact', contactId)),
  )
}

/** The condition that a viewing is in one of these lists; of none of them is no viewing. */
function isInOneOf(groups: readonly ViewingGroup[], now: Date): SQL | undefined {
  return or(sql`false`, ...[...new Set(groups)].map((group) => isIn[group](now)))
}

const isIn: Readonly<Record<ViewingGroup, (now: Date) => SQL>> = {
  UPCOMING: (now) => and(eq(viewings.status, 'CONFIRMED'), gt(viewings.endsAt, now))!,
  UNCONFIRMED: () => eq(viewings.status, 'PENDING'),
  // What is over counts as such before somebody, or the day's end, completes it.
  RECENT: (now) =>
    or(eq(viewings.status, 'COMPLETED'), and(eq(viewings.status, 'CONFIRMED'), lte(viewings.endsAt, now)))!,
}

/** The condition that a viewing was, and that there is no feedback on it. */
function isWithoutFeedback(now: Date): SQL {
  const isOnIt = and(eq(feedbacks.companyId, viewings.companyId), eq(feedbacks.viewingId, viewings.id))
  // Only a completed one has an outcome.
  const isNoShow = sql`${viewings.outcome} is not distinct from 'NO_SHOW'`
  return and(isIn.RECENT(now), not(isNoShow), sql`not exists (select 1 from ${feedbacks} where ${isOnIt})`)!
}

function isOf(column: PgColumn, id: Id<string> | null): SQL {
  return id === null ? sql`false` : eq(column, id)
}
