import type { Context } from '../../kernel/context.ts'
import type { Tx } from '../../kernel/db.ts'
import { append } from '../../kernel/events/append.ts'
import { idOf } from '../../kernel/ids.ts'
import { saveLinks, type LinksWanted } from '../client-account/commands.ts'
import { isOfShutLead } from '../contact-review/commands.ts'
import { moveAddress } from '../email-change/commands.ts'
import { requireChange } from '../password/password.ts'
import { lockPassword, savePassword } from '../password/repository.ts'
import type { PasswordRow } from '../password/tables.ts'
import * as policy from '../portal-account/policy.ts'
import * as account from '../portal-account/portal-account.ts'
import { lockAccount, saveAccount } from '../portal-account/repository.ts'
import type { PortalAccountRow } from '../portal-account/tables.ts'
import { lockProofsOf } from '../proof/repository.ts'
import { refuse } from '../refusals.ts'
import { endSessionsOf } from '../session/commands.ts'
import * as edit from './account-edit.ts'

/** What `portalAccountUpdate` is given: which account, which version of it was read, and what is wanted of it. */
export interface AccountUpdate extends edit.AccountWish, LinksWanted {
  readonly accountId: string
  readonly expectedVersion?: number | null
}

/** Changes all that staff want of an account, or nothing of it (ACC-14). */
export async function updateAccount(ctx: Context, given: AccountUpdate): Promise<PortalAccountRow> {
  policy.mayEdit(ctx.actor)
  const isUnwanted = given.isDisabled === false && (await isOfShutLead(ctx, given.accountId))
  return changeAccount(ctx, given.accountId, async (tx, found, password) => {
    if (given.expectedVersion != null && given.expectedVersion !== found.version) {
      throw refuse('VERSION_MISMATCH', { path: ['input', 'expectedVersion'] })
    }
    const edited = edit.edit(found, password, { ...given, isUnwanted }, ctx.now())
    const isLinked = await saveLinks(ctx, tx, found.id, given)
    if (!edited) {
      return isLinked ? saveAccount(tx, ctx.company, found.id, { version: found.version + 1 }) : found
    }
    const saved = await saveAccount(tx, ctx.company, found.id, edited.account)
    if (edited.password) await savePassword(tx, { ...password!, ...edited.password })
    for (const event of edited.events) await append(tx, event, ctx)
    if (edited.endsSessions) await endSessionsOf(tx, ctx, found.id, null)
    if (edited.isMoved) await moveAddress(ctx, tx, found, saved.email, 'STAFF')
    return saved
  })
}

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
export async function enableAccount(ctx: Context, accountId: string): Promise<PortalAccountRow> {
  policy.mayEnable(ctx.actor)
  const isUnwanted = await isOfShutLead(ctx, accountId)
  return changeAccount(ctx, accountId, async (tx, found) => {
    const decision = edit.enable(found, isUnwanted, 'accountId')
    if (!decision) return found
    await append(tx, decision.event, ctx)
    return saveAccount(tx, ctx.company, found.id, decision.change)
  })
}

/** Has a client choose another password before anything else (ACC-14). */
export function requirePasswordChange(ctx: Context, accountId: string): Promise<PortalAccountRow> {
  policy.mayGuard(ctx.actor)
  return changeAccount(ctx, accountId, async (tx, found, password) => {
    const decision = requireChange(password, ctx.now())
    if (!decision) return found
    await append(tx, decision.event, ctx)
    await savePassword(tx, { ...password!, ...decision.change })
    return saveAccount(tx, ctx.company, found.id, { version: found.version + 1 })
  })
}

/** Changes an active account that the asker sees, under the locks of its proofs, its password and its row. */
function changeAccount(
  ctx: Context,
  accountId: string,
  change: (tx: Tx, found: account.ActiveAccount, password: PasswordRow | null) => Promise<PortalAccountRow>,
): Promise<PortalAccountRow> {
  return ctx.transact(async (tx) => {
    const id = idOf('account', accountId)
    if (id) await lockProofsOf(tx, ctx.company, id)
    const password = id && (await lockPassword(tx, ctx.company, id, 'update'))
    const found = id && (await lockAccount(tx, ctx.company, policy.sightOf(ctx.actor), id))
    if (!found) throw refuse('NOT_FOUND', { noun: 'portal account', path: ['input', 'accountId'] })
    return change(tx, account.active(found), password)
  })
}
