import type { Context } from '../../kernel/context.ts'
import { said } from '../../kernel/texts.ts'
import { readLockedSince } from '../lockout/queries.ts'
import { readPassword } from '../password/repository.ts'
import { sightOf } from '../portal-account/policy.ts'
import type { PortalAccountRow } from '../portal-account/tables.ts'
import { readPortalKey } from '../portal-key/repository.ts'
import { keyIn } from '../portal-key/portal-key.ts'
import { readPortal } from '../portal/repository.ts'
import { signOnOf } from '../sign-on/commands.ts'
import { readAcceptance, readTerms } from '../terms/repository.ts'
import { diagnose, mayLogIn, mutations, remedyOf, type Facts, type Finding } from './diagnosis.ts'
import * as policy from './policy.ts'
import { remedyTexts } from './remedy-texts.ts'
import { findSeenAccount } from './repository.ts'

/** One check, with what mends it where it fails. */
export interface FindingTold extends Finding {
  readonly remedy: { readonly mutation: string | null; readonly description: string } | null
}

/** Why somebody can or cannot log in. */
export interface Diagnosis {
  readonly account: PortalAccountRow | null
  readonly mayLogIn: boolean
  readonly checks: readonly FindingTold[]
}

/** Why a client cannot log in with an address at a portal, as far as the asker sees that account (ACC-25). */
export async function diagnosisOf(ctx: Context, email: string, portalKey: string): Promise<Diagnosis> {
  const { company, db } = ctx
  policy.mayDiagnose(ctx.actor)
  const account = await findSeenAccount(db, company, sightOf(ctx.actor), email.trim())
  const portal = await readPortal(db, company)
  const facts: Facts = {
    portal,
    key: await keyAt(ctx, portalKey),
    account,
    password: account && (await readPassword(db, company, account.id)),
    lockedSince: account && (await readLockedSince(ctx, account.id)),
    terms: {
      required: portal.termsVersion,
      since: (await readTerms(db, company, portal.termsVersion))?.publishedAt ?? null,
      acceptedAt:
        account && ((await readAcceptance(db, company, account.id, account.termsVersion))?.acceptedAt ?? null),
    },
    signOn: account && (await signOnOf(db, company, account.id)),
  }
  const told = ({ check, outcome }: Finding) => {
    if (outcome !== 'FAILED') return null
    const remedy = remedyOf(check, facts)
    return { mutation: mutations[remedy], description: said(remedyTexts[remedy], ctx.language, { key: portal.key }) }
  }
  return {
    account,
    mayLogIn: mayLogIn(facts, ctx.now()),
    checks: diagnose(facts, ctx.now()).map((finding) => ({ ...finding, remedy: told(finding) })),
  }
}

/** What a key is to the asker's company; another company's looks like none. */
async function keyAt({ db, company }: Context, given: string): Promise<Facts['key']> {
  const key = keyIn(given)
  const found = key && (await readPortalKey(db, company, key))
  if (!found) return { is: 'UNKNOWN' }
  return found.retiredAt ? { is: 'RETIRED', since: found.retiredAt } : { is: 'LIVE', since: found.createdAt }
}
