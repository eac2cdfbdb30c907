import type { Context } from '../../kernel/context.ts'
import { append, appendAs } from '../../kernel/events/append.ts'
import type { Reader, Tx } from '../../kernel/db.ts'
import { idOf, newId, type AccountId, type CompanyId } from '../../kernel/ids.ts'
import type { RouteAnswer, RouteRequest } from '../../kernel/routes/route.ts'
import type { Services } from '../../kernel/services.ts'
import { activateVerified } from '../activation/commands.ts'
import { throttleAhead } from '../lockout/commands.ts'
import { deleteTemporaryPassword, readPassword } from '../password/repository.ts'
import { sightOf } from '../portal-account/policy.ts'
import { isOpen } from '../portal-account/portal-account.ts'
import { lockAccount } from '../portal-account/repository.ts'
import type { PortalAccountRow } from '../portal-account/tables.ts'
import { findPortal, readPortal } from '../portal/repository.ts'
import { keyIn } from '../portal-key/portal-key.ts'
import { isSecretOf, newSecret, secretHash } from '../proof/secret.ts'
import { refuse } from '../refusals.ts'
import { enter } from '../session/commands.ts'
import type { Entered } from '../session/opened.ts'
import { identityOf } from '../session/repository.ts'
import { noteDenial } from '../sign-in/commands.ts'
import { secretOf } from '../sign-on-instance/commands.ts'
import { findInstance, readInstance, readMainInstance } from '../sign-on-instance/repository.ts'
import { issuerIn } from '../sign-on-instance/sign-on-instance.ts'
import type { SignOnInstanceRow } from '../sign-on-instance/tables.ts'
import { pageOf, redirectUrl, type Arrival } from './addresses.ts'
import * as policy from './policy.ts'
import { authorizationUrl, claimsOf, errorOf, kindOf, newAsked, type Asked, type Provider } from './provider.ts'
import * as repository from './repository.ts'
import { hashOfVerifier, isHash, tokenIn, tokenOf } from './secret.ts'
import * as signOn from './sign-on.ts'
import type { SignOnAttemptRow } from './tables.ts'

/** What a frontend begins with: whose portal, by which instance, and the hash of what it keeps to itself. */
export interface SignOnStart {
  readonly portalKey: string
  readonly instanceId: string
  readonly verifierHash: string
}

/** Begins a sign-on; gives the address to send the browser to (ACC-21). */
export async function startSignOn(ctx: Context, given: SignOnStart): Promise<string> {
  policy.mayComeIn(ctx.actor)
  if (!isHash(given.verifierHash)) throw refuse('VERIFIER_HASH_INVALID', { path: ['input', 'verifierHash'] })
  await throttleAhead(ctx)
  const instance = await offered(ctx, given)
  if (!instance) throw refuse('SIGN_ON_NOT_OFFERED', { path: ['input', 'instanceId'] })
  const name = { company: instance.companyId, id: newId('sign_on') }
  const secret = newSecret()
  const asked = newAsked(tokenOf(name, secret))
  const url = await urlFor(ctx, instance, asked)
  const { services } = ctx
  await ctx.transact(async (tx) => {
    const { nonce, verifier } = asked
    const sealed = services.seal.close(JSON.stringify({ nonce, verifier }), sealedAs(name))
    const begun = { instanceId: instance.id, verifierHash: given.verifierHash, secretHash: secretHash(secret), sealed }
    await repository.insertAttempt(tx, signOn.start(name, begun, ctx.now()))
  })
  return url
}

/** The instance that a portal offers by this id; null for any other. */
async function offered(ctx: Context, { portalKey, instanceId }: SignOnStart): Promise<SignOnInstanceRow | null> {
  const key = keyIn(portalKey)
  const portal = key && (await findPortal(ctx.db, key))
  const id = idOf('sign_on_instance', instanceId)
  const found = portal && id ? await readInstance(ctx.db, portal.companyId, id) : null
  return found?.isEnabled ? found : null
}

