import type { Context } from '../../kernel/context.ts'
import type { Tx } from '../../kernel/db.ts'
import { append } from '../../kernel/events/append.ts'
import { idOf } from '../../kernel/ids.ts'
import { requireChange } from '../password/password.ts'
import { lockPassword, savePassword } from '../password/repository.ts'
import * as policy from '../portal-account/policy.ts'
import * as account from '../portal-account/portal-account.ts'
import { lockAccount, saveAccount } from '../portal-account/repository.ts'
import type { PortalAccountRow } from '../portal-account/tables.ts'
import { refuse } from '../refusals.ts'
import { endSessionsOf } from '../session/commands.ts'

/** Shuts an account: its sessions, with all that is open in them, end at once (ACC-15). */
export function disableAccount(ctx: Context, accountId: string): Promise<PortalAccountRow> {
  policy.mayGuard(ctx.actor)
  return changeAccount(ctx, accountId, async (tx, found) => {
    const decision = account.disable(found, ctx.now())
    if (!decision) return found
    await append(tx, decision.event, ctx)
    await endSessionsOf(tx, ctx, found.id, null)
    return saveAccount(tx, ctx.company, found.id, decision.change)
  })
}

/** Opens an account that was shut: its person may log in again (ACC-15). */
export function enableAccount(ctx: Context, accountId: string): Promise<PortalAccountRow> {
  policy.mayEnable(ctx.actor)
  return changeAccount(ctx, accountId, async (tx, found) => {
    const decision = account.enable(found)
    if (!decision) return found
    await append(tx, decision.event, ctx)
    return saveAccount(tx, ctx.company, found.id, decision.change)
  })
}

/** Has a client choose another password before anything else (ACC-14). */
export function requirePasswordChange(ctx: Context, accountId: string): Promise<PortalAccountRow> {
  policy.mayGuard(ctx.actor)
  return changeAccount(ctx, accountId, async (tx, found) => {
    const password = await lockPassword(tx, ctx.company, found.id, 'update')
    const decision = requireChange(password, ctx.now())
    if (!decision) return found
    await append(tx, decision.event, ctx)
    await savePassword(tx, { ...password!, ...decision.change })
    return saveAccount(tx, ctx.company, found.id, { version: found.version + 1 })
  })
}

/** Changes an active account that the asker sees, under its row's lock. */
function changeAccount(
  ctx: Context,
  accountId: string,
  change: (tx: Tx, found: account.ActiveAccount) => Promise<PortalAccountRow>,
): Promise<PortalAccountRow> {
  return ctx.transact(async (tx) => {
    const id = idOf('account', accountId)
    const found = id && (await lockAccount(tx, ctx.company, policy.sightOf(ctx.actor), id))
    if (!found) throw refuse('NOT_FOUND', { noun: 'portal account', path: ['input', 'accountId'] })
    return change(tx, account.active(found))
  })
}
