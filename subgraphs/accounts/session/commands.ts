import type { Context } from '../../kernel/context.ts'
import type { Tx } from '../../kernel/db.ts'
import { append, appendAs, type Author } from '../../kernel/events/append.ts'
import { idOf, newId, type SessionId } from '../../kernel/ids.ts'
import { personOf } from '../../kernel/actor.ts'
import { handleOf } from '../company/company.ts'
import { countTry, forgive, noCompany } from '../lockout/commands.ts'
import { isPasswordOf } from '../password/hashing.ts'
import { lockPassword, readPassword } from '../password/repository.ts'
import type { PersonId } from '../password/tables.ts'
import { refuse } from '../refusals.ts'
import { insertChallenge, readFactor } from '../second-factor/repository.ts'
import { challenge, isOn } from '../second-factor/second-factor.ts'
import { textOf } from '../second-factor/secret.ts'
import { noteDenial, noteSuccess } from '../sign-in/commands.ts'
import type { Way } from '../sign-in/sign-in.ts'
import { currentKey } from '../signing-key/commands.ts'
import * as standing from '../standing/standing.ts'
import { opened, type Entered, type OpenedSession } from './opened.ts'
import * as policy from './policy.ts'
import { companyOf, newChainKey, newRefreshToken, successorOf, tokenHash } from './refresh-token.ts'
import * as repository from './repository.ts'
import * as session from './session.ts'
import type { SessionRow } from './tables.ts'

/** What staff type to log in. */
export interface StaffLogIn {
  readonly company: string
  readonly email: string
  readonly password: string
}

/** What clients type to log in; their portal adds its key. */
export interface ClientLogIn {
  readonly portalKey: string
  readonly email: string
  readonly password: string
}

export async function logInStaff(ctx: Context, { company, email, password }: StaffLogIn): Promise<Entered> {
  policy.mayComeIn(ctx.actor)
  const found = await repository.findStaff(ctx.db, handleOf(company), email.trim())
  return logIn(ctx, standing.ofStaff(found), email.trim(), password)
}

export async function logInClient(ctx: Context, { portalKey, email, password }: ClientLogIn): Promise<Entered> {
  policy.mayComeIn(ctx.actor)
  const found = await repository.findClient(ctx.db, portalKey.trim(), email.trim())
  return logIn(ctx, standing.ofClient(found), email.trim(), password)
}

const ofOwnSession = { isOfOwnSession: true } as const

/** A session whose client gets new tokens. */
export interface Renewed {
  readonly session: SessionRow
  readonly identity: session.Identity
  readonly refreshToken: string
}

/** Stands in for whoever does not exist, so that the same statements and the same hash take the same time (ACC-9). */
const nobody = 'agent_00000000000000000000000000'

/**
 * Whatever is wrong, the same is done and answered: one look for the person, one counted try, one hash, one line in the log
 * of sign-ins, which alone says what it was (ACC-9, ACC-26).
 */
async function logIn(ctx: Context, found: standing.Standing, email: string, typed: string): Promise<Entered> {
  const { kind, person, identity } = found
  const company = found.company ?? noCompany
  const tried = await countTry(ctx, { company, person, kind, typed: email })
  const password = await readPassword(ctx.db, company, person ?? nobody)
  const isRight = await isPasswordOf(tried.isLocked ? null : (password?.hash ?? null), typed)
  const denial = tried.isLocked ? 'LOCKED' : (found.denial ?? standing.denialOf(password, isRight, ctx.now()))
  if (denial || !identity || !password) {
    // Nobody reads the log of what is no company: what was typed there is not kept.
    const noted = { company, person, typed: found.company && email, way: 'PASSWORD' } as const
    await noteDenial(ctx, { ...noted, outcome: denial ?? 'UNKNOWN_EMAIL' })
    throw refuse('CREDENTIALS_INVALID')
  }
  return enter(ctx, identity, 'PASSWORD', async (tx) => {
    // Whoever changes the password ends the sessions of the old one: none may begin behind their back.
    const locked = await lockPassword(tx, company, identity.person, 'share')
    if (locked?.hash !== password.hash) throw refuse('CREDENTIALS_INVALID')
    await forgive(tx, tried)
    return locked
  })
}

/**
 * Lets somebody in who has proven who they are: the one way in, however that was done. `prove` is run first in the same
 * transaction; it throws where the proof does not hold any more, and gives the password they have. Who has a second factor is
 * asked for it, unless a provider vouches for them.
 */
export function enter(
  ctx: Context,
  identity: session.Identity,
  way: Way,
  prove: (tx: Tx) => Promise<session.PasswordKnown>,
): Promise<Entered> {
  return open(ctx, identity, way, prove, way !== 'SIGN_ON')
}

/** The same for somebody who has shown their second factor, too. */
export function enterFully(
  ctx: Context,
  identity: session.Identity,
  way: Way,
  prove: (tx: Tx) => Promise<session.PasswordKnown>,
): Promise<Entered> {
  return open(ctx, identity, way, prove, false)
}

