import type { Context } from '../../kernel/context.ts'
import type { Tx } from '../../kernel/db.ts'
import { append, appendAs, type Author } from '../../kernel/events/append.ts'
import { idOf, newId, type AccountId } from '../../kernel/ids.ts'
import { readPassword } from '../password/repository.ts'
import { isOpen } from '../portal-account/portal-account.ts'
import { sightOf } from '../portal-account/policy.ts'
import { lockAccount } from '../portal-account/repository.ts'
import { refuse } from '../refusals.ts'
import { opened, type OpenedSession } from '../session/opened.ts'
import { newChainKey, newRefreshToken, tokenHash } from '../session/refresh-token.ts'
import * as sessions from '../session/repository.ts'
import * as session from '../session/session.ts'
import { currentKey } from '../signing-key/commands.ts'
import * as view from './client-view.ts'
import * as policy from './policy.ts'
import { insertView, lockViews } from './repository.ts'
import type { ClientViewRow } from './tables.ts'

/** A view that has begun, with the tokens by which it is looked at. */
export interface Started {
  readonly view: ClientViewRow
  readonly session: OpenedSession
}

/**
 * Opens a session in which a member of staff sees the portal as a client does. It is read-only, lasts half an hour in all,
 * and ends as soon as they may not see the client any more.
 */
export async function startView(ctx: Context, accountId: string, reason: string): Promise<Started> {
  const { agent, session: own } = policy.mayView(ctx.actor)
  const { company } = ctx
  const key = await currentKey(ctx.services)
  const refreshToken = newRefreshToken(company)
  const started = await ctx.transact(async (tx) => {
    const id = idOf('account', accountId)
    const account = id && (await lockAccount(tx, company, sightOf(ctx.actor), id))
    const identity = account && (await sessions.identityOf(tx, company, account.id, 'client', agent))
    if (!identity || !isOpen(account)) {
      throw refuse('NOT_FOUND', { noun: 'portal account', path: ['input', 'accountId'] })
    }
    // How they came in themselves.
    const { way } = (await sessions.readSession(tx, company, own!))!
    const beginning = { companyId: company, id: newId('session'), personId: account.id, chainKey: newChainKey(), way }
    const begun = session.start({ ...beginning, device: ctx.device, seenBy: agent }, ctx.now())
    const decision = view.start(account, agent, reason, begun)
    await sessions.insertSession(tx, begun)
    await sessions.insertRefreshToken(tx, company, begun.id, tokenHash(refreshToken))
    await insertView(tx, decision.view)
    await append(tx, decision.event, ctx)
    return { begun, identity, view: decision.view, password: await readPassword(tx, company, account.id) }
  })
  const { begun, identity, password } = started
  return { view: started.view, session: await opened(key, begun, identity, password, refreshToken, ctx.now()) }
}

/** Ends the views of an account whose agents may not see it any more, as when somebody else looks after its contact now. */
export async function endLostViews(tx: Tx, author: Author & { readonly at: Date }, account: AccountId): Promise<void> {
  const { company, at } = author
  for (const one of await lockViews(tx, company, account)) {
    if (await sessions.readSeer(tx, company, account, one.seenBy!)) continue
    const decision = session.end(one, at)
    if (!decision) continue
    await sessions.saveSession(tx, company, one.id, decision.change)
    await appendAs(tx, decision.event, author)
  }
}
