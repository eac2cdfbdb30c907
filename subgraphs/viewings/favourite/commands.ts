import type { Client } from '../../kernel/actor.ts'
import type { Context } from '../../kernel/context.ts'
import type { Tx } from '../../kernel/db.ts'
import { append } from '../../kernel/events/append.ts'
import { newId } from '../../kernel/ids.ts'
import * as client from '../client/policy.ts'
import { recordInteraction, type Deed } from '../interaction/commands.ts'
import { findSeen } from '../property/commands.ts'
import type { PropertyRow } from '../property/tables.ts'
import * as favourite from './favourite.ts'
import { deleteFavourite, insertFavourite } from './repository.ts'
import type { FavouriteRow } from './tables.ts'

/** A client keeps a property at hand; once more has no effect (VIE-4). */
export function addFavourite(ctx: Context, propertyId: string): Promise<PropertyRow> {
  return change(ctx, propertyId, async (tx, keeper, { id }) => {
    const saved = await insertFavourite(tx, favourite.add(keeper, newId('favourite'), id, ctx.now()))
    if (!saved) return
    await recordInteraction(ctx, tx, deedOf('FAVOURITE_ADDED', saved))
    await append(tx, favourite.added(saved), ctx)
  })
}

export function removeFavourite(ctx: Context, propertyId: string): Promise<PropertyRow> {
  return change(ctx, propertyId, async (tx, keeper, { id }) => {
    const deleted = await deleteFavourite(tx, ctx.company, keeper.account, id)
    if (!deleted) return
    await recordInteraction(ctx, tx, deedOf('FAVOURITE_REMOVED', deleted))
    await append(tx, favourite.removed(deleted), ctx)
  })
}

function deedOf(kind: Deed['kind'], { contactId, propertyId }: FavouriteRow): Deed {
  return { kind, contactId, propertyId }
}

type Change = (tx: Tx, keeper: Client, property: PropertyRow) => Promise<void>

async function change(ctx: Context, given: string, work: Change): Promise<PropertyRow> {
  const keeper = client.mayRequest(ctx.actor)
  return ctx.transact(async (tx) => {
    const property = await findSeen(ctx, tx, given)
    await work(tx, keeper, property)
    return property
  })
}
