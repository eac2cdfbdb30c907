import type { Staff } from '../../kernel/actor.ts'
import type { ContactFound } from '../activation/activation.ts'

/** Whether a member of staff sees a contact whom somebody may be: the column `contacts` of FEATURES' table. */
export function seesContact({ role, agent }: Staff, { responsibleAgentId }: ContactFound): boolean {
  return role === 'ADMIN' || (role === 'AGENT' && responsibleAgentId === agent)
}
