import { and, eq, isNull, lt, or } from 'drizzle-orm'
import type { Reader, Tx } from '../../kernel/db.ts'
import type { AccountId, AgentId, CompanyId } from '../../kernel/ids.ts'
import { calendarFeeds, type CalendarFeedRow } from './tables.ts'

type PersonId = AgentId | AccountId

export async function readFeed(db: Reader, company: CompanyId, person: PersonId): Promise<CalendarFeedRow | null> {
  const [found] = await db.select().from(calendarFeeds).where(isOf(company, person))
  return found ?? null
}

/** The same, locked until the transaction's end. */
export async function lockFeed(tx: Tx, company: CompanyId, person: PersonId): Promise<CalendarFeedRow | null> {
  const [found] = await tx.select().from(calendarFeeds).where(isOf(company, person)).for('update')
  return found ?? null
}

/** The feed whose secret has this hash. */
export async function findFeed(db: Reader, company: CompanyId, hash: string): Promise<CalendarFeedRow | null> {
  const [found] = await db
    .select()
    .from(calendarFeeds)
    .where(and(eq(calendarFeeds.companyId, company), eq(calendarFeeds.hash, hash)))
  return found ?? null
}

/** Keeps somebody's feed in the place of the one they had. */
export async function replaceFeed(tx: Tx, feed: CalendarFeedRow): Promise<CalendarFeedRow> {
  const { hash, createdAt, lastReadAt } = feed
  const [saved] = await tx
    .insert(calendarFeeds)
    .values(feed)
    .onConflictDoUpdate({
      target: [calendarFeeds.companyId, calendarFeeds.personId],
      set: { hash, createdAt, lastReadAt },
    })
    .returning()
  return saved!
}

export async function deleteFeed(tx: Tx, company: CompanyId, person: PersonId): Promise<void> {
  await tx.delete(calendarFeeds).where(isOf(company, person))
}

/** Notes that a feed was read, unless that was noted after `since`, or it is another one by now. */
export async function noteRead(db: Reader, feed: CalendarFeedRow, now: Date, since: Date): Promise<void> {
  const { companyId, personId, hash } = feed
  const isDue = or(isNull(calendarFeeds.lastReadAt), lt(calendarFeeds.lastReadAt, since))
  await db
    .update(calendarFeeds)
    .set({ lastReadAt: now })
    .where(and(isOf(companyId, personId), eq(calendarFeeds.hash, hash), isDue))
}

const isOf = (company: CompanyId, person: PersonId) =>
  and(eq(calendarFeeds.companyId, company), eq(calendarFeeds.personId, person))
