import type { Context } from '../../kernel/context.ts'
import type { PersonId } from '../password/tables.ts'
import * as lockout from './lockout.ts'
import { readLocks } from './repository.ts'

/** Since when wrong passwords keep somebody out who comes from somewhere; null while they do not. */
export async function readLockedSince(ctx: Context, person: PersonId): Promise<Date | null> {
  const now = ctx.now()
  const { streaks, allowance } = await readLocks(ctx.db, ctx.company, person, now)
  const sinces = streaks.filter((streak) => lockout.isWaiting(streak, now)).map(lockout.lastFailure)
  if (allowance && lockout.isUsedUp(allowance.backAt, lockout.ofPerson, now)) {
    sinces.push(lockout.usedUpSince(allowance.backAt, lockout.ofPerson))
  }
  return sinces.length > 0 ? new Date(Math.min(...sinces.map(Number))) : null
}
