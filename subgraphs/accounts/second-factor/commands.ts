import { personOf } from '../../kernel/actor.ts'
import type { Context } from '../../kernel/context.ts'
import type { Tx } from '../../kernel/db.ts'
import { append } from '../../kernel/events/append.ts'
import { idOf, type CompanyId } from '../../kernel/ids.ts'
import type { Services } from '../../kernel/services.ts'
import { transact } from '../../kernel/transaction.ts'
import { readAddressee } from '../addressee/repository.ts'
import { lockAgent } from '../agent/repository.ts'
import type { AgentRow } from '../agent/tables.ts'
import { countTry as countLogIn, forgive, type Tried } from '../lockout/commands.ts'
import { isPasswordOf } from '../password/hashing.ts'
import { lockPassword, readPassword } from '../password/repository.ts'
import type { PersonId } from '../password/tables.ts'
import { lockAccount } from '../portal-account/repository.ts'
import type { PortalAccountRow } from '../portal-account/tables.ts'
import { refuse } from '../refusals.ts'
import { enterFully } from '../session/commands.ts'
import type { Entered } from '../session/opened.ts'
import * as session from '../session/policy.ts'
import { identityOf } from '../session/repository.ts'
import { kindOf } from '../session/session.ts'
import { noteDenial } from '../sign-in/commands.ts'
import * as policy from './policy.ts'
import { newCodes, recoveryHash } from './recovery.ts'
import * as repository from './repository.ts'
import { challengeIn } from './secret.ts'
import * as factor from './second-factor.ts'
import type { SecondFactorRow } from './tables.ts'
import { newSecret, stepOf, uriOf } from './totp.ts'

/** What a second factor's owner is mailed about it. */
export type Told = 'ON' | 'OFF' | 'RESET' | 'RECOVERY_USED'

/** Begins to set up the asker's second factor; gives the secret, once. */
export async function startFactor(
  ctx: Context,
  typed: string | null,
): Promise<{ readonly secret: string; readonly uri: string }> {
  const person = personOf(session.mayManage(ctx.actor))!
  const { company, services } = ctx
  factor.mustBeOff(await repository.readFactor(ctx.db, company, person))
  const tried = await shownPassword(ctx, person, typed)
  const addressee = (await readAddressee(ctx.db, company, person))!
  const secret = newSecret()
  const begun = factor.begin(company, person, services.seal.close(secret, sealedAs(company, person)), ctx.now())
  await ctx.transact(async (tx) => {
    if (tried) await forgive(tx, tried)
    if (!(await repository.insertFactor(tx, begun))) throw refuse('SECOND_FACTOR_ON')
  })
  return { secret, uri: uriOf(secret, addressee.company, addressee.email) }
}

/**
 * A session that was left open must not be enough to put somebody else's app between a person and their account. Who has
 * taken it over must not find the password out either: tries are counted as those of log-ins are. Null for who has none.
 */
async function shownPassword(ctx: Context, person: PersonId, typed: string | null): Promise<Tried | null> {
  const { company } = ctx
  const password = await readPassword(ctx.db, company, person)
  if (!password) return null
  const tried = await countLogIn(ctx, { company, person, kind: kindOf(person), typed: '' })
  if (await isPasswordOf(tried.isLocked ? null : password.hash, typed ?? '')) return tried
  throw passwordWrong()
}

/** Switches it on once the app has shown that it has the secret; gives the codes for recovery, once. */
export async function confirmFactor(ctx: Context, typed: string): Promise<string[]> {
  const person = personOf(session.mayManage(ctx.actor))!
  const { company } = ctx
  const codes = newCodes()
  await ctx.transact(async (tx) => {
    const begun = factor.begun(await repository.lockFactor(tx, company, person), ctx.now())
    const step = stepOf(secretOf(ctx.services, begun), digitsOf(typed), ctx.now())
    if (step === null) throw factor.codeWrong()
    const { change, event } = factor.confirm(begun, step, ctx.now())
    await repository.saveFactor(tx, company, person, change)
    const hashes = codes.map((code) => recoveryHash(company, person, code))
    await repository.insertRecoveryCodes(tx, company, person, hashes)
    await append(tx, event, ctx)
    await enqueueMail(ctx, tx, company, person, 'ON')
  })
  return codes
}

/** What a second factor is removed with: one of both, and not the other. */
export interface Removal {
  readonly code?: string | null
  readonly password?: string | null
}

/** Switches the asker's second factor off. */
export async function removeFactor(ctx: Context, given: Removal): Promise<void> {
  const person = personOf(session.mayManage(ctx.actor))!
  const { company } = ctx
  const { code, password } = factor.oneOf({ code: given.code, password: given.password })
  const tried = code === undefined ? await removedBy(ctx, person, password!) : null
  if (code !== undefined) {
    const found = await countTry(ctx, company, person, code)
    if (!(await shownBy(ctx, found, code))) throw factor.codeWrong()
  }
  await ctx.transact(async (tx) => {
    if (tried) await forgive(tx, tried)
    if (!(await repository.deleteFactor(tx, company, person))) throw refuse('SECOND_FACTOR_OFF')
    await append(tx, factor.remove(person, 'OWNER').event, ctx)
    await enqueueMail(ctx, tx, company, person, 'OFF')
  })
}

/** The try at the password of somebody who has a second factor, which was right. */
async function removedBy(ctx: Context, person: PersonId, password: string): Promise<Tried> {
  factor.on(await repository.readFactor(ctx.db, ctx.company, person))
  const tried = await shownPassword(ctx, person, password)
  if (tried) return tried
  throw passwordWrong()
}

/** Whose second factor an ADMIN takes away: one of both, and not the other. */
export interface FactorOwner {
  readonly accountId?: string | null
  readonly agentId?: string | null
}

