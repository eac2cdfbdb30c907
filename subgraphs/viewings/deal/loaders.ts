import { and, sql } from 'drizzle-orm'
import { anyOf, oneById } from '../../kernel/batch.ts'
import type { Context } from '../../kernel/context.ts'
import type { ContactId } from '../../kernel/ids.ts'
import { pagesByParent } from '../../kernel/pages-by-parent.ts'
import { sightOf } from '../client/policy.ts'
import { newestFirst, seenBy } from './repository.ts'
import { deals } from './tables.ts'

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
