import { asClient, asStaff, type Actor, type Client, type Staff } from '../../kernel/actor.ts'
import { unauthenticated } from '../../kernel/errors.ts'
import type { AccountId, AgentId, ContactId } from '../../kernel/ids.ts'

/** Which tickets somebody sees: the column `tickets` of FEATURES' table, for the repository to turn into SQL. */
export type Sight =
  | { readonly see: 'all' }
  | { readonly see: 'ofAgent'; readonly agent: AgentId }
  | { readonly see: 'own'; readonly account: AccountId; readonly contact: ContactId }
  | { readonly see: 'none' }

/** ADMIN and SUPPORT see all, an AGENT those of their contacts and those assigned to them, a client their own. */
export function sightOf(actor: Actor): Sight {
  if (actor.kind === 'service') return { see: 'all' }
  if (actor.kind === 'client') return { see: 'own', account: actor.account, contact: actor.contact }
  if (actor.kind !== 'staff') return { see: 'none' }
  return actor.role === 'AGENT' ? { see: 'ofAgent', agent: actor.agent } : { see: 'all' }
}

/** Who asks for themselves in the portal. */
export const mayRequest = (actor: Actor): Client => asClient(actor)
/** Who works on tickets, and reads what the company keeps to itself about them (TIC-4). */
export const mayWork = (actor: Actor): Staff => asStaff(actor)

/** Who sends files along: both sides. */
export const mayAttach = (actor: Actor): Client | Staff => (actor.kind === 'staff' ? mayWork(actor) : mayRequest(actor))

/** Whether somebody may be shown the staff's view of a ticket that they see. */
export function seesInternals(actor: Actor): boolean {
  return actor.kind === 'staff' || actor.kind === 'service'
}

/** Who may follow what happens: anybody who has logged in. */
export function mayFollow(actor: Actor): Actor {
  if (actor.kind === 'anonymous') throw unauthenticated()
  return actor
}

/** Whose events somebody follows who does not see all: their own, by the contact or the agent that they are. */
export function personFollowed(actor: Actor): ContactId | AgentId | null {
  const sight = sightOf(actor)
  if (sight.see === 'own') return sight.contact
  return sight.see === 'ofAgent' ? sight.agent : null
}
