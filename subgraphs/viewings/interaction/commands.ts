import type { Context } from '../../kernel/context.ts'
import type { Tx } from '../../kernel/db.ts'
import { newId } from '../../kernel/ids.ts'
import { insertInteraction } from './repository.ts'
import type { InteractionRow } from './tables.ts'

/** What a client did, and about what. */
export type Deed = Pick<InteractionRow, 'contactId' | 'kind'> &
  Partial<Pick<InteractionRow, 'propertyId' | 'viewingId' | 'watchId' | 'rating'>>

/** Keeps for staff what the client who asks is doing; what staff do is no interaction of the client's (VIE-15). */
export async function recordInteraction(ctx: Context, tx: Tx, deed: Deed): Promise<void> {
  if (ctx.actor.kind !== 'client') return
  await insertInteraction(tx, {
    propertyId: null,
    viewingId: null,
    watchId: null,
    rating: null,
    ...deed,
    companyId: ctx.company,
    id: newId('interaction'),
    byId: ctx.actor.account,
    at: ctx.now(),
  })
}
