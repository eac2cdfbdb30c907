import { and, asc, eq, sql } from 'drizzle-orm'
import { anyOf, manyById, oneById } from '../../kernel/batch.ts'
import type { Context } from '../../kernel/context.ts'
import type { ContactId, Id } from '../../kernel/ids.ts'
import { pagesByParent, pagesByWanted } from '../../kernel/pages-by-parent.ts'
import { sightOf } from '../client/policy.ts'
import { asItHappened, isWanted, orderOf, seenBy } from './repository.ts'
import { preferredDates, viewingHistory, viewings } from './tables.ts'
import type { ViewingsWanted } from './viewing.ts'

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

/** Each contact's viewings, or those of them that are wanted, as far as the asker sees them. */
export const viewingsByContact = (ctx: Context) =>
  pagesByWanted((wanted: ViewingsWanted) =>
    pagesByParent<ContactId, typeof viewings>(ctx.db, {
      table: viewings,
      parent: viewings.contactId,
      order: orderOf(wanted),
      where: and(seenBy(sightOf(ctx.actor), ctx.company), isWanted(wanted, ctx.now())),
    }),
  )
