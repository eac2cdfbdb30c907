import type { Context } from '../../kernel/context.ts'
import { append } from '../../kernel/events/append.ts'
import { lockForChange } from '../change/commands.ts'
import * as policy from '../client/policy.ts'
import { refuse } from '../refusals.ts'
import type { ViewingRow } from '../viewing/tables.ts'
import * as arrangement from './arrangement.ts'
import { findArrangement, saveArrangement } from './repository.ts'

/** What `viewingArrange` is given, by somebody who has read this version of what is arranged. */
export interface ArrangementDraft extends arrangement.Arranging {
  readonly viewingId: string
  readonly expectedVersion?: number | null
}

/** Staff say who goes along to a viewing, and what they have to see to. */
export async function arrangeViewing(ctx: Context, draft: ArrangementDraft): Promise<ViewingRow> {
  policy.mayArrange(ctx.actor)
  return ctx.transact(async (tx) => {
    const found = await lockForChange(ctx, tx, { viewingId: draft.viewingId })
    const before = (await findArrangement(tx, ctx.company, found.id)) ?? arrangement.none(found)
    if (draft.expectedVersion != null && draft.expectedVersion !== before.version) {
      throw refuse('VERSION_MISMATCH', { path: ['input', 'expectedVersion'] })
    }
    const decision = arrangement.arrange(found, before, draft, ctx.now())
    if (!decision) return found
    await saveArrangement(tx, decision.change)
    await append(tx, decision.event, ctx)
    return found
  })
}
