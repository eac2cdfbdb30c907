import { and, sql } from 'drizzle-orm'
import { anyOf, oneById } from '../../kernel/batch.ts'
import type { Context } from '../../kernel/context.ts'
import type { Id } from '../../kernel/ids.ts'
import { pagesByParent } from '../../kernel/pages-by-parent.ts'
import { sightOf } from '../client/policy.ts'
import { newestFirst, seenBy } from './repository.ts'
import { offers } from './tables.ts'

/** Offers by id, as far as the asker sees them. */
export const offersById = (ctx: Context) =>
  oneById(
    (ids) =>
      ctx.db
        .select()
        .from(offers)
        .where(and(sql`${offers.id} = ${anyOf(ids)}`, seenBy(sightOf(ctx.actor), ctx.company))),
    (row) => row.id,
  )

/** Each deal's offers, as far as the asker sees them. */
export const offersByDeal = (ctx: Context) =>
  pagesByParent<Id<'deal'>, typeof offers>(ctx.db, {
    table: offers,
    parent: offers.dealId,
    order: newestFirst,
    where: seenBy(sightOf(ctx.actor), ctx.company),
  })
