import { asStaff, unblocked, type Actor, type Client, type Staff } from '../../kernel/actor.ts'

/** Everybody who logs in has a picture of their own, and changes nobody else's (ACC-18). */
export function mayChangeOwn(actor: Actor): Client | Staff {
  return unblocked(actor.kind === 'client' ? actor : asStaff(actor))
}
