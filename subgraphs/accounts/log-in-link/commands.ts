import type { Context } from '../../kernel/context.ts'
import { throttle, unlock } from '../lockout/commands.ts'
import { addressOf } from '../password-reset/password-reset.ts'
import { lockPassword } from '../password/repository.ts'
import { keyIn } from '../portal-key/portal-key.ts'
import { findPortal, readPortal } from '../portal/repository.ts'
import { askForProof, openLink, useProof } from '../proof/commands.ts'
import { linkWrong, mailOf, type AskedMail } from '../proof/proof.ts'
import { refuse } from '../refusals.ts'
import { enter } from '../session/commands.ts'
import type { Entered } from '../session/opened.ts'
import { mayComeIn } from '../session/policy.ts'
import { identityOf } from '../session/repository.ts'

/** Who wants a link, and where. */
export interface LinkWanted {
  readonly portalKey: string
  readonly email: string
}

/** Has a link mailed that logs a client in, where the company has set so; the same is done and answered for any address. */
export async function requestLink(ctx: Context, { portalKey, email }: LinkWanted): Promise<AskedMail> {
  mayComeIn(ctx.actor)
  const key = keyIn(portalKey)
  const portal = key && (await findPortal(ctx.db, key))
  if (!portal || !portal.logInByLink) throw refuse('LOG_IN_BY_LINK_OFF', { path: ['input', 'portalKey'] })
  const wanted = { company: portal.companyId, purpose: 'LOG_IN', form: 'LINK', accountId: null } as const
  const address = addressOf(email)
  const asked = await ctx.transact(async (tx) => {
    await throttle(ctx, tx)
    return askForProof(ctx, tx, { ...wanted, email: address }, { name: 'mailLogInLink' })
  })
  return mailOf(asked)
}

/** Logs a client in by the link from their mail, which serves once. Whose mail it is, nobody's wrong passwords lock out. */
export async function useLink(ctx: Context, token: string): Promise<Entered> {
  mayComeIn(ctx.actor)
  const shown = await openLink(ctx, token, 'LOG_IN')
  const { companyId: company, accountId } = shown
  const identity = accountId && (await identityOf(ctx.db, company, accountId, 'client'))
  if (!identity) throw linkWrong()
  return enter(ctx, identity, 'LINK', async (tx) => {
    // The company may have thought better of it since the mail was sent.
    if (!(await readPortal(tx, company)).logInByLink) throw refuse('LOG_IN_BY_LINK_OFF', { path: ['input', 'token'] })
    await useProof(ctx, tx, shown)
    const password = await lockPassword(tx, company, accountId, 'share')
    await unlock(tx, company, accountId)
    return password
  })
}
