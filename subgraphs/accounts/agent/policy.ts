import { asStaff, blockOf, inPerson, unblocked, type Actor, type Staff } from '../../kernel/actor.ts'
import type { AgentId } from '../../kernel/ids.ts'

/** Whether somebody sees this agent of their company; who must mend something first sees only themselves (ACC-3). */
export function seesAgent(actor: Actor, id: AgentId): boolean {
  if (actor.kind === 'anonymous') return false
  return blockOf(actor) === null || (actor.kind === 'staff' && actor.agent === id)
}

/** Who sees what a company keeps for itself about its agents: email, role, and whether they have left. */
export function seesInternals(actor: Actor): boolean {
  return actor.kind === 'staff' || actor.kind === 'service'
}

/** Who may read the roster. */
export const mayList = (actor: Actor): Staff => unblocked(asStaff(actor))
/** Who may say what members of staff are called, themselves or, as an ADMIN, others; addresses are what they log in with. */
export const mayEdit = (actor: Actor): Staff => unblocked(inPerson(asStaff(actor)))
/** Who decides who is staff, and what they may do: a key that did could make its thief an administrator. */
export const mayManage = (actor: Actor): Staff => unblocked(inPerson(asStaff(actor, 'ADMIN')))
