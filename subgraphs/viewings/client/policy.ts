import { asClient, asStaff, type Actor, type Client, type Staff } from '../../kernel/actor.ts'
import type { AgentId, ContactId } from '../../kernel/ids.ts'

/** Whose deals, offers and viewings somebody sees: that column of FEATURES' table, for repositories to turn into SQL. */
export type Sight =
  | { readonly see: 'all' }
  | { readonly see: 'ofAgent'; readonly agent: AgentId }
  | { readonly see: 'self'; readonly contact: ContactId }
  | { readonly see: 'none' }

/** What this person sees: ADMIN all, AGENT those of their contacts, SUPPORT none, a client their own. */
export function sightOf(actor: Actor): Sight {
  if (actor.kind === 'service') return { see: 'all' }
  if (actor.kind === 'client') return { see: 'self', contact: actor.contact }
  if (actor.kind !== 'staff') return { see: 'none' }
  if (actor.role === 'ADMIN') return { see: 'all' }
  return actor.role === 'AGENT' ? { see: 'ofAgent', agent: actor.agent } : { see: 'none' }
}

/** Who asks for viewings for themselves in the portal. */
export const mayRequest = (actor: Actor): Client => asClient(actor)
/** Who writes down what viewings were like: their clients, for themselves (VIE-11). */
export const mayKeepJournal = (actor: Actor): Client => asClient(actor)
/** Who works with clients: makes deals and properties, decides on viewings. */
export const mayArrange = (actor: Actor): Staff => asStaff(actor, 'ADMIN', 'AGENT')
/** Who has, or looks after, deals and viewings at all. */
export const mayTakePart = (actor: Actor): Client | Staff => (actor.kind === 'client' ? actor : mayArrange(actor))
