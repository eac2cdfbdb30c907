import type { Context } from '../../kernel/context.ts'
import { lockForChange, saveChange, type Target } from '../change/commands.ts'
import { may } from '../permission/permission.ts'
import type { ViewingRow } from '../viewing/tables.ts'
import { complete, markNoShow } from './outcome.ts'

export async function completeViewing(ctx: Context, input: Target): Promise<ViewingRow> {
  may('COMPLETE', ctx.actor)
  return ctx.transact(async (tx) => {
    const found = await lockForChange(ctx, tx, input)
    const decision = complete(found, ctx.now())
    return decision ? saveChange(ctx, tx, found, decision) : found
  })
}

export async function markViewingNoShow(ctx: Context, input: Target): Promise<ViewingRow> {
  may('MARK_NO_SHOW', ctx.actor)
  return ctx.transact(async (tx) => {
    const found = await lockForChange(ctx, tx, input)
    const decision = markNoShow(found, ctx.now())
    return decision ? saveChange(ctx, tx, found, decision) : found
  })
}
