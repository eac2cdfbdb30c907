import { asStaff, unblocked, type Actor, type Staff } from '../../kernel/actor.ts'

/** Who may find out why somebody cannot log in: all staff, of the accounts that they see. */
export const mayDiagnose = (actor: Actor): Staff => unblocked(asStaff(actor))
