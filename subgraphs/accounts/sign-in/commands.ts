import type { Context } from '../../kernel/context.ts'
import type { Tx } from '../../kernel/db.ts'
import { newId, type CompanyId } from '../../kernel/ids.ts'
import type { Services } from '../../kernel/services.ts'
import { forgottenSince } from '../lockout/lockout.ts'
import { networkOf } from '../lockout/network.ts'
import { forgetTries } from '../lockout/repository.ts'
import type { PersonId } from '../password/tables.ts'
import { forgetLocked, forgetSignIns, insertSignIn, readBefore } from './repository.ts'
import * as signIn from './sign-in.ts'

/** Who was not let in, and why. */
export interface Denied extends signIn.Happened {
  readonly outcome: signIn.Denial
}

/** Who comes in. */
export interface Entering {
  readonly company: CompanyId
  readonly person: PersonId
  readonly way: signIn.Way
}

/** Writes down why somebody was not let in; by itself, as what they wanted is refused. */
export async function noteDenial(ctx: Context, denied: Denied): Promise<void> {
  const { device } = ctx
  await insertSignIn(ctx.db, signIn.note(newId('sign_in'), denied, device, networkOf(device.address), ctx.now()))
}

/** Writes down that somebody comes in, and has them told where neither place nor program are known of them. */
export async function noteSuccess(ctx: Context, tx: Tx, { company, person, way }: Entering): Promise<void> {
  const { device } = ctx
  const network = networkOf(device.address)
  const before = await readBefore(tx, company, person, network, device.program)
  const happened = { company, person, typed: null, way, outcome: 'SUCCEEDED' } as const
  const noted = signIn.note(newId('sign_in'), happened, device, network, ctx.now())
  await insertSignIn(tx, noted)
  if (!signIn.isUnfamiliar(before)) return
  await ctx.services.jobs.enqueue(tx, 'mailNewSignIn', { company, signInId: noted.id, language: ctx.language })
}

/** Forgets what is too old of sign-ins and of tries; whether there may be more. */
export async function forgetOldSignIns({ db, now }: Services, limit: number): Promise<boolean> {
  const signIns = await forgetSignIns(db, signIn.keptSince(now()), limit)
  const locked = await forgetLocked(db, signIn.lockedKeptSince(now()), limit)
  const tries = await forgetTries(db, forgottenSince(now()), now(), limit)
  return signIns === limit || locked === limit || tries === limit
}
