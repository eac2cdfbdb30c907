import type { Context } from '../../kernel/context.ts'
import type { Tx } from '../../kernel/db.ts'
import { checkAll, unauthenticated } from '../../kernel/errors.ts'
import { append } from '../../kernel/events/append.ts'
import type { AccountId } from '../../kernel/ids.ts'
import { active, type ActiveAccount } from '../portal-account/portal-account.ts'
import { lockAccount, saveAccount } from '../portal-account/repository.ts'
import type { PortalAccountRow } from '../portal-account/tables.ts'
import { refuse } from '../refusals.ts'
import * as policy from './policy.ts'
import * as profile from './profile.ts'

/** What `profileUpdate` is given: what is to be changed, and which version of the account was read. */
export interface ProfileUpdate extends profile.ProfileWish {
  readonly expectedVersion?: number | null
}

/** A client says at once who they are now; all of it is kept or nothing (ACC-17). */
export function updateProfile(ctx: Context, given: ProfileUpdate): Promise<PortalAccountRow> {
  const { account: id } = policy.mayEditOwn(ctx.actor)
  return ctx.transact(async (tx) => {
    const found = await lockOwn(tx, ctx, id)
    if (given.expectedVersion != null && given.expectedVersion !== found.version) {
      throw refuse('VERSION_MISMATCH', { path: ['input', 'expectedVersion'] })
    }
    const decision = profile.change(found, checkAll(profile.ownChecksOf(found, given)), 'CLIENT')
    if (!decision) return found
    await append(tx, decision.event, ctx)
    return saveAccount(tx, ctx.company, id, decision.change)
  })
}

/** Locks the asker's own account until the transaction's end. */
export async function lockOwn(tx: Tx, ctx: Context, id: AccountId): Promise<ActiveAccount> {
  const found = await lockAccount(tx, ctx.company, { see: 'self', account: id }, id)
  // Who had a session a moment ago may have none now.
  if (!found) throw unauthenticated('SESSION_ENDED')
  return active(found)
}