async function urlFor(ctx: Context, instance: SignOnInstanceRow, asked: Asked): Promise<string> {
  const to = { redirectUrl: redirectUrl(ctx.services.config.publicUrl), language: ctx.language }
  try {
    return await authorizationUrl(providerOf(ctx.services, instance), asked, to)
  } catch (error) {
    tellLog(ctx, instance, error)
    throw refuse('SIGN_ON_UNAVAILABLE', { name: instance.name })
  }
}

/**
 * A provider has sent somebody back. Whatever it says, the attempt is used up first. Then the person is led to the portal's
 * page: with a token for the frontend that began, or with why there is none.
 */
export async function answerProvider(ctx: Context, { query }: RouteRequest): Promise<RouteAnswer> {
  const given = tokenIn(query.get('state') ?? '')
  const answered = given && (await useUp(ctx, given, given.secret))
  if (!answered) return lead(ctx, null, { 'sign-on-error': 'SIGN_ON_OVER' })
  const { key } = await readPortal(ctx.db, answered.attempt.companyId)
  if (!answered.isFirst) return lead(ctx, key, { 'sign-on-error': 'SIGN_ON_OVER' })
  const outcome = await vouchedBy(ctx, answered.attempt, query)
  if (typeof outcome === 'string') return lead(ctx, key, { 'sign-on-error': outcome })
  return lead(ctx, key, { 'sign-on': await vouch(ctx, answered.attempt, outcome) })
}

function useUp(ctx: Context, name: signOn.AttemptName, secret: string) {
  return ctx.transact(async (tx) => {
    const attempt = await repository.lockAttempt(tx, name)
    if (!attempt) return null
    const change = isSecretOf(attempt.secretHash, secret) ? signOn.answer(attempt, ctx.now()) : null
    if (change) await repository.saveAttempt(tx, name, change)
    return { attempt, isFirst: change !== null }
  })
}

async function vouchedBy(
  ctx: Context,
  attempt: SignOnAttemptRow,
  query: URLSearchParams,
): Promise<signOn.Vouched | signOn.SignOnError> {
  const { services } = ctx
  const name = nameOf(attempt)
  const instance = await readInstance(ctx.db, name.company, attempt.instanceId)
  if (!instance?.isEnabled) return 'SIGN_ON_NOT_OFFERED'
  const kept = JSON.parse(services.seal.open(attempt.sealed, sealedAs(name))) as Omit<Asked, 'state'>
  const address = new URL(`${redirectUrl(services.config.publicUrl)}?${query}`)
  try {
    const asked = { ...kept, state: query.get('state')! }
    return signOn.vouchedIn(await claimsOf(providerOf(services, instance), asked, address))
  } catch (error) {
    tellLog(ctx, instance, error)
    return errorOf(error)
  }
}

/** Keeps what the provider vouches for until the frontend comes for it; gives the token that it comes with. */
function vouch(ctx: Context, attempt: SignOnAttemptRow, vouched: signOn.Vouched): Promise<string> {
  const name = nameOf(attempt)
  const secret = newSecret()
  const sealed = ctx.services.seal.close(JSON.stringify(vouched), sealedAs(name))
  return ctx.transact(async (tx) => {
    await repository.saveAttempt(tx, name, signOn.vouch(secretHash(secret), sealed, ctx.now()))
    return tokenOf(name, secret)
  })
}

/** One click from the product (OpenID Connect Core, section 4): leads to the portal, whose frontend begins the sign-on. */
export async function answerProduct(ctx: Context, { query }: RouteRequest): Promise<RouteAnswer> {
  const key = keyIn(query.get('portal'))
  const portal = key && (await findPortal(ctx.db, key))
  if (!portal) return lead(ctx, null, { 'sign-on-error': 'SIGN_ON_NOT_OFFERED' })
  const issuer = issuerIn(query.get('iss') ?? '')
  const found = issuer ? await findInstance(ctx.db, portal.companyId, issuer) : null
  if (!found?.isEnabled) return lead(ctx, portal.key, { 'sign-on-error': 'SIGN_ON_NOT_OFFERED' })
  return lead(ctx, portal.key, { 'sign-on-from': found.id })
}

