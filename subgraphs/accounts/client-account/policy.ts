import { asStaff, unblocked, type Actor, type Staff } from '../../kernel/actor.ts'

/** Who makes and changes client accounts, and says whose they are. */
export const mayWrite = (actor: Actor): Staff => unblocked(asStaff(actor, 'ADMIN', 'AGENT'))
/** Who may read the list. */
export const mayList = (actor: Actor): Staff => unblocked(asStaff(actor))
