import { asStaff, inPerson, unblocked, type Actor, type Staff } from '../../kernel/actor.ts'
import type { SessionId } from '../../kernel/ids.ts'

/** Who may look at the portal as a client sees it: those who answer for the client, by themselves. */
export const mayView = (actor: Actor): Staff & { readonly session?: SessionId } =>
  unblocked(inPerson(asStaff(actor, 'ADMIN', 'AGENT')))