/** What the frontend takes its session with. */
export interface SignOnComplete {
  readonly token: string
  readonly verifier: string
}

/** Opens the session of whoever was vouched for, whose account is found, linked or made (ACC-21, ACC-22). */
export async function completeSignOn(ctx: Context, given: SignOnComplete): Promise<Entered> {
  policy.mayComeIn(ctx.actor)
  const { company, instanceId, vouched } = await take(ctx, given)
  const instance = await readInstance(ctx.db, company, instanceId)
  if (!instance?.isEnabled) throw refuse('SIGN_ON_NOT_OFFERED', { path: ['input', 'token'] })
  const accountId = (await accountFor(ctx, instance, vouched)) ?? (await makeAccount(ctx, company, vouched))
  const identity = await identityOf(ctx.db, company, accountId, 'client')
  if (!identity) {
    await noteDenial(ctx, { company, person: accountId, typed: null, way: 'SIGN_ON', outcome: 'DISABLED' })
    throw refuse('CREDENTIALS_INVALID')
  }
  return enter(ctx, identity, 'SIGN_ON', async (tx) => {
    // A way in is theirs: a temporary password that still waits to be changed would only stand in it.
    await deleteTemporaryPassword(tx, company, accountId)
    await linkAccount(tx, ctx, instance, accountId, vouched)
    return readPassword(tx, company, accountId)
  })
}

/** Takes what was vouched for, once. A wrong verifier takes nothing: whoever has it not must not spoil it for who has. */
function take(ctx: Context, { token, verifier }: SignOnComplete) {
  const given = tokenIn(token)
  if (!given) throw signOn.over()
  return ctx.transact(async (tx) => {
    const attempt = await repository.lockAttempt(tx, given)
    const isTheirs =
      isSecretOf(attempt?.secretHash ?? null, given.secret) && hashOfVerifier(verifier) === attempt?.verifierHash
    if (!attempt || !isTheirs || !signOn.mayTake(attempt, ctx.now())) throw signOn.over()
    await repository.deleteAttempt(tx, given)
    const vouched = JSON.parse(ctx.services.seal.open(attempt.sealed, sealedAs(given))) as signOn.Vouched
    return { company: given.company, instanceId: attempt.instanceId, vouched }
  })
}

/** The account that signs on; null where there is none yet. Throws USER_IS_INVALID, which is remembered (ACC-22). */
async function accountFor(
  ctx: Context,
  { companyId: company, id }: SignOnInstanceRow,
  { subject, email }: signOn.Vouched,
): Promise<AccountId | null> {
  const bySubject = await repository.readLinkOfSubject(ctx.db, company, id, subject)
  const byEmail = await repository.findAccount(ctx.db, company, email)
  const links = await repository.listLinks(ctx.db, company, byEmail, email)
  const found = signOn.accountFor(id, { bySubject, byEmail, links })
  if ('accountId' in found) return found.accountId
  const { accountId: person } = found.refused
  await ctx.transact((tx) => repository.noteRefused(tx, company, person, ctx.now()))
  await noteDenial(ctx, { company, person, typed: null, way: 'SIGN_ON', outcome: 'WRONG_INSTANCE' })
  throw await userIsInvalid(ctx, company)
}

/** A new account, active at once, since the provider vouches for the address (ACC-8). */
async function makeAccount(ctx: Context, company: CompanyId, vouched: signOn.Vouched): Promise<AccountId> {
  signOn.mustBeOpen(await readPortal(ctx.db, company))
  const { email, firstName, lastName, language } = vouched
  const person = { email, firstName, lastName, language: language ?? ctx.language, location: null }
  const made = await activateVerified(ctx, { company, ...person, via: 'SIGN_ON' })
  if (made.status !== 'ACTIVE') throw refuse('SIGN_ON_IN_REVIEW', { path: ['input', 'token'] })
  return made.id
}

