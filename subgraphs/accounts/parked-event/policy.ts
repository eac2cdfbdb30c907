import { asStaff, unblocked, type Actor, type Staff } from '../../kernel/actor.ts'

/** Who looks after events that could not be taken in. */
export const mayOperate = (actor: Actor): Staff => unblocked(asStaff(actor, 'ADMIN'))
