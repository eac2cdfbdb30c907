import type { Context } from '../../kernel/context.ts'
import { unauthenticated } from '../../kernel/errors.ts'
import { append } from '../../kernel/events/append.ts'
import { readPassword } from '../password/repository.ts'
import { lockAccount, saveAccount } from '../portal-account/repository.ts'
import { lockPortal, readPortal, savePortal } from '../portal/repository.ts'
import { renewSession } from '../session/commands.ts'
import { opened, type OpenedSession } from '../session/opened.ts'
import { currentKey } from '../signing-key/commands.ts'
import * as policy from './policy.ts'
import { insertAcceptance, insertTerms, readAcceptance, readCurrentTerms } from './repository.ts'
import type { TermsAcceptanceRow, TermsRow } from './tables.ts'
import * as terms from './terms.ts'

/** Publishes the next version; a required one blocks every client until they accept it (ACC-16). */
export async function publishTerms(ctx: Context, given: terms.TermsGiven): Promise<TermsRow> {
  const { agent } = policy.mayPublish(ctx.actor)
  return ctx.transact(async (tx) => {
    const { company } = ctx
    // Versions are counted while the portal is locked.
    const { defaultLanguage } = await lockPortal(tx, company)
    const latest = (await readCurrentTerms(tx, company))?.version ?? 0
    const decision = terms.publish(latest, given, { company, agent, defaultLanguage }, ctx.now())
    const { version, isRequired } = decision.terms
    await insertTerms(tx, decision.terms, decision.texts)
    if (isRequired) await savePortal(tx, company, { termsVersion: version })
    for (const event of decision.events) await append(tx, event, ctx)
    return { ...decision.terms, id: String(version) }
  })
}

/** What a client says who accepts. */
export interface Accepted {
  readonly version: number
  readonly language?: string | null
}

/** A client accepts the current version; their session gets new tokens without the block (ACC-16). */
export async function acceptTerms(
  ctx: Context,
  { version, language }: Accepted,
): Promise<{ readonly acceptance: TermsAcceptanceRow | null; readonly session: OpenedSession }> {
  const { account: id, session } = policy.mayAccept(ctx.actor)
  const { company, device } = ctx
  const key = await currentKey(ctx.services)
  const done = await ctx.transact(async (tx) => {
    const found = await lockAccount(tx, company, { see: 'self', account: id }, id)
    if (!found) throw unauthenticated('SESSION_ENDED')
    const { defaultLanguage } = await readPortal(tx, company)
    const current = await readCurrentTerms(tx, company)
    const reader = { named: language ?? null, spoken: ctx.language, defaultLanguage }
    const accepting = { version, reader, ipAddress: device.address }
    const decision = terms.accept(found, current, accepting, ctx.now())
    if (decision) {
      await saveAccount(tx, company, id, decision.change)
      await insertAcceptance(tx, decision.acceptance)
      await append(tx, decision.event, ctx)
    }
    const renewed = await renewSession(tx, ctx, id, session)
    const password = await readPassword(tx, company, id)
    return { ...renewed, password, acceptance: await readAcceptance(tx, company, id, version) }
  })
  const { acceptance, session: renewed, identity, password, refreshToken } = done
  return { acceptance, session: await opened(key, renewed, identity, password, refreshToken, ctx.now()) }
}
