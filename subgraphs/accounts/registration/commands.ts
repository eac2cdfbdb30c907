import type { Context } from '../../kernel/context.ts'
import type { Tx } from '../../kernel/db.ts'
import type { AccountId, CompanyId } from '../../kernel/ids.ts'
import { activateNow, insertDraft, verifyDraft } from '../activation/commands.ts'
import { deleteDrafts, holdAddress } from '../activation/repository.ts'
import { throttle, throttleAhead } from '../lockout/commands.ts'
import { isCommon } from '../password/common-passwords.ts'
import { hashOf } from '../password/hashing.ts'
import * as password from '../password/password.ts'
import { lockPassword, savePassword } from '../password/repository.ts'
import { lockAccount, readAccountOfEmail } from '../portal-account/repository.ts'
import type { PortalAccountRow } from '../portal-account/tables.ts'
import { keyIn } from '../portal-key/portal-key.ts'
import { findPortal, readPortal, type KeyedPortal } from '../portal/repository.ts'
import { checkPreferences } from '../preference/commands.ts'
import { insertPreferences } from '../preference/repository.ts'
import { askAgain, askForProof, openLink, tryCode, useProof } from '../proof/commands.ts'
import { mailOf, type AskedMail } from '../proof/proof.ts'
import { proofIn, textOf } from '../proof/secret.ts'
import type { ProofRow } from '../proof/tables.ts'
import { refuse } from '../refusals.ts'
import { enter } from '../session/commands.ts'
import type { OpenedSession } from '../session/opened.ts'
import { mayComeIn } from '../session/policy.ts'
import { identityOf } from '../session/repository.ts'
import * as registration from './registration.ts'

/** What a visitor sends to register. */
export interface RegistrationDraft extends registration.NewRegistration {
  readonly portalKey: string
  /** What they look for, in viewings' words. */
  readonly preferences?: object | null
}

/** A registration whose mail is on its way; it is the same for every address (ACC-9). */
export interface Started extends AskedMail {
  readonly registrationId: string
}

/** What became of a registration whose address is verified. */
export interface Verified {
  readonly state: registration.RegistrationState
  readonly session: OpenedSession | null
  readonly next: registration.NextPlace | null
}

const MAIL = { name: 'mailRegistration' }

/**
 * Begins a registration (ACC-6, ACC-7). It never looks whether the address is known: the same rows are written for each,
 * and the job that mails finds out (ACC-9).
 */
export async function startRegistration(
  ctx: Context,
  { portalKey, preferences, ...given }: RegistrationDraft,
): Promise<Started> {
  mayComeIn(ctx.actor)
  const portal = await portalAt(ctx, portalKey)
  registration.mustBeOpen(portal)
  const { person, password: chosen } = registration.check(portal, given, isCommon, ctx.language)
  await throttleAhead(ctx)
  const { companyId: company, registrationWay: form } = portal
  if (preferences) await checkPreferences(ctx, company, preferences)
  const hash = chosen === null ? null : await hashOf(chosen)
  return ctx.transact(async (tx) => {
    await holdAddress(tx, company, person.email)
    const draft = await insertDraft(ctx.services, tx, company, person, 'REGISTRATION')
    if (preferences) await insertPreferences(tx, company, draft.id, preferences)
    if (hash !== null) await savePassword(tx, password.chosen(company, draft.id, hash, ctx.now()))
    const wanted = { company, purpose: 'REGISTRATION', form, email: person.email, accountId: draft.id } as const
    const asked = await askForProof(ctx, tx, wanted, MAIL)
    // What can still be verified stays where nothing is mailed in its place.
    const which = { onlyUnverified: true, except: draft.id, onlyOverAt: asked.mailAt ? null : ctx.now() }
    await deleteDrafts(tx, company, person.email, which)
    return startedBy(ctx, asked)
  })
}

/** Mails another code or link for a registration; the one before is dead (ACC-7). */
export async function resendRegistration(ctx: Context, registrationId: string): Promise<Started> {
  mayComeIn(ctx.actor)
  const name = proofIn(ctx.services.seal, registrationId)
  if (!name) throw refuse('PROOF_OVER', { path: ['input', 'registrationId'] })
  return ctx.transact(async (tx) => {
    await throttle(ctx, tx)
    return startedBy(ctx, await askAgain(ctx, tx, name, 'REGISTRATION', MAIL))
  })
}

/** Verifies the address of a registration by the code from the mail (ACC-7). */
export async function verifyRegistration(ctx: Context, registrationId: string, code: string): Promise<Verified> {
  mayComeIn(ctx.actor)
  return finish(ctx, await tryCode(ctx, registrationId, 'REGISTRATION', code), null)
}

/** Verifies the address of a registration by the link from the mail, and sets the password with it (ACC-11). */
export async function completeRegistration(ctx: Context, token: string, chosen: string): Promise<Verified> {
  mayComeIn(ctx.actor)
  const shown = await openLink(ctx, token, 'REGISTRATION')
  return finish(ctx, shown, await hashOf(password.choose(chosen, isCommon, 'password')))
}

/** Verifies the draft of a proof that was found right, and lets its person in where nobody has to look at it first. */
async function finish(ctx: Context, shown: ProofRow, hash: string | null): Promise<Verified> {
  const { companyId: company } = shown
  const portal = await readPortal(ctx.db, company)
  registration.mustBeOpen(portal)
  const isModerated = portal.registrationMode === 'MODERATED'
  const draft = await ctx.transact(async (tx) => {
    await holdAddress(tx, company, shown.email)
    const { accountId } = await useProof(ctx, tx, shown)
    if (accountId && hash !== null) await savePassword(tx, password.chosen(company, accountId, hash, ctx.now()))
    const draft = await draftOf(tx, company, accountId)
    await deleteDrafts(tx, company, draft.email, { except: draft.id })
    return verifyDraft(ctx.services, tx, draft, isModerated)
  })
  const state = registration.stateOf(await activateNow(ctx.services, company, draft.id))
  if (state !== 'ACTIVE') return { state, session: null, next: null }
  const identity = await identityOf(ctx.db, company, draft.id, 'client')
  if (!identity) throw refuse('PROOF_OVER')
  const { session = null } = await enter(ctx, identity, 'REGISTRATION', (tx) =>
    lockPassword(tx, company, draft.id, 'share'),
  )
  return { state, session, next: registration.nextOf(portal) }
}

/** The draft that is verified now. Whoever has shown that an address is theirs may be told that it has an account. */
async function draftOf(tx: Tx, company: CompanyId, id: AccountId | null): Promise<PortalAccountRow> {
  const found = id && (await lockAccount(tx, company, { see: 'all' }, id))
  if (found?.status !== 'DRAFT') throw refuse('PROOF_OVER')
  if (await readAccountOfEmail(tx, company, found.email)) throw refuse('EMAIL_IN_USE')
  return found
}

async function portalAt(ctx: Context, given: string): Promise<KeyedPortal> {
  const key = keyIn(given)
  const found = key && (await findPortal(ctx.db, key))
  if (!found) throw refuse('NO_SUCH_PORTAL', { path: ['input', 'portalKey'] })
  return found
}

function startedBy({ services }: Context, asked: ProofRow): Started {
  const { companyId: company, id } = asked
  return { registrationId: textOf(services.seal, { company, id }), ...mailOf(asked) }
}
