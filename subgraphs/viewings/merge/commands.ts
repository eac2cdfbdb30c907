import type { Context } from '../../kernel/context.ts'
import type { Tx } from '../../kernel/db.ts'
import type { ContactId } from '../../kernel/ids.ts'
import { lockIfSeen, saveChange } from '../change/commands.ts'
import { regroupViewed } from '../offer/commands.ts'
import { deleteSlot } from '../slot/repository.ts'
import * as viewing from '../viewing/viewing.ts'
import { listColliding, listTouched, moveClient } from './repository.ts'

/**
 * Brings what hangs on one contact to another: deals with their offers, viewings, watches, what was said of properties and
 * kept at hand. Where both have the same, that of the other one stands: a viewing that cannot be beside theirs is called
 * off (CON-4).
 */
export async function followMerge(ctx: Context, from: ContactId, into: ContactId): Promise<void> {
  await ctx.transact(async (tx) => {
    const touched = await listTouched(tx, ctx.company, from)
    for (const id of await listColliding(tx, ctx.company, from, into)) await callOff(ctx, tx, id)
    await moveClient(tx, ctx.company, from, into)
    for (const propertyId of touched) await regroupViewed(ctx, tx, { contactId: into, propertyId })
  })
}

async function callOff(ctx: Context, tx: Tx, viewingId: string): Promise<void> {
  const found = await lockIfSeen(ctx, tx, viewingId)
  const decision = found && viewing.cancel(found, null, ctx.now())
  if (!found || !decision) return
  const own = viewing.ownSlot(found)
  if (own) await deleteSlot(tx, ctx.company, own)
  await saveChange(ctx, tx, found, decision)
}
