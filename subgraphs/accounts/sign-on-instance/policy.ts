import { asStaff, blockOf, inPerson, unblocked, type Actor, type Staff } from '../../kernel/actor.ts'

/** Who says by which providers clients come in: an ADMIN in person, since whoever does could let anybody in. */
export const mayManage = (actor: Actor): Staff => unblocked(inPerson(asStaff(actor, 'ADMIN')))

/** Who sees how they are set, as they see all of the portal's settings. */
export const maySee = (actor: Actor): Staff => unblocked(asStaff(actor, 'ADMIN'))

/** The same question where no answer is an answer. */
export const sees = (actor: Actor): boolean =>
  actor.kind === 'staff' && actor.role === 'ADMIN' && blockOf(actor) === null
