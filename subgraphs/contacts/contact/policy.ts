import { asStaff, type Actor, type Staff } from '../../kernel/actor.ts'
import type { AgentId, ContactId } from '../../kernel/ids.ts'

/** Which contacts somebody sees: the row `contacts` of FEATURES' table, for the repository to turn into SQL. */
export type Sight =
  | { readonly see: 'all' }
  | { readonly see: 'ofAgent'; readonly agent: AgentId }
  | { readonly see: 'requesters' }
  | { readonly see: 'self'; readonly contact: ContactId }
  | { readonly see: 'none' }

/** What this person sees: ADMIN all, AGENT their own, SUPPORT those who asked something, a client only themselves. */
export function sightOf(actor: Actor): Sight {
  if (actor.kind === 'service') return { see: 'all' }
  if (actor.kind === 'client') return { see: 'self', contact: actor.contact }
  if (actor.kind !== 'staff') return { see: 'none' }
  if (actor.role === 'ADMIN') return { see: 'all' }
  return actor.role === 'AGENT' ? { see: 'ofAgent', agent: actor.agent } : { see: 'requesters' }
}

/** Who may make contacts and give them to others. */
export const mayWrite = (actor: Actor): Staff => asStaff(actor, 'ADMIN', 'AGENT')
/** Who may read the list, and what the company keeps for itself about a contact. */
export const mayReadInternals = (actor: Actor): Staff => asStaff(actor)
