import { asStaff, blockOf, inPerson, unblocked, type Actor, type Staff } from '../../kernel/actor.ts'
import type { AccountId, AgentId } from '../../kernel/ids.ts'

/** Which accounts somebody sees: the column `portal accounts` of FEATURES' table, for the repository to turn into SQL. */
export type Sight =
  | { readonly see: 'all' }
  | { readonly see: 'ofAgent'; readonly agent: AgentId }
  | { readonly see: 'self'; readonly account: AccountId }
  | { readonly see: 'none' }

/** ADMIN and SUPPORT see all, an AGENT those of their contacts, a client only their own; staff who are blocked none. */
export function sightOf(actor: Actor): Sight {
  if (actor.kind === 'service') return { see: 'all' }
  if (actor.kind === 'client') return { see: 'self', account: actor.account }
  if (actor.kind !== 'staff' || blockOf(actor)) return { see: 'none' }
  return actor.role === 'AGENT' ? { see: 'ofAgent', agent: actor.agent } : { see: 'all' }
}

/** Who is told how a client's password stands. */
export const seesPasswordState = (actor: Actor): boolean => actor.kind === 'staff' && blockOf(actor) === null

/** Who may read the list. */
export const mayList = (actor: Actor): Staff => unblocked(asStaff(actor))
/** Who may shut accounts, and have passwords changed: of those they see. */
export const mayGuard = (actor: Actor): Staff => unblocked(asStaff(actor))
/** Who may open accounts that were shut. */
export const mayEnable = (actor: Actor): Staff => unblocked(asStaff(actor, 'ADMIN', 'AGENT'))
/** Who may change what an account says, and with what one logs in to it: a key that did could take it over. */
export const mayEdit = (actor: Actor): Staff => unblocked(inPerson(asStaff(actor, 'ADMIN', 'AGENT')))
/** Who may give contacts accounts. */
export const mayInvite = (actor: Actor): Staff => unblocked(asStaff(actor, 'ADMIN', 'AGENT'))
