import { and, asc, eq, gt, inArray, lt, not, or, sql, type SQL } from 'drizzle-orm'
import type { Reader, Tx } from '../../kernel/db.ts'
import type { AgentId, CompanyId, ContactId, Id } from '../../kernel/ids.ts'
import { keyset, rowsOf, type Order, type Page, type Rows } from '../../kernel/pages.ts'
import type { Sight } from '../client/policy.ts'
import { ofClientSeenBy } from '../client/repository.ts'
import type { Preference } from '../preference/preference.ts'
import type { Slot } from '../slot/slot.ts'
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
/** A calendar stands in the order of time. */
export const byStart: Order = { columns: [viewings.startsAt, viewings.id], direction: 'asc' }
/** A history stands as it happened. */
export const asItHappened: Order = { columns: [viewingHistory.version], direction: 'asc' }

/** What narrows a list of viewings. */
export interface ViewingsWanted {
  readonly statuses?: readonly ViewingRow['status'][] | null
  /** Whether it is agreed on and not over. */
  readonly isUpcoming?: boolean | null
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
  const { where, orderBy, limit } = keyset(page, newestFirst)
  const read = await db
    .select()
    .from(viewings)
    .where(
      and(
        seenBy(sight, company),
        wanted.statuses ? inArray(viewings.status, [...new Set(wanted.statuses)]) : undefined,
        isUpcoming(wanted.isUpcoming, now),
        where,
      ),
    )
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
  const { companyId, id: viewingId } = viewing
  const [saved] = await tx.insert(viewings).values(viewing).returning()
  await tx.insert(preferredDates).values(preferred.map((one) => ({ companyId, viewingId, ...one })))
  return saved!
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

/** The condition that a viewing has a time in an agent's calendar, and in a period where one is given. */
export function inCalendar({ startsAt: from, endsAt: to }: Partial<Slot>): SQL | undefined {
  return and(
    inArray(viewings.status, ['CONFIRMED', 'COMPLETED']),
    from && gt(viewings.endsAt, from),
    to && lt(viewings.startsAt, to),
  )
}

function isUpcoming(wanted: boolean | null | undefined, now: Date): SQL | undefined {
  if (wanted == null) return undefined
  const upcoming = and(eq(viewings.status, 'CONFIRMED'), gt(viewings.endsAt, now))!
  return wanted ? upcoming : sql`${not(upcoming)} is not false`
}
