import { and, sql } from 'drizzle-orm'
import { anyOf, oneById } from '../../kernel/batch.ts'
import type { Context } from '../../kernel/context.ts'
import type { ContactId, Id } from '../../kernel/ids.ts'
import { pagesByParent } from '../../kernel/pages-by-parent.ts'
import { sightOf } from '../client/policy.ts'
import { foundBy, lastFoundFirst, newestFirst, seenBy } from './repository.ts'
import { watches, watchMatches } from './tables.ts'

/** Watches by id, as far as the asker sees them. */
export const watchesById = (ctx: Context) =>
  oneById(
    (ids) =>
      ctx.db
        .select()
        .from(watches)
        .where(and(sql`${watches.id} = ${anyOf(ids)}`, seenBy(sightOf(ctx.actor), ctx.company))),
    (row) => row.id,
  )

/** Each contact's watches, as far as the asker sees them. */
export const watchesByContact = (ctx: Context) =>
  pagesByParent<ContactId, typeof watches>(ctx.db, {
    table: watches,
    parent: watches.contactId,
    order: newestFirst,
    where: seenBy(sightOf(ctx.actor), ctx.company),
  })

/** What each watch has found. */
export const matchesByWatch = (ctx: Context) =>
  pagesByParent<Id<'watch'>, typeof watchMatches>(ctx.db, {
    table: watchMatches,
    parent: watchMatches.watchId,
    order: lastFoundFirst,
    where: foundBy(ctx.db, sightOf(ctx.actor), ctx.company),
  })
