import { asStaff, inPerson, unblocked, type Actor, type Staff } from '../../kernel/actor.ts'

/** Who may sign on: anyone, but no API key. */
export const mayComeIn = (actor: Actor): Actor => inPerson(actor)

/** Who may cut an account that they see from its instance. */
export const mayUnlink = (actor: Actor): Staff => unblocked(inPerson(asStaff(actor, 'ADMIN', 'AGENT')))