/** Takes somebody's second factor away who has lost it with all codes for recovery. */
export async function resetFactor(
  ctx: Context,
  given: FactorOwner,
): Promise<{ readonly portalAccount?: PortalAccountRow; readonly agent?: AgentRow }> {
  policy.mayReset(ctx.actor)
  const { company } = ctx
  return ctx.transact(async (tx) => {
    const owner = await ownerOf(tx, company, given)
    const person = (owner.portalAccount ?? owner.agent)!.id
    if (!(await repository.deleteFactor(tx, company, person))) throw refuse('SECOND_FACTOR_OFF')
    await append(tx, factor.remove(person, 'ADMIN').event, ctx)
    await enqueueMail(ctx, tx, company, person, 'RESET')
    return owner
  })
}

async function ownerOf(tx: Tx, company: CompanyId, given: FactorOwner) {
  const { accountId, agentId } = factor.oneOf({ accountId: given.accountId, agentId: given.agentId })
  if (accountId !== undefined) {
    const id = idOf('account', accountId)
    const portalAccount = id && (await lockAccount(tx, company, { see: 'all' }, id))
    if (!portalAccount) throw refuse('NOT_FOUND', { noun: 'portal account', path: ['input', 'accountId'] })
    return { portalAccount }
  }
  const id = idOf('agent', agentId ?? '')
  const agent = id && (await lockAgent(tx, company, id))
  if (!agent) throw refuse('NOT_FOUND', { noun: 'agent', path: ['input', 'agentId'] })
  return { agent }
}

/** What answers a challenge. */
export interface Verification {
  readonly challengeId: string
  readonly code: string
}

/**
 * Opens the session of somebody who has shown the second factor, too. The try is counted and committed before it is known
 * whether it was right, so that no number of guesses at once gets more of them.
 */
export async function verifyFactor(ctx: Context, given: Verification): Promise<Entered> {
  session.mayComeIn(ctx.actor)
  const name = challengeIn(given.challengeId)
  const asked = name && (await repository.readChallenge(ctx.db, name))
  if (!name || !asked) throw factor.over()
  const { companyId: company, personId: person, way } = asked
  await transact(ctx.db, ctx.services.constraints, async (tx) => {
    const change = factor.tryChallenge(await repository.lockChallenge(tx, name), ctx.now())
    await repository.saveChallenge(tx, name, change)
  })
  const found = await countTry(ctx, company, person, given.code)
  const shown = await shownBy(ctx, found, given.code)
  if (!shown) {
    await noteDenial(ctx, { company, person, typed: null, way, outcome: 'SECOND_FACTOR_WRONG' })
    throw factor.codeWrong()
  }
  const identity = await identityOf(ctx.db, company, person, kindOf(person))
  if (!identity) throw refuse('CREDENTIALS_INVALID')
  return enterFully(ctx, identity, way, async (tx) => {
    const password = await lockPassword(tx, company, person, 'share')
    const change = factor.use(await repository.lockChallenge(tx, name), password, ctx.now())
    await repository.saveChallenge(tx, name, change)
    await useUp(ctx, tx, company, person, shown)
    return password
  })
}

/** Uses up what was shown, in the transaction that it opens. */
async function useUp(ctx: Context, tx: Tx, company: CompanyId, person: PersonId, shown: factor.Shown): Promise<void> {
  const locked = factor.on(await repository.lockFactor(tx, company, person))
  if (shown.by === 'APP') return repository.saveFactor(tx, company, person, factor.useStep(locked, shown.step))
  if (!(await repository.useRecoveryCode(tx, company, person, shown.hash, ctx.now()))) throw factor.codeWrong()
  await repository.saveFactor(tx, company, person, { failures: 0 })
  await enqueueMail(ctx, tx, company, person, 'RECOVERY_USED')
}

/** Counts a try at somebody's second factor, committed; codes for recovery cannot be guessed, and are tried in any case. */
async function countTry(ctx: Context, company: CompanyId, person: PersonId, typed: string): Promise<SecondFactorRow> {
  return transact(ctx.db, ctx.services.constraints, async (tx) => {
    const found = factor.on(await repository.lockFactor(tx, company, person))
    const change = factor.tryFactor(found, ctx.now())
    if (change) await repository.saveFactor(tx, company, person, change)
    else if (digitsOf(typed).length <= 6) throw refuse('SECOND_FACTOR_LOCKED', { path: ['input', 'code'] })
    return found
  })
}

/** What a typed code shows; null where it is wrong. */
async function shownBy(ctx: Context, found: SecondFactorRow, typed: string): Promise<factor.Shown | null> {
  const { companyId, personId } = found
  const code = digitsOf(typed)
  if (/^\d{6}$/.test(code)) {
    const step = stepOf(secretOf(ctx.services, found), code, ctx.now())
    return step !== null && step > found.lastStep ? { by: 'APP', step } : null
  }
  const hash = recoveryHash(companyId, personId, typed)
  return (await repository.hasRecoveryCode(ctx.db, companyId, personId, hash)) ? { by: 'RECOVERY', hash } : null
}

function enqueueMail(ctx: Context, tx: Tx, company: CompanyId, person: PersonId, told: Told): Promise<void> {
  return ctx.services.jobs.enqueue(tx, 'mailSecondFactor', { company, person, told, language: ctx.language })
}

const passwordWrong = () => refuse('PASSWORD_WRONG', { path: ['input', 'password'] })
const digitsOf = (typed: string) => typed.replace(/[\s-]/g, '')
const sealedAs = (company: CompanyId, person: PersonId) => `second factor ${company} ${person}`
const secretOf = ({ seal }: Services, { companyId, personId, sealedSecret }: SecondFactorRow) =>
  seal.open(sealedSecret, sealedAs(companyId, personId))
