import { personOf } from '../../kernel/actor.ts'
import type { Context } from '../../kernel/context.ts'
import { append } from '../../kernel/events/append.ts'
import { lockForChange, rememberDeed } from '../change/commands.ts'
import * as policy from '../client/policy.ts'
import type { ViewingRow } from '../viewing/tables.ts'
import * as feedback from './feedback.ts'
import { findFeedback, saveFeedback } from './repository.ts'

/** What `viewingFeedbackGive` is given. */
export interface FeedbackDraft extends feedback.Opinion {
  readonly viewingId: string
}

/** The client says what they thought of a viewing, or staff write it down for them. */
export async function giveFeedback(ctx: Context, draft: FeedbackDraft): Promise<ViewingRow> {
  const actor = policy.mayTakePart(ctx.actor)
  const writer = { byId: personOf(actor)!, isOnBehalf: actor.kind === 'staff' }
  return ctx.transact(async (tx) => {
    const found = await lockForChange(ctx, tx, { viewingId: draft.viewingId })
    const before = await findFeedback(tx, ctx.company, found.id)
    const { change, event } = feedback.give(found, before, draft, writer, ctx.now())
    await saveFeedback(tx, change)
    await rememberDeed(ctx, tx, found, 'FEEDBACK_GIVEN')
    await append(tx, event, ctx)
    return found
  })
}
