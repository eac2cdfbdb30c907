import type { Context } from '../../kernel/context.ts'
import type { Tx } from '../../kernel/db.ts'
import { append } from '../../kernel/events/append.ts'
import { newId } from '../../kernel/ids.ts'
import { countTry, forgive, throttle } from '../lockout/commands.ts'
import { isPasswordOf } from '../password/hashing.ts'
import { readPassword } from '../password/repository.ts'
import type { ActiveAccount } from '../portal-account/portal-account.ts'
import { readAccount, saveAccount } from '../portal-account/repository.ts'
import type { PortalAccountRow } from '../portal-account/tables.ts'
import { lockOwn } from '../profile/commands.ts'
import * as policy from '../profile/policy.ts'
import * as profile from '../profile/profile.ts'
import { askAgain, askForProof, tryCode, useProof, type MailJob } from '../proof/commands.ts'
import { codeWrong } from '../proof/proof.ts'
import { endProofsOf, lockProofsOf } from '../proof/repository.ts'
import { textOf } from '../proof/secret.ts'
import type { ProofRow } from '../proof/tables.ts'
import { refuse } from '../refusals.ts'
import { endSessionsOf } from '../session/commands.ts'
import { insertMove, readWaiting } from './repository.ts'

const mailCode: MailJob = { name: 'mailEmailChangeCode' }

/**
 * A client wants to log in with another address: a code goes there, and a mail that tells of it to the present one. It is
 * the same whether the address is somebody else's: only the mail finds out (ACC-9, ACC-17).
 */
export async function startEmailChange(ctx: Context, email: string, password: string): Promise<PortalAccountRow> {
  const { account: id } = policy.mayEditOwn(ctx.actor)
  const { company } = ctx
  const wanted = profile.emailIn(email)
  const account = await readAccount(ctx.db, company, id)
  const tried = await countTry(ctx, { company, person: id, kind: 'client', typed: account?.email ?? '' })
  const known = await readPassword(ctx.db, company, id)
  const isRight = await isPasswordOf(tried.isLocked ? null : (known?.hash ?? null), password)
  if (!isRight) throw refuse('PASSWORD_WRONG', { path: ['input', 'password'] })
  return ctx.transact(async (tx) => {
    await throttle(ctx, tx)
    const asked = { company, purpose: 'EMAIL_CHANGE', form: 'CODE', email: wanted, accountId: id } as const
    await askForProof(ctx, tx, asked, mailCode)
    await forgive(tx, tried)
    const found = await lockOwn(tx, ctx, id)
    if (!profile.isMoved(found, wanted)) throw refuse('EMAIL_UNCHANGED', { path: ['input', 'email'] })
    await ctx.services.jobs.enqueue(tx, 'mailEmailChangeAsked', { company, accountId: id })
    return found
  })
}

/** Mails another code to the address that waits; the one before is dead (ACC-7). */
export async function resendEmailChange(ctx: Context, email: string): Promise<PortalAccountRow> {
  const { account: id } = policy.mayEditOwn(ctx.actor)
  const waiting = await waitingOf(ctx, id)
  if (waiting?.email !== profile.emailIn(email)) throw refuse('PROOF_OVER', { path: ['input', 'email'] })
  return ctx.transact(async (tx) => {
    await askAgain(ctx, tx, { company: ctx.company, id: waiting.id }, 'EMAIL_CHANGE', mailCode)
    return lockOwn(tx, ctx, id)
  })
}

/** The code is right: the client logs in with the new address from now on, and the former one is told (ACC-17). */
export async function completeEmailChange(ctx: Context, code: string): Promise<PortalAccountRow> {
  const { account: id, session } = policy.mayEditOwn(ctx.actor)
  const waiting = await waitingOf(ctx, id)
  if (!waiting) throw codeWrong()
  const shown = await tryCode(
    ctx,
    textOf(ctx.services.seal, { company: ctx.company, id: waiting.id }),
    'EMAIL_CHANGE',
    code,
  )
  return ctx.transact(async (tx) => {
    // The others end with this one, and are locked with it before the account is.
    await lockProofsOf(tx, ctx.company, id)
    const { email } = await useProof(ctx, tx, shown)
    const found = await lockOwn(tx, ctx, id)
    const decision = profile.change(found, { email }, 'CLIENT')
    if (!decision) return found
    const saved = await saveAccount(tx, ctx.company, id, { ...decision.change, verifiedAt: ctx.now() })
    await append(tx, decision.event, ctx)
    await endSessionsOf(tx, ctx, id, session)
    await moveAddress(ctx, tx, found, email, 'CLIENT')
    return saved
  })
}

/** Has it told that an account is logged in with by another address; what was mailed to the former one is worth nothing. */
export async function moveAddress(
  ctx: Context,
  tx: Tx,
  { id: accountId, email: from }: ActiveAccount,
  to: string,
  by: profile.Editor,
): Promise<void> {
  const { company } = ctx
  const id = newId('email_move')
  await endProofsOf(tx, company, accountId, ctx.now())
  await insertMove(tx, { companyId: company, id, accountId, from, to, by, fromToldAt: null })
  await ctx.services.jobs.enqueue(tx, 'mailEmailMove', { company, moveId: id })
}

async function waitingOf(ctx: Context, id: PortalAccountRow['id']): Promise<ProofRow | null> {
  const [newest] = await readWaiting(ctx.db, ctx.company, [id], ctx.now())
  return newest ?? null
}
