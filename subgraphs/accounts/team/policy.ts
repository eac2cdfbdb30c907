import { asStaff, blockOf, unblocked, type Actor, type Staff } from '../../kernel/actor.ts'

/** Who may read which teams there are. */
export const mayList = (actor: Actor): Staff => unblocked(asStaff(actor))
/** The same question where no answer is an answer. */
export const seesTeams = (actor: Actor): boolean =>
  actor.kind === 'service' || (actor.kind === 'staff' && blockOf(actor) === null)
/** Who says who is in which team: the column `settings, staff` of FEATURES' table. */
export const mayManage = (actor: Actor): Staff => unblocked(asStaff(actor, 'ADMIN'))
