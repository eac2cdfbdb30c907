import { and, asc, eq, sql } from 'drizzle-orm'
import DataLoader from 'dataloader'
import { anyOf, manyById, oneById } from '../../kernel/batch.ts'
import type { Context } from '../../kernel/context.ts'
import type { AgentId, ContactId, Id } from '../../kernel/ids.ts'
import type { Rows } from '../../kernel/pages.ts'
import { pagesByParent, type PageOf } from '../../kernel/pages-by-parent.ts'
import { sightOf } from '../client/policy.ts'
import type { Slot } from '../slot/slot.ts'
import { asItHappened, byStart, inCalendar, newestFirst, seenBy } from './repository.ts'
import { preferredDates, viewingHistory, viewings, type ViewingRow } from './tables.ts'

/** Viewings by id, as far as the asker sees them. */
export const viewingsById = (ctx: Context) =>
  oneById(
    (ids) =>
      ctx.db
        .select()
        .from(viewings)
        .where(and(sql`${viewings.id} = ${anyOf(ids)}`, seenBy(sightOf(ctx.actor), ctx.company))),
    (row) => row.id,
  )

export const preferredDatesByViewing = (ctx: Context) =>
  manyById(
    (ids) =>
      ctx.db
        .select()
        .from(preferredDates)
        .where(and(eq(preferredDates.companyId, ctx.company), sql`${preferredDates.viewingId} = ${anyOf(ids)}`))
        .orderBy(asc(preferredDates.position)),
    (row) => row.viewingId,
  )

export const historyByViewing = (ctx: Context) =>
  pagesByParent<Id<'viewing'>, typeof viewingHistory>(ctx.db, {
    table: viewingHistory,
    parent: viewingHistory.viewingId,
    order: asItHappened,
    where: eq(viewingHistory.companyId, ctx.company),
  })

/** Each contact's viewings, as far as the asker sees them. */
export const viewingsByContact = (ctx: Context) =>
  pagesByParent<ContactId, typeof viewings>(ctx.db, {
    table: viewings,
    parent: viewings.contactId,
    order: newestFirst,
    where: seenBy(sightOf(ctx.actor), ctx.company),
  })

/** A page of an agent's calendar within a period that may be open at either end. */
export interface CalendarPage extends PageOf<AgentId> {
  readonly period: Partial<Slot>
}

/** Each agent's calendar, as far as the asker sees it: one statement for all that ask for the same page and period. */
export function calendarsByAgent(ctx: Context): DataLoader<CalendarPage, Rows<ViewingRow>, string> {
  const keyOf = ({ startsAt, endsAt }: Partial<Slot>) => `${startsAt?.toISOString()} ${endsAt?.toISOString()}`
  const byPeriod = new Map<string, DataLoader<PageOf<AgentId>, Rows<ViewingRow>, string>>()

  function within(period: Partial<Slot>) {
    const made =
      byPeriod.get(keyOf(period)) ??
      pagesByParent<AgentId, typeof viewings>(ctx.db, {
        table: viewings,
        parent: viewings.agentId,
        order: byStart,
        where: and(seenBy(sightOf(ctx.actor), ctx.company), inCalendar(period)),
      })
    byPeriod.set(keyOf(period), made)
    return made
  }

  return new DataLoader(
    (wanted) => Promise.all(wanted.map(({ parent, page, period }) => within(period).load({ parent, page }))),
    { cacheKeyFn: ({ parent, page, period }) => `${parent} ${keyOf(period)} ${JSON.stringify(page)}` },
  )
}
