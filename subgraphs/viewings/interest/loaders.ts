import { and, eq, sql } from 'drizzle-orm'
import { oneByPair } from '../../kernel/batch.ts'
import type { Context } from '../../kernel/context.ts'
import type { ContactId, Id } from '../../kernel/ids.ts'
import { pagesByParent } from '../../kernel/pages-by-parent.ts'
import { asItHappened } from './repository.ts'
import { interestHistory, interests, type InterestRow } from './tables.ts'

/** What contacts said of properties. Whoever asks must see the contact: they come from an offer they see, or it is them. */
export const interestsByPair = (ctx: Context) =>
  oneByPair<readonly [ContactId, Id<'property'>], InterestRow>(
    (pairs) =>
      ctx.db
        .select()
        .from(interests)
        .where(
          and(
            eq(interests.companyId, ctx.company),
            sql`(${interests.contactId}, ${interests.propertyId}) in (select * from ${pairs})`,
          ),
        ),
    ({ contactId, propertyId }) => [contactId, propertyId],
  )

export const historyByInterest = (ctx: Context) =>
  pagesByParent<Id<'interest'>, typeof interestHistory>(ctx.db, {
    table: interestHistory,
    parent: interestHistory.interestId,
    order: asItHappened,
    where: eq(interestHistory.companyId, ctx.company),
  })