async function open(
  ctx: Context,
  identity: session.Identity,
  way: Way,
  prove: (tx: Tx) => Promise<session.PasswordKnown>,
  mayAsk: boolean,
): Promise<Entered> {
  const { company, person } = identity
  const key = await currentKey(ctx.services)
  const beginning = { companyId: company, id: newId('session'), personId: person, chainKey: newChainKey(), way }
  const begun = session.start({ ...beginning, device: ctx.device }, ctx.now())
  const refreshToken = newRefreshToken(company)
  const outcome = await ctx.transact(async (tx) => {
    const proven = await prove(tx)
    // Whoever shuts an account ends its sessions: none may begin behind their back.
    if (!(await repository.holdPerson(tx, identity))) throw refuse('CREDENTIALS_INVALID')
    if (mayAsk && isOn(await readFactor(tx, company, person))) {
      const asked = challenge({ company, id: newId('challenge') }, person, way, ctx.now())
      await insertChallenge(tx, asked)
      return { asked }
    }
    await noteSuccess(ctx, tx, { company, person, way })
    await repository.insertSession(tx, begun)
    await repository.insertRefreshToken(tx, company, begun.id, tokenHash(refreshToken))
    return { proven }
  })
  if (outcome.asked) {
    const { id, expiresAt } = outcome.asked
    return { challenge: { challengeId: textOf({ company, id }), expiresAt } }
  }
  return { session: await opened(key, begun, identity, outcome.proven, refreshToken, ctx.now()) }
}

/** A new pair of tokens for a refresh token, which is used up; one that comes back later ends its session (ACC-13). */
export async function refreshSession(ctx: Context, presented: string): Promise<OpenedSession> {
  policy.mayComeIn(ctx.actor)
  const company = companyOf(presented)
  if (!company) throw refuse('SESSION_ENDED')
  const hash = tokenHash(presented)
  const key = await currentKey(ctx.services)

  const outcome = await ctx.transact(async (tx) => {
    const found = await repository.lockSessionOfToken(tx, company, hash)
    const token = found && (await repository.readRefreshToken(tx, company, hash))
    if (!token) throw refuse('SESSION_ENDED')
    const { id, personId } = found
    const { change, event, refusal } = session.refresh(found, token, ctx.now())
    const identity = await repository.identityOf(tx, company, personId, session.kindOf(personId), found.seenBy)
    const password = await readPassword(tx, company, personId)
    if (!identity) throw refuse('SESSION_ENDED')
    const saved = await repository.saveSession(tx, company, id, change)
    if (event) await appendAs(tx, event, { company, by: null, at: ctx.now() })
    if (refusal) return { refusal }
    const refreshToken = successorOf(presented, company, found.chainKey)
    await repository.useRefreshTokens(tx, company, id, ctx.now(), hash)
    await repository.insertRefreshToken(tx, company, id, tokenHash(refreshToken))
    return { saved, identity, password, refreshToken }
  }, ofOwnSession)
  // The end of a stolen line is committed by now; thrown inside, the refusal would undo it.
  if ('refusal' in outcome) throw outcome.refusal
  return opened(key, outcome.saved, outcome.identity, outcome.password, outcome.refreshToken, ctx.now())
}

/** Ends one of one's own sessions: the present one, that is logging out, if none is named. */
export async function endSession(ctx: Context, sessionId: string | null): Promise<SessionId> {
  const actor = policy.asPerson(ctx.actor)
  const id = sessionId === null ? actor.session : idOf('session', sessionId)
  return ctx.transact(async (tx) => {
    const isTheirs = id !== null && policy.mayEnd(actor, id)
    const found = isTheirs && (await repository.lockSession(tx, ctx.company, personOf(actor)!, id))
    if (!found) throw refuse('NOT_FOUND', { noun: 'session', path: ['input', 'sessionId'] })
    const decision = session.end(found, ctx.now())
    if (decision) {
      await repository.saveSession(tx, ctx.company, found.id, decision.change)
      await append(tx, decision.event, ctx)
    }
    return found.id
  }, ofOwnSession)
}

/** Ends all of one's own sessions, or all but the present one; says how many. */
export async function endAllSessions(ctx: Context, keepsCurrent: boolean): Promise<number> {
  const actor = policy.mayManage(ctx.actor)
  return ctx.transact((tx) => endSessionsOf(tx, ctx, personOf(actor)!, keepsCurrent ? actor.session : null))
}

/** Ends somebody's live sessions in a transaction that has a reason to, all or all but one; says how many. */
export async function endSessionsOf(tx: Tx, ctx: Context, person: PersonId, except: SessionId | null): Promise<number> {
  const ended = await endSessionsAs(tx, authorOf(ctx), person, except)
  ctx.appended = ended.at(-1) ?? ctx.appended
  return ended.length
}

/** The same for a job or a reaction; gives the outbox ids of what happened. */
export async function endSessionsAs(
  tx: Tx,
  author: Author & { readonly at: Date },
  person: PersonId,
  except: SessionId | null,
): Promise<number[]> {
  const { company, at } = author
  const appended: number[] = []
  for (const one of await repository.lockSessions(tx, company, person, at)) {
    const decision = one.id === except ? null : session.end(one, at)
    if (!decision) continue
    await repository.saveSession(tx, company, one.id, decision.change)
    appended.push(await appendAs(tx, decision.event, author))
  }
  return appended
}

const authorOf = (ctx: Context) => ({ company: ctx.company, by: personOf(ctx.actor), at: ctx.now() })

/**
 * Gives a session a new refresh token after its person proved once more who they are. The one before counts as used now:
 * within the grace it still serves a client that has not taken the new one.
 */
export async function renewSession(tx: Tx, ctx: Context, person: PersonId, id: SessionId): Promise<Renewed> {
  const { company } = ctx
  const found = await repository.lockSession(tx, company, person, id)
  const identity = await repository.identityOf(tx, company, person, session.kindOf(person), found?.seenBy)
  if (!found || !identity || !session.isLive(found, ctx.now())) throw refuse('SESSION_ENDED')
  const refreshToken = newRefreshToken(company)
  await repository.useRefreshTokens(tx, company, id, ctx.now())
  await repository.insertRefreshToken(tx, company, id, tokenHash(refreshToken))
  return { session: found, identity, refreshToken }
}
