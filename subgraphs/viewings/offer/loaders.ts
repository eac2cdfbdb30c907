import { and, desc, getTableColumns, sql } from 'drizzle-orm'
import type { PgColumn } from 'drizzle-orm/pg-core'
import { anyOf, oneById, oneByPair } from '../../kernel/batch.ts'
import type { Context } from '../../kernel/context.ts'
import type { ContactId, Id } from '../../kernel/ids.ts'
import { pagesByParent } from '../../kernel/pages-by-parent.ts'
import { sightOf } from '../client/policy.ts'
import { seenBy as viewingsSeenBy } from '../viewing/repository.ts'
import { viewings, type ViewingRow } from '../viewing/tables.ts'
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

/** The latest viewing that each contact has of a property, as far as the asker sees it. */
export const latestViewings = (ctx: Context) =>
  oneByPair<readonly [ContactId, Id<'property'>], ViewingRow>(
    (pairs) => {
      const latest = ctx.db
        .select()
        .from(viewings)
        .where(
          and(
            viewingsSeenBy(sightOf(ctx.actor), ctx.company),
            sql`${viewings.contactId} = pair.contact`,
            sql`${viewings.propertyId} = pair.property`,
          ),
        )
        .orderBy(desc(viewings.id))
        .limit(1)
        .as('latest')
      const columns = Object.keys(getTableColumns(viewings)).map((key) => [key, latest[key as keyof typeof latest]])
      return ctx.db
        .select(Object.fromEntries(columns) as Record<string, PgColumn>)
        .from(sql`${pairs} as pair(contact, property)`)
        .crossJoinLateral(latest) as unknown as Promise<ViewingRow[]>
    },
    ({ contactId, propertyId }) => [contactId, propertyId],
  )
