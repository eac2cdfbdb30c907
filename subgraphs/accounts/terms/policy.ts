import { asClient, asStaff, blockOf, unblocked, type Actor, type Client, type Staff } from '../../kernel/actor.ts'
import { unauthenticated } from '../../kernel/errors.ts'

/** Who may publish: what binds a company's clients is for those who set its portal. */
export const mayPublish = (actor: Actor): Staff => unblocked(asStaff(actor, 'ADMIN'))

/** Who may read all versions. */
export const mayList = (actor: Actor): Staff => unblocked(asStaff(actor))

/** Who may read the terms, whatever else is in their way: everybody who has logged in. */
export function mayRead(actor: Actor): Actor {
  if (actor.kind === 'anonymous') throw unauthenticated()
  return actor
}

/** Clients accept, also while that is what blocks them; what is to be mended before comes first (ACC-16). */
export function mayAccept(actor: Actor): Client {
  const client = asClient(actor)
  return blockOf(client) === 'TERMS_NOT_ACCEPTED' ? client : unblocked(client)
}

/** Whether somebody sees who published a version. */
export const seesPublisher = (actor: Actor): boolean => actor.kind === 'staff'
