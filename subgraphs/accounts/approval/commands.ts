import type { Context } from '../../kernel/context.ts'
import type { Tx } from '../../kernel/db.ts'
import { idOf, type AccountId } from '../../kernel/ids.ts'
import type { Services } from '../../kernel/services.ts'
import { activateNow, settle } from '../activation/commands.ts'
import { deleteDraft, lockWaysIn } from '../activation/repository.ts'
import * as policy from '../portal-account/policy.ts'
import { lockAccount, readAccount, saveAccount } from '../portal-account/repository.ts'
import type { PortalAccountRow } from '../portal-account/tables.ts'
import { refuse } from '../refusals.ts'
import * as approval from './approval.ts'
import { forgetDeclines, insertDecline } from './repository.ts'

/**
 * Staff approve a registration that waits for them, and it is settled at once. One whose contact has an account still goes
 * back to review: there is never a second one (ACC-8, ACC-24).
 */
export async function approveAccount(ctx: Context, accountId: string): Promise<PortalAccountRow> {
  policy.mayInvite(ctx.actor)
  const approved = await ctx.transact(async (tx) => {
    const draft = await waiting(ctx, tx, accountId)
    const saved = await saveAccount(tx, ctx.company, draft.id, approval.approve(draft, ctx.now()))
    await settle(ctx.services, tx, saved)
    return saved
  })
  await activateNow(ctx.services, ctx.company, approved.id)
  return (await readAccount(ctx.db, ctx.company, approved.id)) ?? approved
}

/** Staff decline a registration that waits for them: the draft is gone, and its person is mailed why (ACC-24). */
export async function declineAccount(ctx: Context, accountId: string, given: string | null): Promise<AccountId> {
  policy.mayInvite(ctx.actor)
  const reason = approval.reasonOf(given ?? '')
  return ctx.transact(async (tx) => {
    const named = idOf('account', accountId)
    if (named) await lockWaysIn(tx, ctx.company, [named])
    const { id, companyId, email, firstName, language } = await waiting(ctx, tx, accountId)
    await insertDecline(tx, { companyId, accountId: id, email, firstName, language, reason, declinedAt: ctx.now() })
    await deleteDraft(tx, ctx.company, id)
    await ctx.services.jobs.enqueue(tx, 'mailDecline', { company: companyId, accountId: id })
    return id
  })
}

/** Forgets who could not be mailed that they were declined; whether there may be more. */
export async function forgetOldDeclines({ db, now }: Services, limit: number): Promise<boolean> {
  return (await forgetDeclines(db, approval.keptSince(now()), limit)) === limit
}

async function waiting(ctx: Context, tx: Tx, accountId: string): Promise<PortalAccountRow> {
  const id = idOf('account', accountId)
  const found = id && (await lockAccount(tx, ctx.company, policy.sightOf(ctx.actor), id))
  if (!found) throw refuse('NOT_FOUND', { noun: 'portal account', path: ['input', 'accountId'] })
  approval.mustWait(found)
  return found
}
