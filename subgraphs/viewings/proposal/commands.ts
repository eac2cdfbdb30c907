import type { Context } from '../../kernel/context.ts'
import { lockForChange, saveChange, type Target } from '../change/commands.ts'
import { may } from '../permission/permission.ts'
import type { Slot } from '../slot/slot.ts'
import type { ViewingRow } from '../viewing/tables.ts'
import { decline, propose } from './proposal.ts'

export async function proposeTime(ctx: Context, input: Slot & { readonly viewingId: string }): Promise<ViewingRow> {
  may('PROPOSE', ctx.actor)
  return ctx.transact(async (tx) => {
    const found = await lockForChange(ctx, tx, { viewingId: input.viewingId })
    return saveChange(ctx, tx, found, propose(found, input, ctx.now()))
  })
}

export async function declineProposal(ctx: Context, input: Target): Promise<ViewingRow> {
  may('DECLINE_PROPOSAL', ctx.actor)
  return ctx.transact(async (tx) => {
    const found = await lockForChange(ctx, tx, input)
    return saveChange(ctx, tx, found, decline(found, ctx.now()))
  })
}
