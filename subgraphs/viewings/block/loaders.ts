import { and, sql } from 'drizzle-orm'
import DataLoader from 'dataloader'
import { anyOf, oneById } from '../../kernel/batch.ts'
import type { Context } from '../../kernel/context.ts'
import type { Id } from '../../kernel/ids.ts'
import { pagesByParent } from '../../kernel/pages-by-parent.ts'
import { sightOf as viewingsSight } from '../client/policy.ts'
import { sightOf } from '../property/policy.ts'
import { newestFirst, seenBy as seenViewings } from '../viewing/repository.ts'
import { viewings } from '../viewing/tables.ts'
import { isOpen, latestFirst, placesTaken, seenBy } from './repository.ts'
import { blocks } from './tables.ts'

/** Blocks by id, as far as the asker sees their property. */
export const blocksById = (ctx: Context) =>
  oneById(
    (ids) =>
      ctx.db
        .select()
        .from(blocks)
        .where(and(sql`${blocks.id} = ${anyOf(ids)}`, seenBy(sightOf(ctx.actor), ctx.company))),
    (row) => row.id,
  )

/** Each property's blocks: for a client those with a place left. */
export const blocksByProperty = (ctx: Context) =>
  pagesByParent<Id<'property'>, typeof blocks>(ctx.db, {
    table: blocks,
    parent: blocks.propertyId,
    order: latestFirst,
    where: and(seenBy(sightOf(ctx.actor), ctx.company), ctx.actor.kind === 'client' ? isOpen(ctx.now()) : undefined),
  })

/** How many places each block has given away. */
export const placesTakenByBlock = (ctx: Context): DataLoader<Id<'viewing_block'>, number> =>
  new DataLoader(async (ids) => {
    const taken = await placesTaken(ctx.db, ctx.company, ids)
    return ids.map((id) => taken.get(id) ?? 0)
  })

/** Each block's viewings, as far as the asker sees them: also those that ask for a place or have given it back. */
export const viewingsByBlock = (ctx: Context) =>
  pagesByParent<Id<'viewing_block'>, typeof viewings>(ctx.db, {
    table: viewings,
    parent: viewings.blockId,
    order: newestFirst,
    where: seenViewings(viewingsSight(ctx.actor), ctx.company),
  })