async function userIsInvalid(ctx: Context, company: CompanyId) {
  const { supportEmail } = await readPortal(ctx.db, company)
  return signOn.userIsInvalid(await readMainInstance(ctx.db, company), supportEmail)
}

/** Links the account in the transaction that opens its session, as it is then. */
async function linkAccount(
  tx: Tx,
  ctx: Context,
  { companyId, id: instanceId }: SignOnInstanceRow,
  accountId: AccountId,
  vouched: signOn.Vouched,
): Promise<void> {
  const account = await lockAccount(tx, companyId, { see: 'all' }, accountId)
  if (!account || !isOpen(account)) throw refuse('CREDENTIALS_INVALID')
  const before = await repository.readLink(tx, companyId, accountId)
  // Another sign-on has linked it meanwhile.
  if (before && before.instanceId !== instanceId) throw await userIsInvalid(ctx, companyId)
  const { link, event } = signOn.link({ companyId, accountId, instanceId }, before, vouched, ctx.now())
  await repository.saveLink(tx, link)
  if (event) await appendAs(tx, event, { company: companyId, by: accountId, at: ctx.now() })
}

/** Staff cut an account from its instance, where its person is to come in by another one (ACC-22). */
export async function unlinkAccount(ctx: Context, given: string): Promise<PortalAccountRow> {
  policy.mayUnlink(ctx.actor)
  const { company } = ctx
  return ctx.transact(async (tx) => {
    const id = idOf('account', given)
    const account = id && (await lockAccount(tx, company, sightOf(ctx.actor), id))
    if (!account) throw refuse('NOT_FOUND', { noun: 'portal account', path: ['input', 'accountId'] })
    const found = await repository.readLink(tx, company, account.id)
    if (!found) return account
    await repository.deleteLink(tx, company, account.id)
    await append(tx, signOn.unlink(found).event, ctx)
    return account
  })
}

function lead(ctx: Context, key: string | null, arrival: Arrival): RouteAnswer {
  const location = pageOf(ctx.services.config.portalUrl, key, arrival)
  // The token stands in the page's address: no other page is told it, and nothing keeps it.
  return {
    status: 303,
    headers: { location, 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' },
    body: null,
  }
}

function providerOf({ outside, seal }: Services, instance: SignOnInstanceRow): Provider {
  const { companyId, id, sealedSecret } = instance
  return { instance, outside, secret: () => seal.open(sealedSecret, secretOf(companyId, id)) }
}

/** An administrator's slip and a provider's outage look alike to whoever signs on; the operator can tell them apart. */
function tellLog({ services, requestId }: Context, { companyId, id }: SignOnInstanceRow, error: unknown): void {
  services.log.warn({ requestId, company: companyId, instance: id, kind: kindOf(error) }, 'A sign-on has failed.')
}

const nameOf = ({ companyId: company, id }: SignOnAttemptRow): signOn.AttemptName => ({ company, id })
const sealedAs = ({ company, id }: signOn.AttemptName) => `sign-on ${company} ${id}`

/** Forgets sign-ons that are long over; whether there may be more. */
export async function forgetOldSignOns({ db, now }: Services, limit: number): Promise<boolean> {
  return (await repository.forgetAttempts(db, signOn.forgottenBefore(now()), limit)) === limit
}

/** How somebody signs on; null for an account that does not. */
export async function signOnOf(
  db: Reader,
  company: CompanyId,
  accountId: AccountId,
): Promise<signOn.SignOnKnown | null> {
  const link = await repository.readLink(db, company, accountId)
  const instance = link && (await readInstance(db, company, link.instanceId))
  if (!instance) return null
  const { name, isEnabled } = instance
  return {
    instance: name,
    isEnabled,
    linkedAt: link.linkedAt,
    refusedAt: link.refusedAt,
    isOnlyWay: !(await readPassword(db, company, accountId)),
  }
}
