import type { Context } from '../../kernel/context.ts'
import type { Tx } from '../../kernel/db.ts'
import { unauthenticated } from '../../kernel/errors.ts'
import { append } from '../../kernel/events/append.ts'
import { releaseFile } from '../../kernel/files/upload.ts'
import { languageOf } from '../../kernel/language.ts'
import { said } from '../../kernel/texts.ts'
import { countTry, forgive, unlock, type Tried } from '../lockout/commands.ts'
import { isPasswordOf } from '../password/hashing.ts'
import { lockPassword, readPassword } from '../password/repository.ts'
import { lockAccount } from '../portal-account/repository.ts'
import type { PortalAccountRow } from '../portal-account/tables.ts'
import { readPortal } from '../portal/repository.ts'
import { lockProofsOf } from '../proof/repository.ts'
import { isSecretOf, newSecret, secretHash } from '../proof/secret.ts'
import { refuse } from '../refusals.ts'
import { endSessionsOf } from '../session/commands.ts'
import * as policy from './policy.ts'
import * as deletion from './profile-deletion.ts'
import { eraseAccount, insertDeleted, insertFarewell, readDeletion, saveDeletion } from './repository.ts'
import type { DeletedAccountRow } from './tables.ts'
import { warning } from './warning.ts'

/** What whoever wants their profile deleted is told and given first. */
export interface Asked {
  readonly warning: string
  readonly confirmationToken: string
  readonly expiresAt: Date
}

/** The first step: gives what the second one wants, and changes nothing (ACC-19). */
export async function startDeletion(ctx: Context, language: string | null, given: string | null): Promise<Asked> {
  const tried = await provePassword(ctx, given)
  const confirmationToken = newSecret()
  return ctx.transact(async (tx) => {
    if (tried) await forgive(tx, tried)
    const { account, company } = await lockOwn(tx, ctx)
    const asked = deletion.ask(account, secretHash(confirmationToken), ctx.now())
    await saveDeletion(tx, asked)
    const spoken = language === null ? ctx.language : languageOf(language)
    return { warning: said(warning, spoken, { company }), confirmationToken, expiresAt: asked.expiresAt }
  })
}

/** The second step: the account goes, all of it or nothing, and is mailed so a last time (ACC-19). */
export async function completeDeletion(
  ctx: Context,
  token: string,
  appearance: deletion.Appearance,
): Promise<DeletedAccountRow> {
  return ctx.transact(async (tx) => {
    // Nobody comes in by a password or a proof any more; who just did is waited for, in everybody's order.
    const { account: accountId } = policy.mayDeleteOwn(ctx.actor)
    await lockProofsOf(tx, ctx.company, accountId)
    await lockPassword(tx, ctx.company, accountId, 'update')
    await unlock(tx, ctx.company, accountId)
    const { account } = await lockOwn(tx, ctx)
    const { companyId: company, pictureId } = account
    const asked = await readDeletion(tx, company, accountId)
    deletion.confirm(asked, isSecretOf(asked?.hash ?? null, token), ctx.now())
    const { left, event, farewell } = deletion.remove(account, appearance, ctx.now())
    await endSessionsOf(tx, ctx, accountId, null)
    if (pictureId) await releaseFile(tx, ctx, pictureId)
    await eraseAccount(tx, account)
    await insertDeleted(tx, left)
    await insertFarewell(tx, farewell)
    await ctx.services.jobs.enqueue(tx, 'mailFarewell', { company, accountId })
    const at = new Date(ctx.now().getTime() + FORGET_AFTER_MS)
    await ctx.services.jobs.enqueue(tx, 'forgetFarewell', { company, accountId }, { at })
    await append(tx, event, ctx)
    return left
  })
}

/** By then a mail that could not be sent is given up. */
const FORGET_AFTER_MS = 3 * 24 * 3_600_000

/**
 * Who has a password must say it, as a session that was left open is not enough to lose everything by. It is counted as it
 * is at log-in; null for somebody who has none, and comes by single sign-on.
 */
async function provePassword(ctx: Context, given: string | null): Promise<Tried | null> {
  const { account: person } = policy.mayDeleteOwn(ctx.actor)
  const { company } = ctx
  const known = await readPassword(ctx.db, company, person)
  if (!known) return null
  const path = ['input', 'password']
  if (given === null) throw refuse('VALUE_MISSING', { path })
  const tried = await countTry(ctx, { company, person, kind: 'client', typed: '' })
  if (await isPasswordOf(tried.isLocked ? null : known.hash, given)) return tried
  throw refuse('PASSWORD_WRONG', { path })
}

/** The asker's own account, locked, and how their portal is called. */
async function lockOwn(
  tx: Tx,
  ctx: Context,
): Promise<{ readonly account: PortalAccountRow; readonly company: string }> {
  const { account: id } = policy.mayDeleteOwn(ctx.actor)
  const account = await lockAccount(tx, ctx.company, { see: 'self', account: id }, id)
  if (!account) throw unauthenticated('SESSION_ENDED')
  const { displayName } = await readPortal(tx, ctx.company)
  return { account, company: displayName }
}
