import type { Context } from '../../kernel/context.ts'
import type { Tx } from '../../kernel/db.ts'
import { shown } from '../../kernel/errors.ts'
import type { CompanyId } from '../../kernel/ids.ts'
import { transact } from '../../kernel/transaction.ts'
import type { PersonId } from '../password/tables.ts'
import { knowsNetwork } from '../sign-in/repository.ts'
import { asksFrom, holderOf, triesFrom } from './holder.ts'
import * as lockout from './lockout.ts'
import { networkOf } from './network.ts'
import {
  deleteAllowance,
  deleteStreak,
  deleteStreaks,
  giveBack,
  lockAllowances,
  lockStreak,
  saveAllowance,
  saveStreak,
} from './repository.ts'

/** In whose name what belongs to no company is counted. */
export const noCompany: CompanyId = 'company_00000000000000000000000000'

/** Whoever tries to come in with a password, or nobody, and then what was typed. */
export interface Trying {
  readonly company: CompanyId
  readonly person: PersonId | null
  readonly kind: 'staff' | 'client'
  readonly typed: string
}

/** A try that was counted, or one that came while others lock. */
export interface Tried {
  readonly company: CompanyId
  readonly holder: string
  readonly network: string
  readonly isLocked: boolean
}

/**
 * Counts a try, in a transaction of its own that is committed before anything is hashed: guesses that come at once, to
 * whichever process, are no more than those that come one after another. The statements are the same for everybody.
 */
export async function countTry(ctx: Context, { company, person, kind, typed }: Trying): Promise<Tried> {
  const now = ctx.now()
  const holder = holderOf(person, kind, typed)
  const network = networkOf(ctx.device.address)
  return transact(ctx.db, ctx.services.constraints, async (tx) => {
    const streak = await lockStreak(tx, company, holder, network, now)
    const [ofPerson, ofNetwork] = await lockAllowances(tx, company, [holder, triesFrom(network)], now)
    const isFamiliar = await knowsNetwork(tx, company, person, network)
    const known = { streak, person: ofPerson!.backAt, network: ofNetwork!.backAt, isFamiliar }
    const counted = lockout.count(known, now)
    await saveStreak(tx, { ...streak, ...counted.streak })
    await saveAllowance(tx, { ...ofPerson!, backAt: counted.person })
    await saveAllowance(tx, { ...ofNetwork!, backAt: counted.network })
    return { company, holder, network, isLocked: counted.isLocked }
  })
}

/**
 * Takes a try back that was right. The wrong ones before it from the same network are forgotten; what is used up of the
 * allowances by others stays so, or an attacker would have more tries by each time that the owner comes in.
 */
export async function forgive(tx: Tx, { company, holder, network }: Tried): Promise<void> {
  await deleteStreak(tx, company, holder, network)
  await giveBack(tx, company, holder, lockout.comesBackIn(lockout.ofPerson))
  await giveBack(tx, company, triesFrom(network), lockout.comesBackIn(lockout.ofNetwork))
}

/** Lets somebody in from everywhere again, who has shown that their mail is theirs. */
export async function unlock(tx: Tx, company: CompanyId, person: PersonId): Promise<void> {
  await deleteStreaks(tx, company, person)
  await deleteAllowance(tx, company, person)
}

/**
 * Counts what a visitor asks for that sends mails or makes rows; RATE_LIMITED when their network has asked for too much.
 * It is the same whoever the asking is about.
 */
export async function throttle(ctx: Context, tx: Tx): Promise<void> {
  const holder = asksFrom(networkOf(ctx.device.address))
  const [allowance] = await lockAllowances(tx, noCompany, [holder], ctx.now())
  if (lockout.isUsedUp(allowance!.backAt, lockout.ofAsks, ctx.now())) throw shown('TOO_MANY_ASKS')
  await saveAllowance(tx, { ...allowance!, backAt: lockout.used(allowance!.backAt, lockout.ofAsks, ctx.now()) })
}

/** The same in a transaction of its own, before what costs more than a few statements: who asks for too much gets none of it. */
export function throttleAhead(ctx: Context): Promise<void> {
  return transact(ctx.db, ctx.services.constraints, (tx) => throttle(ctx, tx))
}
