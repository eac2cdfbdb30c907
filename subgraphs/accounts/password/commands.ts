import { personOf } from '../../kernel/actor.ts'
import type { Context } from '../../kernel/context.ts'
import type { Tx } from '../../kernel/db.ts'
import { append } from '../../kernel/events/append.ts'
import type { CompanyId } from '../../kernel/ids.ts'
import type { Services } from '../../kernel/services.ts'
import { transact } from '../../kernel/transaction.ts'
import { refuse } from '../refusals.ts'
import { countTry, forgive } from '../lockout/commands.ts'
import { endSessionsOf, renewSession } from '../session/commands.ts'
import { opened, type OpenedSession } from '../session/opened.ts'
import { asPerson } from '../session/policy.ts'
import { kindOf } from '../session/session.ts'
import { currentKey } from '../signing-key/commands.ts'
import { isCommon } from './common-passwords.ts'
import { temporaryPassword } from './generated.ts'
import { hashOf, isPasswordOf } from './hashing.ts'
import * as password from './password.ts'
import { lockPassword, readPassword, savePassword, saveTemporaryPassword } from './repository.ts'
import type { PersonId } from './tables.ts'

/**
 * Changes one's own password: the temporary one dies, all other sessions end, and the present one gets new tokens that
 * nothing blocks any more (ACC-3).
 */
export async function changePassword(ctx: Context, current: string, wanted: string): Promise<OpenedSession> {
  const actor = asPerson(ctx.actor)
  const { company } = ctx
  const person = personOf(actor)!
  const wrong = () => refuse('PASSWORD_WRONG', { path: ['input', 'currentPassword'] })

  const next = password.choose(wanted, isCommon, 'newPassword')
  // Who has taken over a device must not find the password out here either.
  const tried = await countTry(ctx, { company, person, kind: kindOf(person), typed: '' })
  const before = await readPassword(ctx.db, company, person)
  const isRight = await isPasswordOf(tried.isLocked ? null : (before?.hash ?? null), current)
  if (!before || !isRight || !password.isAlive(before, ctx.now())) throw wrong()
  if (next === password.normalized(current)) throw refuse('PASSWORD_UNCHANGED', { path: ['input', 'newPassword'] })

  const chosen = password.chosen(company, person, await hashOf(next), ctx.now())
  const key = await currentKey(ctx.services)
  const renewed = await ctx.transact(async (tx) => {
    // Hashing took its time: another change or a new invitation may have come between.
    const locked = await lockPassword(tx, company, person, 'update')
    if (locked?.hash !== before.hash) throw wrong()
    await forgive(tx, tried)
    await savePassword(tx, chosen)
    if (!password.isTemporary(before)) await mailChange(tx, ctx, person)
    await append(tx, password.changed(person), ctx)
    await endSessionsOf(tx, ctx, person, actor.session)
    return renewSession(tx, ctx, person, actor.session)
  })
  return opened(key, renewed.session, renewed.identity, chosen, renewed.refreshToken, ctx.now())
}

/** Has somebody told that their password was changed, in case it was not them. */
export function mailChange(tx: Tx, ctx: Context, person: PersonId, company: CompanyId = ctx.company): Promise<void> {
  const about = { company, personId: person, language: ctx.language }
  return ctx.services.jobs.enqueue(tx, 'mailPasswordChanged', about)
}

/**
 * Gives somebody a new temporary password for the mail that is about to be sent, and kills the one before; null where they
 * have chosen one of their own meanwhile. For jobs only: it is known to nobody else.
 */
export async function makeTemporaryPassword(
  services: Services,
  company: CompanyId,
  person: PersonId,
): Promise<string | null> {
  const made = temporaryPassword()
  const hash = await hashOf(made)
  const isSaved = await transact(services.db, services.constraints, (tx) =>
    saveTemporaryPassword(tx, password.temporary(company, person, hash, services.now())),
  )
  return isSaved ? made : null
}
