import { and, eq } from 'drizzle-orm'
import type { Context } from '../../kernel/context.ts'
import type { ContactId } from '../../kernel/ids.ts'
import type { Order } from '../../kernel/pages.ts'
import { pagesByParent } from '../../kernel/pages-by-parent.ts'
import { sightOf } from '../client/policy.ts'
import { ofClientSeenBy } from '../client/repository.ts'
import { likedProperties } from './tables.ts'

/** What was liked last stands first. */
export const lastLikedFirst: Order = {
  columns: [likedProperties.likedAt, likedProperties.propertyId],
  direction: 'desc',
}

/** What each contact likes, as far as the asker sees it. */
export const likedByContact = (ctx: Context) =>
  pagesByParent<ContactId, typeof likedProperties>(ctx.db, {
    table: likedProperties,
    parent: likedProperties.contactId,
    order: lastLikedFirst,
    where: and(
      eq(likedProperties.companyId, ctx.company),
      ofClientSeenBy(sightOf(ctx.actor), ctx.company, likedProperties.contactId),
    ),
  })
