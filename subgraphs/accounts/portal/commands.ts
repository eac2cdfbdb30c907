import type { Context } from '../../kernel/context.ts'
import { append } from '../../kernel/events/append.ts'
import { refuse } from '../refusals.ts'
import * as policy from './policy.ts'
import * as portal from './portal.ts'
import { lockPortal, readPortal, savePortal, type KeyedPortal } from './repository.ts'

/** What of the company's portal is to be set, by somebody who has read this version of it. */
export interface PortalUpdate extends portal.PortalSetting {
  readonly expectedVersion?: number | null
}

/** Sets how the company's portal looks and works, all that is given or nothing (ACC-24). */
export async function updatePortal(ctx: Context, given: PortalUpdate): Promise<KeyedPortal> {
  policy.maySet(ctx.actor)
  return ctx.transact(async (tx) => {
    const found = await lockPortal(tx, ctx.company)
    if (given.expectedVersion != null && given.expectedVersion !== found.version) {
      throw refuse('VERSION_MISMATCH', { path: ['input', 'expectedVersion'] })
    }
    const decision = portal.set(found, given, ctx.services.config.development, ctx.now())
    if (decision) {
      await savePortal(tx, ctx.company, decision.change)
      for (const event of decision.events) await append(tx, event, ctx)
    }
    return readPortal(tx, ctx.company)
  })
}
