import { asStaff, type Actor, type Staff } from '../../kernel/actor.ts'
import { unblocked } from '../session/policy.ts'

/** Whether somebody sees the agents of their company: their names, and for staff the rest. */
export function seesAgents(actor: Actor): boolean {
  return actor.kind !== 'anonymous'
}

/** Who sees what a company keeps for itself about its agents: email and role. */
export function seesInternals(actor: Actor): boolean {
  return actor.kind === 'staff' || actor.kind === 'service'
}

/** Who may read the roster. */
export const mayList = (actor: Actor): Staff => unblocked(asStaff(actor))
/** Who may make somebody a member of staff. */
export const mayInvite = (actor: Actor): Staff => unblocked(asStaff(actor, 'ADMIN'))
