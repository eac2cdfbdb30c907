import { unblocked, type Actor, type Client, type Staff } from '../../kernel/actor.ts'
import { unauthenticated } from '../../kernel/errors.ts'

/** Whoever is logged in, also while something is to be mended: they may change their password and log out. */
export function asPerson(actor: Actor): Staff | Client {
  if (actor.kind === 'staff' || actor.kind === 'client') return actor
  throw unauthenticated()
}

/** Who may look after their own sessions. */
export const mayManage = (actor: Actor): Staff | Client => unblocked(asPerson(actor))
