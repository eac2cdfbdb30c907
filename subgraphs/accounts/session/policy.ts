import { inPerson, unblocked, type Actor, type Client, type Staff } from '../../kernel/actor.ts'
import { unauthenticated } from '../../kernel/errors.ts'
import type { SessionId } from '../../kernel/ids.ts'

/** Somebody with a session. */
export type Person = (Staff | Client) & { readonly session: SessionId }

/** Whoever is logged in, also while something is to be mended: they may change their password and log out. */
export function asPerson(actor: Actor): Person {
  if (actor.kind === 'staff' || actor.kind === 'client') return inPerson(actor)
  throw unauthenticated()
}

/** Which session somebody may end: any of their own, but whoever sees a client's portal only the one they look by. */
export function mayEnd(actor: Person, id: SessionId): boolean {
  return actor.kind === 'staff' || !actor.seenBy || actor.session === id
}

/** Who may look after their own sessions. */
export const mayManage = (actor: Actor): Person => unblocked(asPerson(actor))

/** Who may log in or go on with a session: anyone, but no API key. */
export const mayComeIn = (actor: Actor): Actor => inPerson(actor)
