import type { Staff } from '../../kernel/actor.ts'
import type { Context } from '../../kernel/context.ts'
import { said } from '../../kernel/texts.ts'
import { readLockedSince } from '../lockout/queries.ts'
import { isOfShutLead } from '../contact-review/commands.ts'
import { contactsSeen } from '../password-access/commands.ts'
import { readPassword } from '../password/repository.ts'
import { sightOf } from '../portal-account/policy.ts'
import { hasAccount } from '../portal-account/repository.ts'
import type { PortalAccountRow } from '../portal-account/tables.ts'
import { readPortalKey } from '../portal-key/repository.ts'
import { keyIn } from '../portal-key/portal-key.ts'
import { readPortal } from '../portal/repository.ts'
import { readFactor } from '../second-factor/repository.ts'
import { signOnOf } from '../sign-on/commands.ts'
import { readAcceptance, readRequiredSince } from '../terms/repository.ts'
import {
  diagnose,
  mayLogIn,
  mutationFor,
  remediesOf,
  type ContactKnown,
  type Facts,
  type Finding,
} from './diagnosis.ts'
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
  const asker = policy.mayDiagnose(ctx.actor)
  const account = await findSeenAccount(db, company, sightOf(ctx.actor), email.trim())
  const portal = await readPortal(db, company)
  const facts: Facts = {
    portal,
    key: await keyAt(ctx, portalKey),
    account,
    contact: account?.status === 'ACTIVE' ? 'NONE' : await contactAt(ctx, asker, email.trim()),
    isUnwanted: account !== null && (await isOfShutLead(ctx, account.id)),
    password: account && (await readPassword(db, company, account.id)),
    lockedSince: account && (await readLockedSince(ctx, account.id)),
    factor: account && (await readFactor(db, company, account.id)),
    termsRequired: portal.termsVersion,
    terms: {
      since: await readRequiredSince(db, company, account?.termsVersion ?? 0),
      acceptedAt:
        account && ((await readAcceptance(db, company, account.id, account.termsVersion))?.acceptedAt ?? null),
    },
    signOn: account && (await signOnOf(db, company, account.id)),
  }
  const told = ({ check, outcome }: Finding) => {
    if (outcome !== 'FAILED') return null
    const remedies = remediesOf(check, facts)
    const texts = remedies.map((remedy) => said(remedyTexts[remedy], ctx.language, { key: portal.key }))
    return { mutation: mutationFor(remedies, asker.role), description: texts.join(' ') }
  }
  return {
    account,
    mayLogIn: mayLogIn(facts, ctx.now()),
    checks: diagnose(facts, ctx.now()).map((finding) => ({ ...finding, remedy: told(finding) })),
  }
}

/** Who among the contacts that the asker sees has an address, as far as it matters for giving them an account of it. */
async function contactAt(ctx: Context, asker: Staff, email: string): Promise<ContactKnown> {
  const contacts = await contactsSeen(ctx, asker, email)
  if (contacts.length === 0) return 'NONE'
  const have = await Promise.all(contacts.map(({ id }) => hasAccount(ctx.db, ctx.company, id)))
  return have.includes(false) ? 'WITHOUT_ACCOUNT' : 'WITH_ACCOUNT'
}

/** What a key is to the asker's company; another company's looks like none. */
async function keyAt({ db, company }: Context, given: string): Promise<Facts['key']> {
  const key = keyIn(given)
  const found = key && (await readPortalKey(db, company, key))
  if (!found) return { is: 'UNKNOWN' }
  return found.retiredAt ? { is: 'RETIRED', since: found.retiredAt } : { is: 'LIVE', since: found.createdAt }
}
