import { and, eq, gt, sql } from 'drizzle-orm'
import { anyOf, oneById } from '../../kernel/batch.ts'
import type { Context } from '../../kernel/context.ts'
import type { ContactId, Id } from '../../kernel/ids.ts'
import { pagesByParent } from '../../kernel/pages-by-parent.ts'
import { sightOf } from '../client/policy.ts'
import { latestFirst, newestFirst, seenBy } from './repository.ts'
import { dealClientChanges, deals } from './tables.ts'

/** Deals by id, as far as the asker sees them. */
export const dealsById = (ctx: Context) =>
  oneById(
    (ids) =>
      ctx.db
        .select()
        .from(deals)
        .where(and(sql`${deals.id} = ${anyOf(ids)}`, seenBy(sightOf(ctx.actor), ctx.company))),
    (row) => row.id,
  )

/** Each contact's deals, as far as the asker sees them. */
export const dealsByContact = (ctx: Context) =>
  pagesByParent<ContactId, typeof deals>(ctx.db, {
    table: deals,
    parent: deals.contactId,
    order: newestFirst,
    where: seenBy(sightOf(ctx.actor), ctx.company),
  })

/** What the clients changed last of deals in which staff have not seen it yet. */
export const unseenByDeal = (ctx: Context) =>
  oneById(
    async (ids) => {
      const read = await ctx.db
        .select({ change: dealClientChanges })
        .from(dealClientChanges)
        .innerJoin(
          deals,
          and(eq(deals.id, dealClientChanges.dealId), eq(deals.clientChanges, dealClientChanges.number)),
        )
        .where(
          and(
            seenBy(sightOf(ctx.actor), ctx.company),
            eq(dealClientChanges.companyId, ctx.company),
            sql`${deals.id} = ${anyOf(ids)}`,
            gt(deals.clientChanges, deals.clientChangesSeen),
          ),
        )
      return read.map(({ change }) => change)
    },
    (row) => row.dealId,
  )

/** All that the clients changed, deal by deal. Whoever asks must see the deals: they have them from a list of theirs. */
export const clientChangesByDeal = (ctx: Context) =>
  pagesByParent<Id<'deal'>, typeof dealClientChanges>(ctx.db, {
    table: dealClientChanges,
    parent: dealClientChanges.dealId,
    order: latestFirst,
    where: eq(dealClientChanges.companyId, ctx.company),
  })
