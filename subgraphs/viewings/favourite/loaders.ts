import { and, sql } from 'drizzle-orm'
import { anyOf, oneById } from '../../kernel/batch.ts'
import type { Context } from '../../kernel/context.ts'
import type { AccountId } from '../../kernel/ids.ts'
import { pagesByParent } from '../../kernel/pages-by-parent.ts'
import { sightOf } from './policy.ts'
import { newestFirst, seenBy } from './repository.ts'
import { favourites } from './tables.ts'

/** Each account's favourites, as far as the asker sees them. */
export const favouritesByAccount = (ctx: Context) =>
  pagesByParent<AccountId, typeof favourites>(ctx.db, {
    table: favourites,
    parent: favourites.accountId,
    order: newestFirst,
    where: seenBy(sightOf(ctx.actor), ctx.company),
  })

/** The favourites of the client who asks, by property. */
export const ownFavouritesByProperty = (ctx: Context) =>
  oneById(
    (ids) =>
      ctx.db
        .select()
        .from(favourites)
        .where(and(seenBy(sightOf(ctx.actor), ctx.company), sql`${favourites.propertyId} = ${anyOf(ids)}`)),
    (row) => row.propertyId,
  )
