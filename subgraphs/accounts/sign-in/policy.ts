import { isApiKey, type Actor } from '../../kernel/actor.ts'
import type { AgentId } from '../../kernel/ids.ts'

/** Whether somebody sees how a member of staff has come in: their own, and an ADMIN everybody's; no key asks for people. */
export function seesSignInsOf(actor: Actor, agent: AgentId): boolean {
  if (actor.kind !== 'staff' || isApiKey(actor)) return false
  return actor.agent === agent || actor.role === 'ADMIN'
}
